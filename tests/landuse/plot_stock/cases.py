"""Plots and plans that a reader can reckon with: squares of 100 m side (10 daa) in a row, 200 m from each other."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import shapely
from hypothesis import settings
from hypothesis import strategies as st

from landuse import plot_stock
from tests.landuse.networks import units

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely import Geometry

    from landuse.results import Result

# Laws of the whole analysis are tried on fewer examples than those of a function: each is a run.
FEW = settings(max_examples=settings().max_examples // 5)
TODAY = date(2026, 11, 1)
TOMORROW, YESTERDAY = date(2026, 11, 2), date(2026, 10, 31)
ANSWERS = st.sampled_from(["ja", "nei", "ukjent"])
STATUSES = ("ledig", "reservert", "solgt", "bebygd", "trukket", "ukjent")


def square(place: int = 0, *, width: float = 100.0, height: float = 100.0) -> shapely.Polygon:
    """Return the square at `place`, counted from the west; another size grows from its south-west corner."""
    west = 590_000.0 + 200 * place
    return shapely.box(west, 6_740_000.0, west + width, 6_740_000.0 + height)


def steps_of(*answers: str | None) -> dict[str, list[str | None]]:
    """Return the eight step columns of one plot; what is not said is unknown."""
    said = [*answers, *[None] * (8 - len(answers))]
    return {step: [answer] for step, answer in zip(plot_stock.STEPS, said, strict=True)}


def ladders(*ladder: str) -> dict[str, list[str]]:
    """Return the step columns of plots whose eight answers are written j, n and u: «jjjnuuuu»."""
    words = {"j": "ja", "n": "nei", "u": "ukjent"}
    return {step: [words[row[place]] for row in ladder] for place, step in enumerate(plot_stock.STEPS)}


def plots(*shapes: Geometry | None, **columns: Any) -> gpd.GeoDataFrame:  # noqa: ANN401 - a column of any kind
    """Return plots a, b, c … for sale, with nothing known of their steps unless `columns` say so."""
    ids = [chr(ord("a") + place) for place in range(len(shapes))]
    frame = units(dict(zip(ids, shapes, strict=True)))
    return frame.assign(**{"use": "business", "market_status": "ledig", **columns})


def plans(*shapes: Geometry, **columns: Any) -> gpd.GeoDataFrame:  # noqa: ANN401 - the same
    """Return plans p1, p2 …: detaljreguleringer in force since yesterday unless `columns` say otherwise."""
    ids = [f"p{place}" for place in range(1, len(shapes) + 1)]
    frame = units(dict(zip(ids, shapes, strict=True)), plan_id=ids)
    return frame.assign(**{"plan_type": "35", "plan_status": "3", "in_force_date": YESTERDAY, **columns})


def purposes(*shapes: Geometry, **columns: Any) -> gpd.GeoDataFrame:  # noqa: ANN401 - the same
    """Return purposes f1, f2 … of plan p1: ground for business in a zoning plan unless `columns` say otherwise."""
    frame = units({f"f{place}": shape for place, shape in enumerate(shapes, start=1)})
    given = {
        "plan_id": "p1",
        "object_type": "RpArealformålOmråde",
        "law": "2008",
        "level": "reguleringsplan",
        "purpose_code": "1300",
        "utilisation_type": "16",
        "vertical_level": "2",
    }
    return frame.assign(**{**given, **columns})


def run(business: gpd.GeoDataFrame, *, as_of: date = TODAY, **given: Any) -> Result:  # noqa: ANN401 - layers and parameters
    """Return the stock of these plots; `given` are layers by role and parameters by name."""
    names = plot_stock.Parameters.model_fields
    parameters = {name: value for name, value in given.items() if name in names}
    layers = {role: layer for role, layer in given.items() if role not in names}
    chosen = plot_stock.Parameters(as_of=as_of, **parameters)
    return plot_stock.run(business_plots=business, **layers, parameters=chosen)


@st.composite
def stocks(draw: st.DrawFn) -> gpd.GeoDataFrame:
    """Return up to eight plots with any answers, statuses, uses and sizes, some of them without a shape or a word."""
    count = draw(st.integers(1, 8))

    def column(values: st.SearchStrategy[str | None]) -> list[str | None]:
        return draw(st.lists(values, min_size=count, max_size=count))

    lengths = st.sampled_from([0, 10, 31.25, 50, 71.3, 93.45678, 100, 1927.02102])
    sides = draw(st.lists(lengths, min_size=count, max_size=count))
    shapes = [square(place, width=side) if side else None for place, side in enumerate(sides)]
    columns = {step: column(ANSWERS | st.none()) for step in plot_stock.STEPS}
    columns["market_status"] = column(st.sampled_from([*STATUSES, None, "til salgs"]))
    columns["use"] = column(st.sampled_from(["business", "housing", "mixed", None]))
    columns["district"] = column(st.sampled_from(["Biri", "Snertingdal", None]))
    return plots(*shapes, **columns)


def figures(result: Result) -> dict[str, float | None]:
    """Return every key figure by its name."""
    return {each.name: each.value for each in result.indicators}


def noted(result: Result) -> set[tuple[str, str, str]]:
    """Return the table of remarks as (remark, plot, detail)."""
    return set(pd.DataFrame(result.tables["remarks"]).itertuples(index=False, name=None))
