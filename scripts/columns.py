"""Tables on a terminal: columns as wide as their longest cell, numbers to the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def aligned(rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset()) -> str:
    """Return `rows` with their columns aligned, those numbered in `right` to the right.

    >>> print(aligned([["a", "1"], ["bb", "10"]], right=frozenset({1})))
    a    1
    bb  10
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(
            cell.rjust(width) if index in right else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
    return "\n".join(lines)
