"""Intakes made by hand, for tests of what comes after reading."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import shapely

from layers.intake import Accounting, Intake, Issue

if TYPE_CHECKING:
    from collections.abc import Sequence

CRS = "EPSG:25832"


def centres(
    ids: Sequence[str] = ("a", "b"),
    *,
    name: str = "Sentrum",
    rejected: Sequence[str] = (),
    source: str = "centres.gpkg",
) -> Intake:
    """Return centres called `name` at (0, 0), (10, 0), (20, 0) … and as many in quarantine as `rejected` names."""
    features = gpd.GeoDataFrame(
        {
            "id": text(ids),
            "name": text([name] * len(ids)),
            "kind": text([None] * len(ids)),
            "source_properties": text([json.dumps({"eier": name})] * len(ids)),
        },
        geometry=[shapely.Point(10 * place, 0) for place in range(len(ids))],
        crs=CRS,
    )
    return taken(features, rejected=rejected, reason="geometry-empty", source=source)


def taken(
    features: gpd.GeoDataFrame, *, rejected: Sequence[str] = (), reason: str = "code-unknown", source: str = "a.gpkg"
) -> Intake:
    """Return `features` with an account of them, and features of these ids in quarantine, without geometry."""
    quarantine = gpd.GeoDataFrame(
        {
            "id": text(rejected),
            "reason": text([reason] * len(rejected)),
            "source_properties": text(["{}"] * len(rejected)),
        },
        geometry=[None] * len(rejected),
        crs=CRS,
    )
    accounting = Accounting(
        source=source,
        source_sha256="0" * 64,
        source_layer=None,
        dialect="plain",
        source_crs="EPSG:4326",
        read=len(features) + len(rejected) + 3,
        imported=len(features),
        quarantined=len(rejected),
        other={"RpGrense": 3},
        issues=tuple(Issue(reason, name, {"column": "kind"}) for name in rejected),
        licence="CC BY 4.0",
        attribution="© Kartverket",
    )
    return Intake(features, quarantine, accounting)


def text(values: Sequence[str | None]) -> pd.Series[str]:
    """Return a column of text, its nulls missing."""
    return pd.Series(list(values), dtype="str")
