from __future__ import annotations

import shapely

from maps import View
from maps.backdrop import BACKDROP, CONTEXT, backdrop
from tests.maps.cases import frame, layer
from tests.specimens import EAST, NORTH, at, line, square

HERE = View((EAST, NORTH, EAST + 1000, NORTH + 1000), frame({}, []).crs)


def titles(**context: object) -> list[str]:
    given = {name.replace("_", "-"): shape for name, shape in context.items()}
    return [drawn.title.en for drawn in backdrop(given, HERE).layers]


def test_what_lies_elsewhere_or_is_no_part_of_it_is_not_in_a_backdrop() -> None:
    given = {"water": frame({}, [square(90_000)]), "unknown-layer": frame({}, [square()])}
    assert backdrop(given, HERE) == ((), ())
    assert backdrop({}, HERE) == ((), ())


def test_a_backdrop_lies_in_a_fixed_order_whatever_the_order_given() -> None:
    here = frame({}, [square()]).to_crs("EPSG:25833")
    assert titles(paths=here, water=here, barriers=here) == [
        "Barrier (railway, large road)",
        "Water",
        "Roads and paths",
    ]


def test_land_cover_is_drawn_by_what_grows_there_in_either_scheme() -> None:
    codes = ["21", "23", "600", "30", "800", "60", "11", None]
    cover = frame({"code": codes}, [square(20.0 * place) for place in range(len(codes))])
    (drawn,) = backdrop({"land-cover": cover}, HERE).layers
    assert drawn.frame.set_index("cover").area.to_dict() == {"farmland": 300, "forest": 200, "mire": 100}
    assert drawn.background


def test_a_district_is_named_where_most_of_it_is_built_and_else_in_its_middle() -> None:
    districts = frame(
        {"name": ["Byen", "Skogen", None, "Borte"]},
        [square(side=500.0), square(500, side=400.0), square(0, 500, side=50.0), square(90_000)],
    )
    built = frame({}, [square(100, 100, side=20.0), square(300, 300, side=100.0)])
    named = {
        label.name: label.point for label in backdrop({"districts": districts, "built-up-areas": built}, HERE).labels
    }
    assert named.keys() == {"Byen", "Skogen"}
    assert named["Byen"].equals(shapely.Point(at((350, 350))[0]))
    assert named["Skogen"].equals(shapely.Point(at((700, 200))[0]))


def test_a_name_stands_inside_a_district_that_bends() -> None:
    horseshoe = shapely.Polygon(
        at((0, 0), (900, 0), (900, 900), (800, 900), (800, 100), (100, 100), (100, 900), (0, 900))
    )
    (label,) = backdrop({"districts": frame({"name": ["U"]}, [horseshoe])}, HERE).labels
    assert horseshoe.contains(label.point)


def test_every_layer_of_the_backdrop_is_quiet_context() -> None:
    assert set(BACKDROP) < set(CONTEXT)
    page = layer("business-plots", {"name": ["a"]}, [square()])
    assert page.labels == ()
    assert titles(main_roads=frame({}, [line((0, 0), (900, 0))])) == ["Main road"]
