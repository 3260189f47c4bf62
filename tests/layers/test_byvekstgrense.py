"""The urban growth boundary: a line that the municipality's own closes, or that is refused with where it is open.

The municipality is a square of 10 km; everything is in metres east and north of its south-west corner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from layers.catalogue import spec
from layers.dialects.byvekstgrense import TOLERANCE
from layers.errors import FileFault
from layers.intake import Place
from layers.text import LANGUAGES
from tests.layers.sources import codes, feature, frame, geojson, take
from tests.specimens import CRS, EAST, NORTH, at, line, square

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from layers.intake import Intake

BOUNDARY = spec("byvekstgrense")
LAND = square(side=10_000)
PLACE = Place(crs=CRS, boundary=frame([LAND]))
SAYS = {"legal_force": "temakart", "source_document": "Temakart 2020", "source_date": "2020-10-29", "accuracy_m": 20}
# Cuts a quarter of the municipality off in the south-west: 25 km².
CORNER = ((0, 5_000), (5_000, 5_000), (5_000, 0))
KM2 = 1e6


def taken(folder: Path, shape: BaseGeometry, *, place: Place = PLACE, **more: object) -> Intake:
    return take(geojson(folder, feature(shape, id="a", **{**SAYS, **more})), BOUNDARY, place=place)


def refused(folder: Path, shape: BaseGeometry, *, place: Place = PLACE, **more: object) -> FileFault:
    with pytest.raises(FileFault) as fault:
        taken(folder, shape, place=place, **more)
    assert all("places.geojson" in fault.value.say(lang) for lang in LANGUAGES)
    return fault.value


def test_an_area_is_taken_as_it_is_with_what_it_rests_on(tmp_path: Path) -> None:
    intake = taken(tmp_path, square(side=100), name="Gjøvik")
    (row,) = intake.features.to_dict("records")
    assert (row["geometry"], row["legal_force"], row["accuracy_m"], row["name"]) == (
        *(square(side=100), "temakart"),
        *(20.0, "Gjøvik"),
    )
    assert codes(intake) == {}


@pytest.mark.parametrize("column", sorted(SAYS))
def test_a_boundary_that_does_not_say_what_it_rests_on_is_refused_by_the_column(tmp_path: Path, column: str) -> None:
    rest = {name: value for name, value in SAYS.items() if name != column}
    with pytest.raises(FileFault) as fault:
        take(geojson(tmp_path, feature(square(), id="a", **rest)), BOUNDARY)
    assert (fault.value.code, fault.value.details["columns"]) == ("columns-missing", column)


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("legal_force", "kanskje", "code-unknown"),
        ("source_document", "", "value-missing"),
        ("source_date", "i fjor", "value-unreadable"),
        ("accuracy_m", None, "value-missing"),
        ("accuracy_m", -1, "number-too-small"),
    ],
)
def test_a_value_that_cannot_be_used_puts_the_boundary_in_quarantine(
    tmp_path: Path, column: str, value: object, reason: str
) -> None:
    both = (feature(square(), id="a", **SAYS), feature(square(20), id="b", **{**SAYS, column: value}))
    assert take(geojson(tmp_path, *both), BOUNDARY).quarantine["reason"].tolist() == [reason]


def test_norwegian_column_names_are_read(tmp_path: Path) -> None:
    names = ("rettsvirkning", "kildedokument", "Kildedato", "Nøyaktighet")
    own = dict(zip(names, ("Juridisk", "Planen", "29.10.2020", "5"), strict=True))
    intake = take(geojson(tmp_path, feature(line(*CORNER), navn="By", **own)), BOUNDARY, place=PLACE)
    (row,) = intake.features.to_dict("records")
    assert (row["name"], row["legal_force"], row["accuracy_m"]) == ("By", "juridisk", 5.0)
    assert str(row["source_date"].date()) == "2020-10-29"
    assert intake.accounting.dialect == "byvekstgrense"


@pytest.mark.parametrize("gap", [0, 1, 49])
def test_a_ring_is_closed_where_its_ends_nearly_meet(tmp_path: Path, gap: float) -> None:
    ring = line((0, 0), (1_000, 0), (1_000, 1_000), (0, 1_000), (0, gap))
    intake = taken(tmp_path, ring, place=Place(crs=CRS))
    assert intake.features.area[0] == pytest.approx(1 * KM2)
    assert codes(intake) == {"boundary-closed": 1}


@pytest.mark.parametrize(
    "points",
    [
        CORNER,
        CORNER[::-1],
        ((40, 5_000), (5_000, 5_000), (5_000, 40)),  # ends short of the boundary
        ((-40, 5_000), (5_000, 5_000), (5_000, -40)),  # and beyond it
        ((0.000_1, 5_000), (5_000, 5_000), (5_000, -0.000_1)),
    ],
)
def test_a_line_is_closed_along_the_boundary_round_the_smaller_piece(
    tmp_path: Path, points: tuple[tuple[float, float], ...]
) -> None:
    intake = taken(tmp_path, line(*points))
    area = intake.features.geometry[0]
    assert area.area == pytest.approx(25 * KM2, rel=1e-6)
    assert area.contains(shapely.Point(at((1_000, 1_000))[0]))
    (issue,) = intake.accounting.issues
    assert (issue.code, issue.id, issue.details) == ("boundary-closed", "a", {"km2": 25.0})


@pytest.mark.parametrize(
    ("side", "km2"), [("høyre", 25), ("venstre", 75), ("right", 25), ("LEFT", 75), (None, 25), ("", 25)]
)
def test_the_side_that_is_named_is_inside(tmp_path: Path, side: str | None, km2: float) -> None:
    intake = taken(tmp_path, line(*CORNER), inside=side)
    assert intake.features.area[0] == pytest.approx(km2 * KM2, rel=1e-6)


@pytest.mark.parametrize("metres", [51, 300, 2_000])
@pytest.mark.parametrize("end", ["first", "last"])
def test_a_line_that_ends_too_far_from_the_boundary_is_refused_with_the_gap(
    tmp_path: Path, metres: float, end: str
) -> None:
    open_line = line((metres, 5_000), (5_000, 5_000), (5_000, 0))
    fault = refused(tmp_path, open_line if end == "first" else open_line.reverse())
    assert fault.code == "boundary-open"
    assert fault.details == {
        "file": "places.geojson",
        "line": "a",
        "metres": metres,
        "east": EAST + metres,
        "north": NORTH + 5_000,
        "tolerance": TOLERANCE,
    }
    assert f"nord {NORTH + 5_000:.0f} mangler {metres} m" in fault.say("nb")


def test_parts_that_meet_are_one_line_and_a_gap_between_parts_is_said(tmp_path: Path) -> None:
    first = at((0, 5_000), (5_000, 5_000))
    whole = shapely.MultiLineString([first, at((5_000, 5_000), (5_000, 0))])
    assert taken(tmp_path, whole).features.area[0] == pytest.approx(25 * KM2, rel=1e-6)
    fault = refused(tmp_path, shapely.MultiLineString([first, at((5_000, 4_900), (5_000, 0))]))
    assert (fault.code, fault.details["metres"]) == ("boundary-open", 100)
    assert (fault.details["east"], fault.details["north"]) == (EAST + 5_000, NORTH + 5_000)


def test_without_a_stored_municipality_the_line_cannot_be_closed(tmp_path: Path) -> None:
    fault = refused(tmp_path, line(*CORNER), place=Place(crs=CRS))
    assert (fault.code, fault.details["metres"]) == ("boundary-alone", 7_071)
    assert "municipality" in fault.say("nb")


@pytest.mark.parametrize(
    "points",
    [
        ((0, 5_000), (10_000, 5_000)),  # two halves
        ((0, 4_000), (10_000, 4_000)),  # the smaller one is more than a third
        ((0, 1_000), (5_000, 1_000), (5_000, -10), (6_000, -10), (6_000, 1_000), (10_000, 1_000)),  # three pieces
    ],
)
def test_where_the_inside_is_not_clear_it_is_asked_for(tmp_path: Path, points: tuple[tuple[float, float], ...]) -> None:
    fault = refused(tmp_path, line(*points))
    assert fault.code == "boundary-side"
    assert "inside" in fault.say("nb")


def test_a_line_through_the_middle_with_a_side_is_clear(tmp_path: Path) -> None:
    intake = taken(tmp_path, line((0, 5_000), (10_000, 5_000)), inside="venstre")
    assert intake.features.geometry[0].equals(square(0, 5_000, side=10_000).intersection(LAND))


def test_only_the_part_of_the_municipality_that_the_line_is_in_is_cut(tmp_path: Path) -> None:
    island = square(20_000, side=1_000)
    place = Place(crs=CRS, boundary=frame([shapely.MultiPolygon([LAND, island])]))
    assert taken(tmp_path, line(*CORNER), place=place).features.area[0] == pytest.approx(25 * KM2, rel=1e-6)


def test_a_feature_in_the_same_file_that_is_no_line_stays(tmp_path: Path) -> None:
    both = (feature(line(*CORNER), id="a", **SAYS), feature(square(7_000, side=100), id="b", **SAYS))
    intake = take(geojson(tmp_path, *both), BOUNDARY, place=PLACE)
    assert intake.features.area.tolist() == pytest.approx([25 * KM2, 1e4], rel=1e-6)


@given(
    north=st.floats(500, 3_000),
    east=st.floats(500, 3_000),
    short=st.floats(-40, 40),
    side=st.sampled_from([None, "venstre", "høyre"]),
)
def test_what_is_enclosed_and_what_is_not_make_up_the_municipality(
    tmp_path_factory: pytest.TempPathFactory, north: float, east: float, short: float, side: str | None
) -> None:
    corner = line((short, north), (east, north), (east, short))
    area = taken(tmp_path_factory.getbasetemp(), corner, inside=side).features.geometry[0]
    expected = north * east
    assert area.area == pytest.approx(100 * KM2 - expected if side == "venstre" else expected, rel=1e-3)
    assert area.difference(LAND.buffer(0.1)).is_empty
