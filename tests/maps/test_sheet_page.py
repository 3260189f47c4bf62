"""A sheet in words, and as a page that a phone can show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely

from landuse.sheet import Entry, Sheet, sheet
from layers.codes import ListId, names
from layers.text import Text
from maps.sheet_page import lacks, ladder, rests_on, settings, sheet_document, shown
from maps.site import Link, Site
from tests.landuse.net_area.cases import run as net_of
from tests.landuse.networks import units
from tests.landuse.plot_stock.cases import YESTERDAY, ladders, plans, plots, purposes, run, square

if TYPE_CHECKING:
    from layers.text import Lang

NB = "\u00a0"
TAKES = names((ListId("net-area", "hard"),))
SITE = Site(name="Arealdata", home="/", links=(), language=Link("?lang=en", "English", lang="en"))


def of_plot(steps: str = "jjjjjuun") -> Sheet:
    some = plots(square(0), **ladders(steps), name="<b>Skjerven</b>")
    return sheet(run(some, plans=plans(square(0))), "a")


@pytest.mark.parametrize(
    ("value", "unit", "text", "number"),
    [
        (10_000.0, "m2", f"10{NB}000{NB}m²", 10_000.0),
        (None, "m2", "ukjent", None),
        (3, None, "3", 3),
        ((1.0, 2.5), "daa", f"1,0{NB}daa, 2,5{NB}daa", None),
        (True, None, "ja", None),
        ("ledig", None, "Ledig", None),
        (7.5, "furlongs", "7,5", 7.5),
    ],
)
def test_a_value_is_read_with_its_unit(value: object, unit: str | None, text: str, number: float | None) -> None:
    cell = shown(Entry("x", Text("X", "X"), value, unit, {"ledig": Text("Ledig", "For sale")}), "nb")
    assert (cell.text, cell.number) == (text, number)


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (Entry("slope_0_5_share", Text("X", "X"), 0.6423, "1"), f"64,2{NB}%"),
        (Entry("unknown_wrt", Text("X", "X"), "water, slope", words=TAKES), "Vann, for bratt"),
        (Entry("unknown_wrt", Text("X", "X"), "water, flood", words=TAKES), "Vann, flood"),
        (Entry("unknown_wrt", Text("X", "X"), None, words=TAKES, absent=Text("ingenting", "nothing")), "ingenting"),
        (Entry("unknown_wrt", Text("X", "X"), None, words=TAKES), "ukjent"),
        (Entry("hard", Text("X", "X"), ("water", "slope"), words=TAKES), "Vann, For bratt"),
    ],
)
def test_shares_are_per_cent_and_codes_are_said_in_words(entry: Entry, text: str) -> None:
    assert shown(entry, "nb").text == text


def test_the_sheet_of_a_net_area_says_in_words_what_is_unknown_and_what_was_asked() -> None:
    unknown, known = (sheet(net_of(**layers), "a") for layers in ({"water": None, "plan_lines": None}, {}))
    said = {entry.title.nb: shown(entry, "nb").text for entry in unknown.entries}
    assert said["Ukjent på grunn av"] == "Vann, utenfor byggegrense"
    assert said["Helning under 5 %"] == f"100,0{NB}%"
    assert said["Største rektangel, høyst: lengde"] == f"100{NB}m"
    assert {shown(entry, "en").text for entry in known.entries if entry.name == "unknown_wrt"} == {"nothing"}
    asked = dict(settings(unknown, "nb"))
    assert asked["Bruk"] == "Næring"
    assert asked["Det som tar areal"].startswith("Utenfor byggeformål, Kartlagt faresone, ")


def test_the_age_of_a_plan_does_not_apply_where_no_zoning_plan_governs() -> None:
    for some, text in (
        (plans(square(), plan_status="6"), "gjelder ikke"),
        (plans(square(), in_force_date=None), "ukjent"),
    ):
        found = {entry.name: shown(entry, "nb").text for entry in sheet(run(plots(square()), plans=some), "a").entries}
        assert found["plan_age_years"] == text


@pytest.mark.parametrize(
    ("lang", "said", "none"),
    [
        ("nb", "Trinn 6: Teknisk klar (ukjent); Trinn 7: Opparbeidet (ukjent); Trinn 8: Salgsklar (nei)", "ingenting"),
        ("en", "Step 6: Serviced (unknown); Step 7: Prepared (unknown); Step 8: Ready for sale (no)", "nothing"),
    ],
)
def test_what_is_missing_is_said_step_by_step(lang: Lang, said: str, none: str) -> None:
    assert lacks(of_plot(), lang) == said
    assert lacks(of_plot("jjjjjjjj"), lang) == none


def test_the_ladder_has_a_row_a_step_and_a_column_for_all_that_is_told() -> None:
    headings, rows = ladder(of_plot(), "nb")
    assert headings == ["Trinn", "Svar", "Kilde", "Dato", "Vurdert av, kontor", "Dokumentasjon"]
    assert rows[1] == ["Trinn 2: Minst under regulering", "✓ ja", "Planlagene", "31.10.2026", "Planer", "p1: 100 %"]
    assert rows[5] == ["Trinn 6: Teknisk klar", "? ukjent", *["ukjent"] * 4]
    assert rows[7] == ["Trinn 8: Salgsklar", "✗ nei", "Registeret", *["ukjent"] * 3]


def test_layers_what_they_measure_and_why_nobody_knows_are_said_in_words() -> None:
    both = purposes(square(0), square(0), plan_id=["p1", "p2"], purpose_code=["3040", "1300"])
    undated = plans(square(0), square(0), in_force_date=[YESTERDAY, None])
    road = units({"v": shapely.LineString([(590_000, 6_739_940), (590_100, 6_739_940)])}).assign(
        highway="residential", road_category="K"
    )
    found = sheet(run(plots(square(0)), plans=undated, plan_purposes=both, streets=road), "a")
    _, rows = ladder(found, "nb")
    why = "En plan som kan gjelde her, mangler ikraftdato: fyll den inn: 100 %"
    assert rows[3] == ["Trinn 4: Regulert", "? ukjent", "ukjent", "ukjent", "Planer", why]
    assert rows[5][1:] == ["✗ nei", "Andre kartlag", "ukjent", "Gang- og sykkelnett", "Til offentlig veg: 60 m"]
    assert ladder(found, "en")[1][5][-1] == "To a public road: 60 m"


@pytest.mark.parametrize(
    ("of_plans", "utilisation", "nb", "en"),
    [
        ({"plan_status": "1"}, "16", "p1 (gjelder ikke)", "p1 (not in force)"),
        (
            {"open_objection": True},
            "10",
            "p1/f1 (åpen innsigelse, utnyttingstype 10: ikke tillatt å bebygge)",
            "p1/f1 (open objection, utilisation type 10: building not allowed)",
        ),
    ],
)
def test_why_a_plan_does_not_regulate_is_said_in_the_reader_s_language(
    of_plans: dict[str, object], utilisation: str, nb: str, en: str
) -> None:
    ground = purposes(square(0), utilisation_type=utilisation)
    found = sheet(run(plots(square(0)), plans=plans(square(0), **of_plans), plan_purposes=ground), "a")
    assert ladder(found, "nb")[1][3][-1] == f"{nb}: 100 %"
    assert ladder(found, "en")[1][3][-1] == f"{en}: 100 %"


def test_parameters_that_nobody_gave_are_left_out_and_layers_are_named_with_their_version() -> None:
    titles = dict(settings(of_plot(), "nb"))
    assert "Behov, lavt anslag" not in titles
    assert titles["Trinn for byggeklar"] == "8"
    headings, rows = rests_on(of_plot(), "nb")
    assert headings == ["Lag", "Versjon", "Rader", "Kilde"]
    assert rows[1] == ["Planer", "uten versjon", "1", "ukjent"]


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_page_escapes_what_it_is_told_and_runs_no_script(lang: Lang) -> None:
    document = sheet_document(of_plot(), lang=lang, site=SITE, synthetic=False, ways=(Link("/kart", "Kart"),))
    assert "<h1>&lt;b&gt;Skjerven&lt;/b&gt;</h1>" in document.html
    assert "script-src 'none'" in document.policy
    assert "built-in" not in document.html
    assert '<data id="stage" value="5">5</data>' in document.html
    assert document.html.count('<th scope="row">') == 8 + len(of_plot().inputs)
