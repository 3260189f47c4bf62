"""Whether a TIFF has all the tags that it says it has: GDAL reads on without those that a cut took away."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

_BYTES_OF_TYPE = dict(zip(range(1, 19), (1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8), strict=True))
_BIG = 43


class _Layout(NamedTuple):
    """How a directory is laid out: codes of struct for offsets and for the number of tags, and bytes kept in a tag."""

    offset: str
    tags: str
    inline: int


_CLASSIC, _BIGTIFF = _Layout("I", "H", 4), _Layout("Q", "Q", 8)


def has_all_tags(file: Path) -> bool:
    """Return whether the first directory of a TIFF, and every value that its tags point to, lie within the file."""
    size = file.stat().st_size
    with file.open("rb") as stream:
        try:
            return all(end <= size for end in _ends(stream))
        except (struct.error, ValueError):  # a read past the end gives too few bytes, no seek goes past 2^63
            return False


def _ends(stream: BinaryIO) -> list[int]:
    """Return where the value of each tag ends."""
    order = "<" if stream.read(2) == b"II" else ">"
    (version,) = _numbers(stream, f"{order}H")
    layout = _BIGTIFF if version == _BIG else _CLASSIC
    stream.seek(8 if version == _BIG else 4)
    (directory,) = _numbers(stream, order + layout.offset)
    stream.seek(directory)
    (tags,) = _numbers(stream, order + layout.tags)
    entries = [_numbers(stream, f"{order}HH{layout.offset}{layout.offset}") for _ in range(min(tags, 1 << 16))]
    lengths = [(_BYTES_OF_TYPE.get(kind, 0) * count, offset) for _, kind, count, offset in entries]
    return [offset + length for length, offset in lengths if length > layout.inline]


def _numbers(stream: BinaryIO, form: str) -> tuple[int, ...]:
    return struct.unpack(form, stream.read(struct.calcsize(form)))
