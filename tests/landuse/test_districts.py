from __future__ import annotations

import numpy as np
import pytest
import shapely

from landuse.districts import district_at
from tests.landuse.networks import points, shapes, units

DISTRICTS = units(
    {"1": shapely.box(0, 0, 10, 10), "2": shapely.box(10, 0, 20, 10), "3": shapely.box(30, 0, 40, 10), "4": None},
    name=["Vest", "Aust", None, "Tom"],
)


@pytest.mark.parametrize(
    ("at", "name"), [((5, 5), "Vest"), ((15, 5), "Aust"), ((10, 5), "Aust"), ((25, 5), None), ((35, 5), None)]
)
def test_a_place_lies_in_the_district_that_holds_it(at: tuple[float, float], name: str | None) -> None:
    assert district_at(points(at), DISTRICTS).tolist() == [name]
    assert district_at(points(at), DISTRICTS[::-1]).tolist() == [name]


def test_a_place_without_geometry_lies_nowhere() -> None:
    assert district_at(shapes(shapely.Point(), shapely.Point(1, 1)), DISTRICTS).tolist() == [None, "Vest"]
    assert district_at(np.zeros(0, object), DISTRICTS).tolist() == []
