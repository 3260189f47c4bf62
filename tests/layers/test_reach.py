"""What of a source belongs to the municipality it was asked for; everything else is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from layers.catalogue.sources import SSB
from layers.errors import FileFault
from layers.intake import Options
from layers.reach import OUTSIDE, Reach, within
from layers.readers import read
from tests.layers.sources import NAMED, feature, geojson, take
from tests.specimens import EAST, NORTH, square

if TYPE_CHECKING:
    from pathlib import Path

TOWN = square(side=100)
BY_THE_BOUNDARY = square(east=94, side=10)  # its centre is a metre inside
ACROSS_IT = square(east=96, side=10)  # its centre is a metre outside
BEYOND = square(east=101, side=10)


def names(folder: Path, reach: Reach) -> list[str]:
    zones = {"by": BY_THE_BOUNDARY, "across": ACROSS_IT, "beyond": BEYOND}
    file = geojson(folder, *(feature(shape, name=name) for name, shape in zones.items()))
    intake = take(file, NAMED, Options(reach=reach))
    taken = intake.features["name"].tolist()
    assert intake.accounting.read == 3
    assert intake.accounting.other == ({OUTSIDE: 3 - len(taken)} if len(taken) < 3 else {})
    return list(taken)


@pytest.mark.parametrize(
    ("reach", "taken"),
    [
        (Reach(TOWN), ["by", "across"]),
        (Reach(TOWN, centred=True), ["by"]),
        (Reach(TOWN.buffer(2)), ["by", "across", "beyond"]),
        (Reach(TOWN.buffer(2), centred=True), ["by", "across"]),
    ],
)
def test_any_point_or_the_centre_decides(tmp_path: Path, reach: Reach, taken: list[str]) -> None:
    assert names(tmp_path, reach) == taken


def test_what_has_no_place_is_judged_as_in_any_file(tmp_path: Path) -> None:
    file = geojson(tmp_path, feature(TOWN, name="a"), feature(None, name="nowhere"), feature(BEYOND, name="b"))
    intake = take(file, NAMED, Options(reach=Reach(TOWN)))
    assert (intake.accounting.imported, intake.accounting.quarantined) == (1, 1)
    assert intake.quarantine["reason"].tolist() == ["geometry-missing"]


def test_nothing_within_reach_is_no_layer(tmp_path: Path) -> None:
    with pytest.raises(FileFault, match=OUTSIDE):
        take(geojson(tmp_path, feature(BEYOND, name="b")), NAMED, Options(reach=Reach(TOWN)))


def test_reach_takes_each_row_on_its_own(tmp_path: Path) -> None:
    random = np.random.default_rng(7)
    offsets = random.uniform(-100, 200, (200, 2))
    points = [shapely.Point(EAST + east, NORTH + north) for east, north in offsets]
    file = geojson(tmp_path, *(feature(point, name=str(row)) for row, point in enumerate(points)))
    intake = take(file, NAMED, Options(reach=Reach(TOWN)))
    inside = ((offsets >= 0) & (offsets <= 100)).all(axis=1)
    assert set(intake.features["name"]) == set(map(str, np.flatnonzero(inside)))


def test_who_fetched_it_knows_the_terms(tmp_path: Path) -> None:
    account = take(geojson(tmp_path, feature(name="a")), NAMED, Options(terms=SSB)).accounting
    assert (account.licence, account.attribution) == (SSB["licence"], SSB["attribution"])
    assert take(geojson(tmp_path, feature(name="a"))).accounting.licence == ""


def test_within_keeps_a_source_that_is_all_there(tmp_path: Path) -> None:
    source = read(geojson(tmp_path, feature(TOWN, name="a")), "geojson", lambda layers: layers[0])
    assert within(source, Reach(TOWN)).other == source.other == {}
