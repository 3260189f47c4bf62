from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest
import shapely

import landuse
from landuse import access, barrier_effect, catalogue, coverage, errors
from landuse.errors import DataFault, LanduseError, QuestionFault
from landuse.faults import FAULTS
from landuse.network import Network
from landuse.scenario import Scenario
from landuse.sheet import sheet
from layers.errors import LayersError
from layers.text import LANGUAGES
from tests.landuse.networks import cross, hillside, units
from tests.landuse.plot_stock import cases as stock
from tests.landuse.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

SOURCES = sorted(Path(str(landuse.__file__)).parent.rglob("*.py"))
HERE = {"a": shapely.Point(0, 0)}
CENTRES, PLACES, PATHS = units(HERE), units(HERE), cross()
MINUTES = coverage.Parameters(cost="minutes")
NOTHING = Shelf({}).workspace
RAILWAY = units({"railway": shapely.LineString([(0, 50), (1000, 50)])})

NAMED = units({"place-1": shapely.Point(0, 0)})
LAKE = units({"innsjøen": shapely.box(900, 10, 1100, 100)})


def to_the_lake(water: gpd.GeoDataFrame = LAKE, **asked: str) -> object:
    """Ask how much longer it is to the lake because of the railway."""
    parameters = barrier_effect.Parameters.checked("barrier-effect", asked)
    return barrier_effect.run(barriers=RAILWAY, paths=PATHS, places=PLACES, water=water, parameters=parameters)


FAULTY: dict[str, Callable[[], object]] = {
    "unknown-analysis": lambda: catalogue.run("coverige", NOTHING),
    "unknown-parameter": lambda: catalogue.run("coverage", NOTHING, max_distanse=5),
    "parameter-out-of-bounds": lambda: catalogue.run("coverage", NOTHING, max_distance=0),
    "parameter-missing": lambda: catalogue.run("plot-stock", NOTHING),
    "demand-reversed": lambda: catalogue.run("plot-stock", NOTHING, as_of="2026-11-01", demand_low=2, demand_high=1),
    "demand-twice": lambda: catalogue.run(
        "plot-stock", NOTHING, as_of="2026-11-01", demand_low=2, jobs_low=1, m2_per_job=9
    ),
    "demand-incomplete": lambda: catalogue.run("plot-stock", NOTHING, as_of="2026-11-01", jobs_low=1),
    "unknown-input": lambda: catalogue.run("coverage", NOTHING, layers={"plans": PLACES}),
    "input-twice": lambda: catalogue.run("coverage", NOTHING, layers={"addresses": PLACES, "population-grid": PLACES}),
    "input-missing": lambda: catalogue.run("coverage", NOTHING, layers={"centres": CENTRES, "paths": PATHS}),
    "input-empty": lambda: coverage.run(centres=CENTRES, paths=PATHS, places=PLACES[:0]),
    "column-missing": lambda: coverage.run(centres=CENTRES, paths=PATHS.drop(columns="walk"), places=PLACES),
    "value-impossible": lambda: coverage.run(centres=CENTRES, paths=PATHS.assign(walk="yes"), places=PLACES),
    "ids-repeated": lambda: coverage.run(centres=CENTRES, paths=PATHS.assign(id="a"), places=PLACES),
    "scenario-form": lambda: Scenario.of({"change": []}),
    "scenario-faults": lambda: Scenario.of({"changes": [{"op": "fly"}]}),
    "crs-missing": lambda: coverage.run(centres=CENTRES, paths=PATHS, places=PLACES.set_crs(None, allow_override=True)),
    "crs-not-metric": lambda: coverage.run(centres=CENTRES, paths=PATHS, places=PLACES.to_crs(4326)),
    "crs-mixed": lambda: coverage.run(centres=CENTRES.to_crs(25833), paths=PATHS, places=PLACES),
    "network-empty": lambda: coverage.run(centres=CENTRES, paths=PATHS.assign(walk=False), places=PLACES),
    "network-mode": lambda: coverage.run(
        centres=CENTRES, paths=Network.of(PATHS), places=PLACES, parameters=coverage.Parameters(mode="cycle")
    ),
    "terrain-needed": lambda: coverage.run(centres=CENTRES, paths=PATHS, places=PLACES, parameters=MINUTES),
    "terrain-elsewhere": lambda: coverage.run(
        centres=CENTRES, paths=PATHS, places=PLACES, terrain=hillside(west=90_000), parameters=MINUTES
    ),
    "safe-without-barriers": lambda: coverage.run(
        centres=CENTRES, paths=PATHS, places=PLACES, parameters=coverage.Parameters(safe=True)
    ),
    "barrier-unknown": lambda: to_the_lake(barrier="rv4"),
    "target-unknown": lambda: to_the_lake(target_features="Mjøsa"),
    "target-missing": lambda: to_the_lake(target="services"),
    "target-unreached": lambda: to_the_lake(water=units({"tjern": shapely.Point(0, 3000).buffer(9)})),
    "unit-unknown": lambda: sheet(coverage.run(centres=CENTRES, paths=PATHS, places=PLACES), "x9"),
    "unit-unknown-near": lambda: sheet(coverage.run(centres=CENTRES, paths=PATHS, places=NAMED), "place-2"),
    "size-unknown": lambda: stock.run(stock.plots(stock.square()), offered_sizes=(3,)),
    "unit-ended": lambda: sheet(stock.run(stock.plots(stock.square(), end_date="2025-06-01")), "a"),
    "unit-to-come": lambda: sheet(stock.run(stock.plots(stock.square(), first_date="2027-01-15")), "a"),
    "no-targets": lambda: access.run(paths=PATHS, places=PLACES),
    "no-target-connected": lambda: access.run(
        paths=PATHS, places=PLACES, centres=units({"far": shapely.Point(0, 1200.2)})
    ),
    "centre-unconnected": lambda: coverage.run(
        centres=units({"far": shapely.Point(0, 1200.2)}), paths=PATHS, places=PLACES
    ),
    "centre-without-geometry": lambda: coverage.run(centres=units({"nowhere": None}), paths=PATHS, places=PLACES),
    "centre-behind-barrier": lambda: coverage.run(
        centres=units({"behind": shapely.Point(500, 60)}), paths=PATHS, places=PLACES, barriers=RAILWAY
    ),
}
KINDS = {"usage": QuestionFault, "question": DataFault}


