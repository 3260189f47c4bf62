"""The one file that is wanted of a zip, taken out under our own name and within bounds."""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

if TYPE_CHECKING:
    from pathlib import Path
    from zipfile import ZipInfo

    from layers.fetching.asking import Asking

_MEMBERS = 200
_RATIO = 100
_CHUNK = 1 << 20
_ENCRYPTED = 0x1


def take_out(zipped: bytes, wanted: str, file: Path, asking: Asking) -> None:
    """Write to `file` the only member of the archive `zipped` whose name ends as the pattern `wanted` says.

    The names in the archive are only ever compared, so none of them can lead anywhere.

    Raises
    ------
    FetchFault
        ``service-archive`` if it is no archive, is damaged or encrypted, holds no such member or several, or one that
        is more than a hundred times the size of its packed form; ``service-too-much``.
    """
    try:
        with ZipFile(BytesIO(zipped)) as archive:
            _unpack(archive, _member(archive, wanted, asking), file, asking)
    except (BadZipFile, zlib.error, NotImplementedError, EOFError):
        raise asking.fault("service-archive") from None


def _member(archive: ZipFile, wanted: str, asking: Asking) -> ZipInfo:
    found = [member for member in archive.infolist() if re.search(f"(?:{wanted})$", member.filename)]
    if len(archive.infolist()) > _MEMBERS or len(found) != 1 or found[0].flag_bits & _ENCRYPTED:
        raise asking.fault("service-archive")
    return found[0]


def _unpack(archive: ZipFile, member: ZipInfo, file: Path, asking: Asking) -> None:
    most = asking.source.bounds.megabytes * 1_000_000
    if member.file_size > most:
        raise asking.fault("service-too-much", limit=f"{asking.source.bounds.megabytes} MB")
    # zipfile reads no more than the size that the archive gives, and checks the sum.
    if member.file_size > _RATIO * max(member.compress_size, 1):
        raise asking.fault("service-archive")
    with archive.open(member) as packed, file.open("wb") as unpacked:
        while chunk := packed.read(_CHUNK):
            unpacked.write(chunk)
