"""Names as people and programs spell them: ``Arealformål``, ``AREALFORMAL`` and ``areal_formaal`` are one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.errors import FileFault

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LETTERS = str.maketrans({"å": "a", "ø": "o", "æ": "ae"})


def fold(name: str) -> str:
    """Return `name` without what spellings of one name differ in: case, å/ø/æ, and all that is no letter or digit.

    >>> fold("areal-Formål") == fold("AREALFORMAAL")
    True
    """
    letters = name.casefold().translate(_LETTERS).replace("aa", "a").replace("oe", "o")
    return "".join(letter for letter in letters if letter.isalnum() or letter == "@")


def find(candidates: Iterable[str], columns: Sequence[str], file: str) -> str | None:
    """Return the first of `candidates` that is among `columns`, as it is spelled there; None if none is.

    Raises
    ------
    FileFault
        ``column-twice`` if two columns are spellings of the candidate, and neither is spelled as it is.
    """
    for candidate in candidates:
        if candidate in columns:
            return candidate
        found = [column for column in columns if fold(column) == fold(candidate)]
        if len(found) > 1:
            raise FileFault("column-twice", file=file, columns=", ".join(found))
        if found:
            return found[0]
    return None


def find_all(candidates: Iterable[str], columns: Sequence[str], file: str) -> tuple[str, ...]:
    """Return all of `candidates` that are among `columns`, each as it is spelled there, once.

    Raises
    ------
    FileFault
        As :func:`find`.
    """
    found = (find((candidate,), columns, file) for candidate in candidates)
    return tuple(dict.fromkeys(name for name in found if name is not None))
