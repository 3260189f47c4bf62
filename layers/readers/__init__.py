"""Readers: one a family of formats, each from a plain file of known kind to a :class:`Source`."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from layers.readers import delimited, geojson, gml, graphml, osm, parquet, vector
from layers.readers.source import Choose, Source, SourceLayer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from layers.sniff import FileKind

_READERS: Mapping[FileKind, Callable[[Path, Choose], Source]] = MappingProxyType(
    {
        "geopackage": vector.read,
        "geojson": geojson.read,
        "gml": gml.read,
        "flatgeobuf": vector.read,
        "shapefile": vector.read,
        "parquet": parquet.read,
        "osm": osm.read,
        "osm-xml": osm.read,
        "graphml": graphml.read,
        "csv": delimited.read,
    }
)


def read(file: Path, kind: FileKind, choose: Choose) -> Source:
    """Return the features of the layer of `file` that `choose` names.

    Raises
    ------
    FileFault
        Whatever is wrong with the file as a whole; what is wrong with a feature stands in ``Source.broken``.
    """
    return _READERS[kind](file, choose)


__all__ = ["Choose", "Source", "SourceLayer", "read"]
