"""What the store keeps of an intake, as bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
from geopandas import GeoDataFrame

from layers import parquet
from layers.intake import Intake, RasterIntake

if TYPE_CHECKING:
    from layers.raster import RasterPart


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The bytes of an intake, those of its quarantine, if there is any, and what the manifest says of them."""

    data: bytes
    rejected: bytes | None
    count: int
    crs: str | None
    raster: RasterPart | None = None


def content_of(intake: Intake | RasterIntake) -> Content:
    """Return what is to be stored of `intake`; equal intakes give equal bytes."""
    return _of_raster(intake) if isinstance(intake, RasterIntake) else _of_features(intake)


def _of_features(intake: Intake) -> Content:
    features = intake.features
    located = isinstance(features, GeoDataFrame)
    return Content(
        data=parquet.to_bytes(parquet.ordered(features)),
        rejected=parquet.to_bytes(_alike(intake.quarantine, features)) if len(intake.quarantine) else None,
        count=len(features),
        crs=features.crs.to_string() if located else None,
    )


def _alike(quarantine: GeoDataFrame, features: GeoDataFrame) -> GeoDataFrame:
    """Return the quarantine with a geometry only if the features have one."""
    if isinstance(features, GeoDataFrame):
        return quarantine
    return pd.DataFrame(quarantine.drop(columns="geometry", errors="ignore"))


def _of_raster(intake: RasterIntake) -> Content:
    from layers.rasters import cog  # noqa: PLC0415 - lazy: GDAL for rasters, which most imports are not

    raster, described = intake.raster, intake.described
    return Content(
        data=cog.to_bytes(raster),
        rejected=None,
        count=described.known,
        crs=raster.crs.to_string(),
        raster=described,
    )
