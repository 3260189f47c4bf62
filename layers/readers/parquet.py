"""GeoParquet, through geopandas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pyarrow as pa

from layers.errors import FileFault
from layers.readers.foreign import mapped
from layers.readers.source import Choose, Source, SourceLayer, unbroken
from layers.readers.vector import nullable

if TYPE_CHECKING:
    from pathlib import Path

    from layers.intake import Issue


def read(file: Path, choose: Choose) -> Source:
    """Return the features of `file`, with its active geometry column.

    Raises
    ------
    FileFault
        ``parquet-no-geometry`` for Parquet that is not GeoParquet, ``file-unreadable`` for what is damaged.
    """
    issues: list[Issue] = []
    with mapped(file, issues):
        frame = _frame(file)
    attributes = frame.drop(columns=frame.geometry.name).reset_index(drop=True)
    layer = choose((SourceLayer(file.stem, tuple(map(str, attributes.columns)), sole=True),))
    return Source(
        name=file.name,
        layer=layer,
        attributes=attributes,
        geometry=frame.geometry.reset_index(drop=True),
        keys=np.arange(len(frame)).astype(str).astype(object),
        broken=unbroken(len(frame)),
        origin=np.arange(len(frame)),
        read=len(frame),
        issues=tuple(issues),
    )


def _frame(file: Path) -> gpd.GeoDataFrame:
    try:
        return gpd.read_parquet(file, to_pandas_kwargs={"types_mapper": nullable})
    except pa.ArrowException:
        raise
    except ValueError:
        raise FileFault("parquet-no-geometry", file=file.name) from None
