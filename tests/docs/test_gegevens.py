"""The files that say what this project is agree with each other, and with what is there."""

import re
import runpy
import shutil
import tomllib

import pytest
import yaml
from tests.docs.bladen import WORTEL, headings, read


SAMEN = ("pyproject.toml", "publiccode.yml", "LICENSE")
PROBLEMS = runpy.run_path(str(WORTEL / "script" / "metadata.py"))["problems"]


@pytest.fixture(scope="module")
def project():
    return tomllib.loads(read(WORTEL / "pyproject.toml"))["project"]


@pytest.fixture(scope="module")
def publiccode():
    return yaml.safe_load(read(WORTEL / "publiccode.yml"))


def test_name_version_and_licence_agree():
    assert PROBLEMS(WORTEL) == []


FOUT = {
    "another version": ("publiccode.yml", 'softwareVersion: "0.1.0"', 'softwareVersion: "9.9.9"'),
    "another licence": ("pyproject.toml", 'license = "EUPL-1.2"', 'license = "MIT"'),
    "another name": ("publiccode.yml", "name: Kring", "name: Ring"),
    "another text of the licence": ("LICENSE", "LICENCE v. 1.2", "LICENCE v. 1.1"),
}


@pytest.mark.parametrize(("bestand", "oud", "nieuw"), FOUT.values(), ids=FOUT)
def test_a_difference_is_noticed(tmp_path, bestand, oud, nieuw):
    for naam in SAMEN:
        shutil.copy(WORTEL / naam, tmp_path / naam)
    pad = tmp_path / bestand
    assert oud in read(pad)
    pad.write_text(read(pad).replace(oud, nieuw), encoding="utf-8")
    assert len(PROBLEMS(tmp_path)) == 1


def test_version_is_the_newest_in_the_changelog(project):
    versies = [
        woorden for niveau, woorden in headings(read(WORTEL / "CHANGELOG.md")) if niveau == 2
    ]
    assert versies[0].split()[0] == project["version"]


@pytest.mark.parametrize("blad", ["README.md", "README.nl.md", "SECURITY.md", "docs/beheer.md"])
def test_pages_speak_of_this_version(blad, project):
    gevonden = set(re.findall(r"\b[Vv]ersi(?:on|e) (\d+\.\d+\.\d+)\b", read(WORTEL / blad)))
    assert gevonden == {project["version"]}


def test_publiccode_is_whole(publiccode):
    assert {"nl", "en"} == set(publiccode["description"])
    for tekst in publiccode["description"].values():
        assert len(tekst["shortDescription"]) <= 150
        assert 150 <= len(tekst["longDescription"]) <= 10_000
        assert tekst["features"]
    nl, en = (publiccode["description"][taal]["features"] for taal in ("nl", "en"))
    assert len(nl) == len(en)


def test_python_of_publiccode_is_the_python_of_the_package(publiccode, project):
    versies = {deel["name"]: deel.get("versionMin") for deel in publiccode["dependsOn"]["open"]}
    assert project["requires-python"] == f">={versies['Python']}"


def test_readme_of_the_package_is_there(project):
    assert (WORTEL / project["readme"]).exists()


def test_libraries_that_are_described_are_those_that_run():
    beschreven = set(re.findall(r"^\| ([a-z0-9-]+) \| [\d.]+ \|", read(WORTEL / "docs/adr/0014-libraries.md"), re.MULTILINE))  # fmt: skip
    nodig = set(re.findall(r"^([a-z0-9-]+)", read(WORTEL / "requirements.in"), re.MULTILINE))
    assert beschreven == nodig


def test_versions_that_are_described_are_those_that_are_pinned():
    vast = dict(re.findall(r"^([a-z0-9-]+)(?:\[[^]]*\])?==([\d.]+)", read(WORTEL / "requirements.txt"), re.MULTILINE))  # fmt: skip
    beschreven = re.findall(r"^\| ([a-z0-9-]+) \| ([\d.]+) \|", read(WORTEL / "docs/adr/0014-libraries.md"), re.MULTILINE)  # fmt: skip
    assert [(naam, versie) for naam, versie in beschreven if vast.get(naam) != versie] == []
