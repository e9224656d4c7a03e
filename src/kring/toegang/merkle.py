"""A Merkle tree over the lines of the log, and the proof that one line stands in it (RFC 6962, 9162).

Needs the standard library alone, so that anybody can check a proof, with this file and nothing else:

    python merkle.py BEWIJS.json ZEGELS.jsonl

The seals should come from a witness outside the organisation, not from whoever gave the proof.
"""

import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any


# The fields of a line, in the order in which they are sealed.
VELDEN = ("id", "op", "actor_id", "gezin_id", "handeling", "doel", "grond", "objecten", "toegestaan",
          "discreet", "xid")  # fmt: skip


def encode(regel: Sequence[Any]) -> bytes:
    """One text for one line. JSON, so that no two lines can have the same, whatever they hold."""
    return json.dumps(list(regel), ensure_ascii=True, separators=(",", ":")).encode("ascii")


def leaf(inhoud: bytes) -> bytes:
    """The hash of a line; another prefix than that of a node, so that neither can pass for the other."""
    return hashlib.sha256(b"\x00" + inhoud).digest()


def node(links: bytes, rechts: bytes) -> bytes:
    """The hash over two hashes."""
    return hashlib.sha256(b"\x01" + links + rechts).digest()


def build_tree(bladeren: Sequence[bytes]) -> list[list[bytes]]:
    """All levels of the tree, the leaves first; an odd last one moves up unchanged."""
    lagen = [list(bladeren)]
    while len(lagen[-1]) > 1:
        onder = lagen[-1]
        boven = [node(onder[i], onder[i + 1]) for i in range(0, len(onder) - 1, 2)]
        lagen.append(boven + onder[-1:] if len(onder) % 2 else boven)
    return lagen


def root(bladeren: Sequence[bytes]) -> bytes:
    """The one hash over all leaves; of nothing it is the hash of nothing."""
    return build_tree(bladeren)[-1][0] if bladeren else hashlib.sha256(b"").digest()


def make_path(boom: list[list[bytes]], plek: int) -> list[bytes]:
    """The hashes beside the way from the leaf at `plek` (from 0) to the root."""
    pad = []
    for laag in boom[:-1]:
        naast = plek ^ 1
        if naast < len(laag):
            pad.append(laag[naast])
        plek //= 2
    return pad


def root_from_path(blad: bytes, plek: int, aantal: int, pad: Sequence[bytes]) -> bytes | None:
    """The root that follows from a leaf and its path; None when the path cannot be one (RFC 9162 2.1.3.2)."""
    if not 0 <= plek < aantal:
        return None
    laatste, hash_ = aantal - 1, blad
    for naast in pad:
        if laatste == 0:
            return None
        if plek % 2 or plek == laatste:
            hash_ = node(naast, hash_)
            while plek % 2 == 0 and plek:
                plek, laatste = plek // 2, laatste // 2
        else:
            hash_ = node(hash_, naast)
        plek, laatste = plek // 2, laatste // 2
    return hash_ if laatste == 0 else None


def objections(bewijs: Any, zegel: Any) -> list[str]:
    """What is wrong with a proof for this seal, in Dutch; empty when the line stands in it."""
    try:
        regel = [bewijs["regel"][veld] for veld in VELDEN]
        pad = [bytes.fromhex(deel) for deel in bewijs["pad"]]
        plek, aantal, nr = int(bewijs["plek"]), int(zegel["aantal"]), int(zegel["nr"])
        gevonden = root_from_path(leaf(encode(regel)), plek, aantal, pad)
        van, xid, tot = int(zegel["van_xid"]), int(regel[-1]), int(zegel["tot_xid"])
        klopt = gevonden == bytes.fromhex(zegel["wortel"])
        zelfde = int(bewijs["zegel"]) == nr
    except (KeyError, TypeError, ValueError):
        return ["Dit bestand is geen bewijs, of het zegel is geen zegel. Vraag beide opnieuw op."]
    fout = []
    if not zelfde:
        fout.append(f"Het bewijs hoort bij zegel {bewijs['zegel']}, dit is zegel {nr}.")
    if not klopt:
        fout.append(
            "De regel staat niet zo in het zegel: hij is veranderd, of het bewijs klopt niet."
        )
    if not van <= xid < tot:
        fout.append("De regel valt buiten de tijd van dit zegel.")
    return fout


def main(argumenten: Sequence[str]) -> int:
    """Check a proof against the published seals, one JSON object a line; 0 when it holds."""
    if len(argumenten) != 2:
        sys.stderr.write("Gebruik: python merkle.py BEWIJS.json ZEGELS.jsonl\n")
        return 2
    try:
        bewijs = json.loads(Path(argumenten[0]).read_text("utf-8"))
        regels = Path(argumenten[1]).read_text("utf-8").splitlines()
        zegels = {zegel["nr"]: zegel for zegel in map(json.loads, regels)}
        zegel = zegels.get(bewijs["zegel"])
    except (OSError, ValueError, KeyError, TypeError) as fout:
        sys.stderr.write(f"Dit bestand is niet te lezen: {fout}\n")
        return 2
    if zegel is None:
        fouten = [
            f"Zegel {bewijs['zegel']} staat niet bij de gepubliceerde zegels. Vraag een nieuwere kopie."
        ]
    else:
        fouten = objections(bewijs, zegel)
    sys.stdout.write("\n".join(fouten or ["Deze regel staat in het verzegelde logboek."]) + "\n")
    return bool(fouten)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
