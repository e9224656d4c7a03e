"""The Merkle tree of the log, against the vectors of RFC 6962, and the proof that anybody can check."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from kring.toegang import merkle


# Inputs and roots of the test vectors of Certificate Transparency (RFC 6962).
INVOER = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
          "606162636465666768696a6b6c6d6e6f")  # fmt: skip
WORTELS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
REGEL = {
    "id": 7, "op": "2026-11-21T10:00:00.000001Z", "actor_id": "a", "gezin_id": None, "handeling": "x",
    "doel": "hulp", "grond": None, "objecten": "", "toegestaan": True, "discreet": False, "xid": "15",
}  # fmt: skip


@pytest.mark.parametrize("aantal", range(len(WORTELS)))
def test_root_is_that_of_rfc_6962(aantal):
    bladeren = [merkle.leaf(bytes.fromhex(deel)) for deel in INVOER[:aantal]]
    assert merkle.root(bladeren).hex() == WORTELS[aantal]


def test_leaf_and_node_of_the_same_bytes_differ():
    links, rechts = merkle.leaf(b"a"), merkle.leaf(b"b")
    assert merkle.leaf(links + rechts) != merkle.node(links, rechts)


@given(aantal=st.integers(1, 70), data=st.data())
def test_every_leaf_has_a_proof_and_only_in_its_place(aantal, data):
    bladeren = [merkle.leaf(bytes([nummer])) for nummer in range(aantal)]
    boom = merkle.build_tree(bladeren)
    plek = data.draw(st.integers(0, aantal - 1))
    pad = merkle.make_path(boom, plek)
    assert merkle.root_from_path(bladeren[plek], plek, aantal, pad) == merkle.root(bladeren)
    for ander in range(aantal):
        if ander != plek:
            assert merkle.root_from_path(bladeren[plek], ander, aantal, pad) != merkle.root(
                bladeren
            )


@given(aantal=st.integers(1, 40), plek=st.integers(-1, 41), lengte=st.integers(0, 8))
def test_path_of_a_wrong_length_or_place_gives_no_root(aantal, plek, lengte):
    boom = merkle.build_tree([merkle.leaf(bytes([nummer])) for nummer in range(aantal)])
    goed = len(merkle.make_path(boom, plek)) if 0 <= plek < aantal else None
    gevonden = merkle.root_from_path(b"x" * 32, plek, aantal, [b"y" * 32] * lengte)
    assert (gevonden is None) == (lengte != goed)


WAARDE = st.one_of(st.none(), st.booleans(), st.integers(0, 10**12), st.text(max_size=8))


@given(st.lists(WAARDE, max_size=5), st.lists(WAARDE, max_size=5))
def test_two_lines_never_have_the_same_text(een, ander):
    def soort(rij):
        return [(type(waarde), waarde) for waarde in rij]

    assert (merkle.encode(een) == merkle.encode(ander)) == (soort(een) == soort(ander))


def _bewijs(aantal=5, plek=3):
    andere = [merkle.leaf(bytes([nummer])) for nummer in range(aantal)]
    andere[plek] = merkle.leaf(merkle.encode([REGEL[veld] for veld in merkle.VELDEN]))
    boom = merkle.build_tree(andere)
    pad = [deel.hex() for deel in merkle.make_path(boom, plek)]
    zegel = {"nr": 2, "van_xid": 10, "tot_xid": 20, "aantal": aantal, "wortel": boom[-1][0].hex()}
    return {"regel": dict(REGEL), "zegel": 2, "plek": plek, "pad": pad}, zegel


def test_a_true_proof_meets_no_objection():
    assert merkle.objections(*_bewijs()) == []


@pytest.mark.parametrize("veld", merkle.VELDEN)
def test_a_proof_of_a_changed_line_is_refused(veld):
    bewijs, zegel = _bewijs()
    bewijs["regel"][veld] = "16" if veld == "xid" else "iets anders"
    assert merkle.objections(bewijs, zegel)


@pytest.mark.parametrize(
    ("wijzig", "woord"),
    [
        (lambda b, z: b.update(zegel=3), "hoort bij zegel 3"),
        (lambda b, z: b.update(plek=2), "staat niet zo"),
        (lambda b, z: b.update(plek=5), "staat niet zo"),
        (lambda b, z: b.update(pad=b["pad"][:-1]), "staat niet zo"),
        (lambda b, z: z.update(aantal=4), "staat niet zo"),
        (lambda b, z: z.update(wortel="00" * 32), "staat niet zo"),
        (lambda b, z: z.update(tot_xid=15), "buiten de tijd"),
        (lambda b, z: b.pop("pad"), "geen bewijs"),
        (lambda b, z: z.update(wortel=None), "geen bewijs"),
    ],
)
def test_a_false_proof_is_refused_with_its_reason(wijzig, woord):
    bewijs, zegel = _bewijs()
    wijzig(bewijs, zegel)
    assert woord in " ".join(merkle.objections(bewijs, zegel))


def _run(tmp_path, bewijs, zegels):
    (tmp_path / "bewijs.json").write_text(json.dumps(bewijs))
    (tmp_path / "zegels.jsonl").write_text("".join(json.dumps(zegel) + "\n" for zegel in zegels))
    # -I and -S: no packages, no environment; the standard library alone.
    opdracht = [
        sys.executable,
        "-I",
        "-S",
        str(Path(merkle.__file__)),
        "bewijs.json",
        "zegels.jsonl",
    ]
    return subprocess.run(opdracht, cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S603


def test_the_checker_needs_the_standard_library_alone(tmp_path):
    bewijs, zegel = _bewijs()
    goed = _run(tmp_path, bewijs, [zegel | {"nr": 1}, zegel])
    assert (goed.returncode, goed.stderr) == (0, "")
    assert "staat in het verzegelde logboek" in goed.stdout
    fout = _run(tmp_path, bewijs, [zegel | {"wortel": "00" * 32}])
    assert fout.returncode == 1
    assert "veranderd" in fout.stdout
    elders = _run(tmp_path, bewijs, [zegel | {"nr": 1}])
    assert elders.returncode == 1
    assert "Vraag een nieuwere kopie" in elders.stdout


@pytest.mark.parametrize(
    "argumenten", [[], ["een"], ["geen.json", "geen.jsonl"], [__file__, __file__]]
)
def test_the_checker_says_how_it_is_used(argumenten, capsys):
    assert merkle.main(argumenten) == 2
    assert capsys.readouterr().err
