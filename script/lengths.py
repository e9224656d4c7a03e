"""Fail when a function or a file grows past its ceiling: 40 and 400 lines."""

import ast
import sys
from pathlib import Path


FUNCTION, FILE = 40, 400
EXEMPT = ("migrations",)


def too_long(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    found = []
    if (lines := len(text.splitlines())) > FILE:
        found.append(f"{path}: {lines} lines (ceiling {FILE})")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION:
                found.append(
                    f"{path}:{node.lineno} {node.name}: {length} lines (ceiling {FUNCTION})"
                )
    return found


def main(roots: list[str]) -> int:
    paths = [path for root in roots for path in sorted(Path(root).rglob("*.py"))]
    problems = [
        line for path in paths if not set(EXEMPT) & set(path.parts) for line in too_long(path)
    ]
    sys.stdout.write("".join(f"{line}\n" for line in problems))
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
