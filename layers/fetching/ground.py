"""Where a question to a service is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyproj import Transformer

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Box = tuple[float, float, float, float]

LONGITUDE_LATITUDE = "OGC:CRS84"


@dataclass(frozen=True, slots=True)
class Ground:
    """A municipality by its number, and in `crs` the area that a source is asked for: None, if it is not known."""

    municipality: str
    area: BaseGeometry | None
    crs: str

    def box(self, crs: str) -> Box:
        """Return least and greatest east and north (or longitude and latitude) of the area in another CRS.

        The sides of the box are bent on the way; it is the box of the bent ones, so that nothing is cut off.

        Raises
        ------
        ValueError
            If the area is not known.
        """
        if self.area is None:
            msg = "no area"
            raise ValueError(msg)
        to_crs = Transformer.from_crs(self.crs, crs, always_xy=True)
        west, south, east, north = to_crs.transform_bounds(*self.area.bounds, densify_pts=21)
        return west, south, east, north