def test_every_fault_is_met_here() -> None:
    assert set(FAULTY) == {code for code, fault in FAULTS.items() if fault.kind != "remark"}


@pytest.mark.parametrize("code", FAULTY)
def test_the_fault_is_of_its_class_and_says_one_sentence_in_both_languages(code: str) -> None:
    with pytest.raises(LanduseError) as fault:
        FAULTY[code]()
    assert fault.value.code == code
    assert type(fault.value) is KINDS[FAULTS[code].kind]
    for lang in LANGUAGES:
        sentence = fault.value.say(lang)
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert not re.search(r"[{}]|Text\(|None|\bnan\b|Traceback", sentence)
    assert fault.value.say("nb") != fault.value.say("en")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("centre-unconnected", "far is 201 m away and the limit is 150 m (max_access)."),
        ("centre-behind-barrier", "the way from behind to the nearest edge crosses a barrier."),
        ("network-empty", "The network has no edge where one may walk"),
        ("crs-mixed", "(places in ETRS89 / UTM zone 32N, centres in ETRS89 / UTM zone 33N): use one."),
        ("input-missing", "needs the layer addresses / population-grid: import it"),
    ],
)
def test_the_sentence_names_what_is_wrong(code: str, sentence: str) -> None:
    with pytest.raises(LanduseError) as fault:
        FAULTY[code]()
    assert sentence in fault.value.say("en")


def test_only_the_question_itself_is_wrong_usage() -> None:
    assert (QuestionFault.exit_code, DataFault.exit_code) == (2, 1)


def test_the_tree_of_errors_is_drawn_in_the_module() -> None:
    assert issubclass(LanduseError, LayersError)
    for kind in (LanduseError, QuestionFault, DataFault):
        assert re.search(rf"(──|└|^).*\b{kind.__name__}\b", str(errors.__doc__), re.M)


@pytest.mark.parametrize("code", FAULTS)
def test_both_languages_fill_the_same_fields(code: str) -> None:
    fields = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in FAULTS[code].text]
    assert fields[0] == fields[1]
    assert FAULTS[code].kind in {*KINDS, "remark"}


def test_every_code_in_the_source_is_in_the_table_of_its_class() -> None:
    source = "\n".join(file.read_text() for file in SOURCES)
    for kind, error in KINDS.items():
        raised = set(re.findall(rf'{error.__name__}\(\s*"([a-z-]+)"', source))
        assert raised == {code for code, fault in FAULTS.items() if fault.kind == kind}
