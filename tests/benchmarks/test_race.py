"""The benchmarks count right and let the same job be done; no test depends on a time."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest

from benchmarks import import_polygons, osm_paths, plot_stock, polygons
from benchmarks.__main__ import JOBS, PAGE, with_chapter
from benchmarks.race import Contestant, Lap, race
from landuse.plot_stock import Parameters
from landuse.plot_stock import run as run_stock
from layers.workspace import open_workspace

if TYPE_CHECKING:
    from pathlib import Path


def test_contestants_take_turns_and_are_compared_round_by_round() -> None:
    called: list[str] = []
    moments = iter([0, 1, 10, 12, 20, 24, 30, 34, 40, 43, 50, 59])  # rounds of 1 and 2, 4 and 4, 3 and 9 seconds
    contestants = [Contestant(name, lambda name=name: called.append(name)) for name in "ab"]  # type: ignore[misc]  # binds it
    laps = race(contestants, 3, clock=lambda: float(next(moments)))
    assert called == list("abababab")
    assert laps == [Lap("a", 3.0, 1.0, 1.0), Lap("b", 4.0, 2.0, 2.0)]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("# A\n\n## B\n\nold\n\n## C\n\nc\n", "# A\n\n## B\n\nnew\n\n## C\n\nc\n"),
        ("# A\n\n## B\n\nold\n", "# A\n\n## B\n\nnew\n"),
        ("# A\n", "# A\n\n## B\n\nnew\n"),
    ],
)
def test_a_chapter_is_replaced_or_added(page: str, expected: str) -> None:
    assert with_chapter(page, "## B\n\nnew\n") == expected
    assert with_chapter(expected, "## B\n\nnew\n") == expected


def test_the_page_has_a_chapter_of_every_job_with_how_it_was_measured() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert set(JOBS) <= set(re.findall(r"`python -m benchmarks (\w+)`, \d{4}-\d\d-\d\d, \d+ CPUs", text))


def test_both_contestants_store_the_same_polygons(tmp_path: Path) -> None:
    source = polygons.written(tmp_path, 100)
    import_polygons.copied(source)
    import_polygons.imported(source)
    bare, ours = (
        gpd.read_parquet(source.with_suffix(".parquet")),
        open_workspace(tmp_path / "workspace").read("land-cover"),
    )
    assert sorted(bare["id"]) == sorted(ours["id"])
    assert ours.area.sum() == pytest.approx(bare.area.sum())
    near = open_workspace(tmp_path / "workspace").read("land-cover", bbox=polygons.box(100, share=0.04))
    assert 4 <= len(near) <= 16


def test_the_stock_that_is_timed_is_a_whole_answer() -> None:
    layers = plot_stock.town(200)
    result = run_stock(**layers, parameters=Parameters(as_of=date(2026, 11, 1), use="all"))
    assert len(result.frame) == 200
    assert all((result.value(f"plots_{name}") or 0) > 0 for name in ("ready", "regulated", "unknown"))
    assert set(result.frame["purpose"]) == {"core", "possible", "other"}
    assert result.frame["remaining_bya_m2"].notna().all()
    assert result.tables["stock"]["plots"].sum() == plot_stock.summed(result.frame)["stock"]["plots"].sum() == 200


@pytest.mark.real
def test_both_readers_of_streets_find_the_same_edges(real_data: Path, tmp_path: Path) -> None:
    streets = tmp_path / "streets.osm.pbf"
    osm_paths.streets(real_data / "osm" / "liechtenstein.osm.pbf", streets)
    bare = {(str(u), str(v)) for u, v in osm_paths.bare(streets).ends}
    ours = set(osm_paths.paths(streets).features[["u", "v"]].itertuples(index=False, name=None))
    assert ours <= bare
    assert len(bare) - len(ours) <= 1  # a raceway, which is no street
