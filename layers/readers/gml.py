"""GML, through GDAL, from a copy that cannot hurt or be hurt.

GDAL writes a ``.gfs`` file beside each GML it opens, believes an old one that it finds there, and may fetch the schema
that the root element points to. So it is shown a copy in a folder of its own, whose root element points nowhere.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

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
        As :func:`layers.readers.vector.read`; ``geometry-unsupported`` for solids and triangulated surfaces.
    """
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.gml"
        shutil.copyfile(file, copy)
        _point_nowhere(copy)
        return vector.read(copy, choose, name=file.name)


def _point_nowhere(file: Path) -> None:
    """Change the root element's ``schemaLocation`` into an attribute of the same length that means nothing."""
    with file.open("r+b") as stream:
        root = root_tag(stream.read(HEAD))
        if root is not None:
            stream.seek(root.start())
            stream.write(_SCHEMA.sub(b"formerLocation", root.group()))
