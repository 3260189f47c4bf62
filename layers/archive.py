"""The one file inside a zip that is to be read, unpacked where nothing can be overwritten.

A zip comes from outside: its names may point anywhere, its sizes may lie, and it may hold more than a disk does. So it
is judged as a whole by its directory before anything is unpacked, no name in it is used as a path, and of what it holds
only the file in question is written, to a folder that goes away again. Python never unpacks more of a member than the
directory says.
"""

from __future__ import annotations

import re
import shutil
import stat
import zlib
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile, ZipFile

from layers.errors import FileFault
from layers.readers.vector import SHAPEFILE_PARTS
from layers.sniff import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from zipfile import ZipInfo

    from layers.intake import Options

SUFFIX = ".zip"
_BESIDE: Mapping[str, tuple[str, ...]] = MappingProxyType({".shp": SHAPEFILE_PARTS, ".asc": (".asc", ".prj")})
"""What else of a file's name belongs to it, by the suffix of the file."""
MEMBERS, TOTAL, RATIO = 1_000, 4 << 30, 100
"""At most so many members, so many bytes unpacked, and so many of these for each that is packed."""
_SMALL = 10 << 20  # a ratio says nothing of a file as small as this
_NAME = re.compile(r'[^\x00-\x1f<>:"|?*]+')
_READABLE = frozenset(suffix for suffixes in SUFFIXES.values() for suffix in suffixes)
_PERHAPS_METADATA = frozenset({".xml", ".json"})
_ENCRYPTED = 0x1


class Opened(NamedTuple):
    """A file that can be read, what remains to be asked of it, and its name in the zip if it was one of several."""

    file: Path
    options: Options
    member: str | None = None


@contextmanager
def opened(file: Path, options: Options) -> Iterator[Opened]:
    """Give the file to read: `file` itself, or what is in it if it is a zip.

    Of several files in a zip the ``source_layer`` in `options` names one, ``member`` or ``member:layer``.

    Raises
    ------
    FileFault
        ``archive-unsafe``, ``archive-bomb``, ``archive-locked``, ``archive-nested``, ``archive-nothing``,
        ``archive-unclear``, ``file-unreadable``, or ``cannot-write`` if there is no room to unpack it.
    """
    if file.suffix.lower() != SUFFIX:
        yield Opened(file, options)
        return
    with TemporaryDirectory(prefix="landuse-") as folder:
        try:
            with ZipFile(file) as archive:
                found = _unpacked(archive, Path(folder), file.name, options)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError):
            raise FileFault("file-unreadable", file=file.name) from None
        except OSError as error:
            raise FileFault("cannot-write", file=folder, reason=error.strerror or type(error).__name__) from error
        yield found


def _unpacked(archive: ZipFile, folder: Path, name: str, options: Options) -> Opened:
    members = judged(archive, name)
    found = _found(members, name)
    wanted = options.source_layer or ""
    if len(found) == 1:
        (chosen,), several = found, False
    else:
        hits = [each for each in found if wanted == each or wanted.startswith(f"{each}:")]
        if not hits:
            raise FileFault("archive-unclear", file=name, members=", ".join(found))
        chosen, several = hits[0], True
        options = replace(options, source_layer=wanted.removeprefix(chosen).removeprefix(":") or None)
    for each in _with_its_parts(chosen, members):
        with archive.open(members[each]) as packed, (folder / PurePosixPath(each).name).open("xb") as plain:
            shutil.copyfileobj(packed, plain, 1 << 20)
    return Opened(folder / PurePosixPath(chosen).name, options, chosen if several else None)


def judged(archive: ZipFile, name: str) -> dict[str, ZipInfo]:
    """Return the members that are files by their names with slashes, if all of them are harmless.

    Raises
    ------
    FileFault
        ``archive-bomb``, ``archive-unsafe`` or ``archive-locked``, naming the zip `name`.
    """
    infos = archive.infolist()
    sizes, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
    if len(infos) > MEMBERS or sizes > TOTAL or (sizes > _SMALL and sizes > RATIO * packed):
        raise FileFault("archive-bomb", file=name)
    members = {info.filename.replace("\\", "/"): info for info in infos}
    folded = {member.casefold() for member in members}
    if len(folded) < len(infos) or not all(map(_is_harmless, members, members.values())):
        raise FileFault("archive-unsafe", file=name)
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise FileFault("archive-locked", file=name)
    return {member: info for member, info in members.items() if not info.is_dir()}


def _is_harmless(member: str, info: ZipInfo) -> bool:
    """Return whether `member` is a path downwards to a plain file or a folder."""
    path, mode = PurePosixPath(member), info.external_attr >> 16
    plain = stat.S_IFMT(mode) in {0, stat.S_IFREG, stat.S_IFDIR}
    return plain and _NAME.fullmatch(member) is not None and not path.is_absolute() and ".." not in path.parts


def _found(members: dict[str, ZipInfo], name: str) -> list[str]:
    """Return the members that may hold the data; metadata only where there is nothing else."""
    shown = [each for each in members if not any(part.startswith((".", "__MACOSX")) for part in each.split("/"))]
    readable = [each for each in shown if _suffix(each) in _READABLE]
    found = [each for each in readable if _suffix(each) not in _PERHAPS_METADATA] or readable
    if not found:
        nested = any(_suffix(each) == SUFFIX for each in shown)
        raise FileFault("archive-nested" if nested else "archive-nothing", file=name)
    return sorted(found)


def _with_its_parts(chosen: str, members: dict[str, ZipInfo]) -> list[str]:
    """Return the member and, for a shapefile or an ASCII grid, the others of its name."""
    beside = _BESIDE.get(_suffix(chosen), ())
    stem = PurePosixPath(chosen).with_suffix("")
    others = [each for each in members if PurePosixPath(each).with_suffix("") == stem and _suffix(each) in beside]
    return others or [chosen]


def _suffix(member: str) -> str:
    return PurePosixPath(member).suffix.lower()
