"""kill -9 while writing: how often, and what was lost, half or double. The bar: nothing."""

from typing import Any

from tests.integration.crash import harnas


def run(kills: int = 200) -> dict[str, Any]:
    """Kill writers and the server so many times; gives the figures of the harness, as counts."""
    uitkomst = harnas.run(kills)
    return {naam: len(wat) if isinstance(wat, list) else wat for naam, wat in uitkomst.items()}
