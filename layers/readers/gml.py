"""GML, through GDAL, from a copy that cannot hurt or be hurt.

GDAL writes a ``.gfs`` file beside each GML it opens, believes an old one that it finds there, may fetch the schema
that the root element points to, and stops in silence where the XML is broken. So it is shown a copy that has been
parsed, in a folder of its own, whose root element points nowhere.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from xml.parsers import expat

from layers.errors import FileFault
from layers.readers import vector
from layers.sniff import HEAD, root_tag

if TYPE_CHECKING:
    from layers.readers.source import Choose, Source

_SCHEMA = re.compile(rb"schemaLocation", re.IGNORECASE)


def read(file: Path, choose: Choose) -> Source:
    """Return the layer of `file` that `choose` names.

    Raises
    ------
    FileFault
        ``file-unreadable`` if the XML is broken, ``geometry-unsupported`` for solids and triangulated surfaces, and as
        :func:`layers.readers.vector.read`.
    """
    _parse(file)
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.gml"
        shutil.copyfile(file, copy)
        _point_nowhere(copy)
        return vector.read(copy, choose, name=file.name)


def _parse(file: Path) -> None:
    """Refuse a `file` whose XML is broken."""
    try:
        with file.open("rb") as stream:
            expat.ParserCreate().ParseFile(stream)
    except expat.ExpatError:
        raise FileFault("file-unreadable", file=file.name) from None


def _point_nowhere(file: Path) -> None:
    """Change the root element's ``schemaLocation`` into an attribute of the same length that means nothing."""
    with file.open("r+b") as stream:
        root = root_tag(stream.read(HEAD))
        if root is not None:
            stream.seek(root.start())
            stream.write(_SCHEMA.sub(b"formerLocation", root.group()))
