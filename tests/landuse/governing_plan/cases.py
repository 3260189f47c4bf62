"""Plans on a plot of 100 m by 100 m (10 daa) that a reader can reckon with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from landuse.governing_plan import governing_plan
from tests.landuse.networks import units
from tests.landuse.plot_stock.cases import TODAY, plans, purposes, square

if TYPE_CHECKING:
    from datetime import date

    import geopandas as gpd
    from shapely import Geometry

PLOT = square()
WEST, EAST = square(width=40), PLOT.difference(square(width=40))
MUNICIPAL: dict[str, Any] = {"object_type": "KpArealformålOmråde", "level": "kommuneplan"}
OLD_ZONING: dict[str, Any] = {"object_type": "RbFormålOmråde", "law": "1985"}
OLD_MUNICIPAL: dict[str, Any] = {"object_type": "KpArealbrukOmråde", "law": "1985", "level": "kommuneplan"}


_OF_AREA: tuple[str, ...] = ("plan_status", "plan_type", "private_initiative")


class Plan:
    """A plan with one purpose over all of its area; what is said of the one or the other goes to its layer."""

    def __init__(self, plan_id: str, day: object, code: str | None, shape: Geometry = PLOT, **said: Any) -> None:  # noqa: ANN401 - a column of any kind
        self.shape, self.code = shape, code
        kind = "20" if said.get("level") == "kommuneplan" else "35"
        self.area: dict[str, Any] = {"id": plan_id, "plan_id": plan_id, "in_force_date": day, "plan_type": kind}
        self.area.update((name, said.pop(name)) for name in _OF_AREA if name in said)
        self.purpose: dict[str, Any] = {"id": f"{plan_id}-1", "plan_id": plan_id, "purpose_code": code, **said}


def layers(*some: Plan) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Return the layers ``plans`` and ``plan-purposes`` of some plans."""
    with_purpose = [each for each in some if each.code is not None]
    return (
        _rows(plans(*(each.shape for each in some)), [each.area for each in some]),
        _rows(purposes(*(each.shape for each in with_purpose)), [each.purpose for each in with_purpose]),
    )


def _rows(frame: gpd.GeoDataFrame, said: list[dict[str, Any]]) -> gpd.GeoDataFrame:
    """Return a layer whose rows say what is `said` of them, and the rest as they did."""
    names = {name for row in said for name in row}
    as_it_was = frame.to_dict("records")
    return frame.assign(
        **{name: [row.get(name, was.get(name)) for row, was in zip(said, as_it_was, strict=True)] for name in names}
    )


def zones(*shapes: Geometry, **columns: object) -> gpd.GeoDataFrame:
    """Return zones z1, z2 …: H910 of the plan k unless `columns` say otherwise."""
    frame = units({f"z{place}": shape for place, shape in enumerate(shapes, start=1)})
    return frame.assign(**{"plan_id": "k", "object_type": "KpDetaljeringSone", "zone_code": "910", **columns})


def relations(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Return the layer ``plan-relations``: plan, other plan, code."""
    return pd.DataFrame(rows, columns=["plan_id", "related_plan_id", "relation"])


def governed(
    *some: Plan,
    of_zones: gpd.GeoDataFrame | None = None,
    related: pd.DataFrame | None = None,
    as_of: date = TODAY,
) -> gpd.GeoDataFrame:
    """Return the pieces of the plot on a day."""
    return governing_plan(units({"a": PLOT}), *layers(*some), of_zones, as_of, relations=related)


def told(pieces: gpd.GeoDataFrame, *columns: str) -> set[tuple[Any, ...]]:
    """Return what columns say of each piece, with its area in m² last; missing is None."""
    found = pieces[list(columns)].astype(object).where(pieces[list(columns)].notna(), None)
    return {(*row, round(area, 3)) for row, area in zip(found.itertuples(index=False), pieces["area_m2"], strict=True)}
