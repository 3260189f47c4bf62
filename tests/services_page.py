"""The table of ``docs/formats/services.md``: ``python -m tests.services_page`` writes it from the table of sources."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from layers.catalogue import LAYERS
from layers.fetching.sources import SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.fetching.source import Source

PAGE = Path(__file__).parent.parent / "docs" / "formats" / "services.md"
_TABLE = re.compile(r"^\| layer \| part .*?\n\n", re.S | re.M)
_COLUMNS = (
    "layer",
    "part",
    "service",
    "what",
    "licence, attribution",
    "margin",
    "sparse",
    "address known from",
    "asked",
)


def page() -> str:
    """Return the text of the page, its table as the sources are now."""
    rows = sorted(SOURCES.values(), key=lambda source: list(LAYERS).index(source.layer))
    lines = [f"| {' | '.join(_COLUMNS)} |", "|---" * len(_COLUMNS) + "|", *map(_row, rows)]
    return _TABLE.sub(lambda _: "\n".join(lines) + "\n\n", PAGE.read_text(encoding="utf-8"))


def _row(source: Source) -> str:
    service = source.service
    cells = [
        f"`{source.layer}`",
        f"`{source.id}`",
        f"{service.kind}: `{service.address.host}{service.address.path}`",
        ", ".join(_what(source)),
        f"{source.terms['licence']}; {source.terms['attribution']}",
        f"{source.margin:g} m" if source.margin else "",
        "yes" if source.sparse else "",
        source.known_from,
        source.asked or "never",
    ]
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _what(source: Source) -> Iterator[str]:
    """Yield what is asked for at the address, and what is added to each feature."""
    service = source.service
    for name in ("type_name", "member", "wanted", "where", "query", "adds"):
        value = getattr(service, name, None)
        if isinstance(value, str) and value != "1=1":
            yield f"`{value}`"
        elif isinstance(value, tuple):
            yield from (f"`{each}`" for each in value)
        elif isinstance(value, dict):
            yield from (f"`{key}={each}`" for key, each in value.items())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
