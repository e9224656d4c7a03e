"""Fail when the files that say what this project is do not agree with each other."""

import sys
import tomllib
from pathlib import Path

import yaml


LICENCE = "EUPL-1.2"
FIRST_WORDS = "EUROPEAN UNION PUBLIC LICENCE v. 1.2"


def problems(root: Path) -> list[str]:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    publiccode = yaml.safe_load((root / "publiccode.yml").read_text(encoding="utf-8"))
    same = {
        "pyproject.toml: license": (project["license"], LICENCE),
        "publiccode.yml: legal.license": (publiccode["legal"]["license"], LICENCE),
        "publiccode.yml: softwareVersion": (publiccode["softwareVersion"], project["version"]),
        "publiccode.yml: name": (publiccode["name"].lower(), project["name"]),
        "LICENSE": (FIRST_WORDS in (root / "LICENSE").read_text(encoding="utf-8"), True),
    }
    return [
        f"{place} is {found!r}, expected {expected!r}"
        for place, (found, expected) in same.items()
        if found != expected
    ]


def main() -> int:
    found = problems(Path(__file__).resolve().parent.parent)
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
