"""The register goes out as a workbook and comes in again: nothing changes by itself, and nothing is lost."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from geopandas.testing import assert_geodataframe_equal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layers.errors import FileFault, StoreFault, UsageFault, WorkspaceFault
from layers.faults import FAULTS
from layers.faults.register import REGISTER_FAULTS
from layers.register import changes_in, store_changes, write_register
from layers.register.fields import Key, fields_of, read_value, register_layers, said, tidy
from layers.register.writing import note
from layers.spreadsheet import read_book
from layers.text import LANGUAGES
from layers.workspace import create_workspace
from tests.layers.register.workbooks import (
    BUSINESS,
    HOUSING,
    PLOTS,
    SPRING,
    STEP_5,
    STEP_6,
    STEP_8,
    TODAY,
    Formula,
    rewritten,
    settle,
    take_plots,
)

if TYPE_CHECKING:
    from pathlib import Path

    from layers import Workspace
    from layers.register import Proposal
    from layers.text import Lang

KEY = "Nøkkel (skal ikke endres)"
# Rows of the sheet: N2, N10 and N11 in the order in which people count.
N2, N10, N11 = 2, 3, 4


@pytest.fixture
def town(tmp_path: Path) -> Workspace:
    return settle(tmp_path)


@pytest.fixture
def book(town: Workspace, tmp_path: Path) -> Path:
    write_register(town, tmp_path / "register.xlsx", "nb")
    return tmp_path / "register.xlsx"


def proposed(town: Workspace, book: Path, changed: dict[Any, Any], **options: bool) -> Proposal:
    """Return what the workbook would change with other cells: by row of the business plots and title, or sheet too."""
    places = {place if len(place) == 3 else (BUSINESS, *place): value for place, value in changed.items()}
    return changes_in(rewritten(book, book.with_name("edited.xlsx"), places, **options), town, today=TODAY)


def told(proposal: Proposal) -> set[tuple[str, str, object]]:
    return {(change.id, change.column.name, change.after) for change in proposal.changes}


def faults(proposal: Proposal) -> list[str]:
    return [FAULTS[issue.code].text.say("nb", **issue.details) for issue in proposal.faults]


def remarks(proposal: Proposal) -> list[str]:
    return [issue.code for issue in proposal.remarks]


# Out ----------------------------------------------------------------------------------------------------------------


def test_the_register_is_that_of_the_plots_on_the_map_and_has_what_only_people_know() -> None:
    assert list(register_layers()) == ["business-plots", "housing-plots"]
    names = list(fields_of("business-plots"))
    assert names[:3] == ["market_status", "owner_class", "public"]
    assert {"step_5", "step_5_date", "step_5_source", "step_8_source"} <= set(names)
    assert not {"id", "name", "use", "district", "step_4", "step_4_date"} & set(names)


def test_the_workbook_has_a_row_a_plot_as_people_count_and_a_sheet_that_explains(book: Path) -> None:
    about, business, housing = read_book(book).sheets
    assert [sheet.name for sheet in (about, business, housing)] == ["Om registeret", BUSINESS, HOUSING]
    assert [business.rows[row][0].value for row in sorted(business.rows)] == ["Tomt-ID", "N2", "N10", "N11"]
    titles = [cell.value for cell in business.rows[1].values()]
    assert titles[:4] == ["Tomt-ID", "Navn", "Kommunedel", "Markedsstatus"]
    assert titles[-1] == KEY
    cells = {titles[column]: cell.value for column, cell in business.rows[N2].items()}
    assert (cells["Markedsstatus"], cells[STEP_5]) == ("Ledig", "Ja")
    assert STEP_6 not in cells
    assert any("versjon" in str(cell.value) for row in about.rows.values() for cell in row.values())


def test_equal_registers_are_equal_bytes_and_a_formula_is_no_formula(town: Workspace, book: Path) -> None:
    write_register(town, book.with_name("again.xlsx"), "nb")
    assert book.read_bytes() == book.with_name("again.xlsx").read_bytes()
    cells = [cell for cell in read_book(book).sheets[1].rows[N10].values() if cell.value == "=Vedtak 12/26"]
    assert [cell.formula for cell in cells] == [False]


@pytest.mark.parametrize("part", ["dataValidation ", "pane ", "autoFilter", "sheetProtection", "legacyDrawing"])
def test_lists_frozen_headings_filters_locks_and_notes_are_in_the_sheet(book: Path, part: str) -> None:
    from zipfile import ZipFile  # noqa: PLC0415 - only here

    with ZipFile(book) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()
    assert f"<{part}" in sheet
    assert '"Ja,Nei,Ukjent"' in sheet


def test_the_workbook_must_be_called_so_and_there_must_be_plots(town: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UsageFault):
        write_register(town, tmp_path / "register.csv", "nb")
    empty = create_workspace(tmp_path / "empty")
    with pytest.raises(WorkspaceFault, match="business-plots"):
        write_register(empty, tmp_path / "register.xlsx", "nb")


# In again, unchanged --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("options", [{}, {"constant_memory": True}, {"date_1904": False}])
def test_what_goes_out_and_comes_in_changes_nothing(
    town: Workspace, tmp_path: Path, lang: Lang, options: dict[str, bool]
) -> None:
    write_register(town, tmp_path / "register.xlsx", lang)
    for book in (tmp_path / "register.xlsx", rewritten(tmp_path / "register.xlsx", tmp_path / "b.xlsx", {}, **options)):
        proposal = changes_in(book, town, today=TODAY)
        assert (proposal.changes, proposal.faults, proposal.remarks) == ((), (), ())
        assert store_changes(proposal, town, today=TODAY) == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    texts=st.lists(st.text(max_size=20), min_size=3, max_size=3),
    statuses=st.lists(st.sampled_from([None, "ledig", "solgt", "ukjent"]), min_size=3, max_size=3),
    days=st.lists(st.none() | st.dates(date(1900, 3, 1), date(2090, 1, 1)), min_size=3, max_size=3),
    answers=st.lists(st.sampled_from([None, "ja", "nei", "ukjent"]), min_size=3, max_size=3),
)
def test_no_register_changes_by_going_out_and_in(
    tmp_path_factory: pytest.TempPathFactory,
    texts: list[str],
    statuses: list[str | None],
    days: list[date | None],
    answers: list[str | None],
) -> None:
    folder = tmp_path_factory.mktemp("law")
    town = create_workspace(folder / "town", municipality="3407")
    rows = zip("abc", texts, statuses, days, answers, strict=True)
    known = {
        id_: {"step_7_source": text, "market_status": status, "end_date": day and day.isoformat(), "step_7": answer}
        for id_, text, status, day, answer in rows
    }
    take_plots(town, known)
    write_register(town, folder / "r.xlsx", "en")
    proposal = changes_in(folder / "r.xlsx", town, today=TODAY)
    assert (proposal.changes, proposal.faults) == ((), ())


# In again, changed ----------------------------------------------------------------------------------------------------


def test_a_change_is_shown_and_nothing_is_written_until_it_is_stored(town: Workspace, book: Path) -> None:
    before = town.manifest("business-plots").version
    proposal = proposed(
        town,
        book,
        {(N2, STEP_6): "Nei", (N2, f"{STEP_6} (dato)"): date(2026, 11, 1), (N10, "Kan vises offentlig"): "ja"},
    )
    assert told(proposal) == {
        ("N2", "step_6", "nei"),
        ("N2", "step_6_date", date(2026, 11, 1)),
        ("N10", "public", True),
    }
    assert {change.before for change in proposal.changes} == {None, False}
    assert (proposal.faults, proposal.remarks) == ((), ())
    assert town.manifest("business-plots").version == before


def test_what_is_stored_is_a_new_version_in_which_all_else_is_as_it_was(town: Workspace, book: Path) -> None:
    former = town.read("business-plots").set_index("id").sort_index()
    housing = town.manifest("housing-plots").version
    proposal = proposed(town, book, {(N2, "Markedsstatus"): "Solgt", (N2, f"{STEP_8} (kilde)"): "Sak 7/26"})
    (manifest,) = store_changes(proposal, town, today=TODAY)
    now = town.read("business-plots").set_index("id").sort_index()
    assert (now.loc["N2", "market_status"], now.loc["N2", "step_8_source"]) == ("solgt", "Sak 7/26")
    untouched = now.assign(market_status=former["market_status"], step_8_source=former["step_8_source"])
    assert_geodataframe_equal(untouched, former)
    assert "kept as it is" in now.loc["N10", "source_properties"]
    assert [(part.name, part.count, part.source_date) for part in manifest.parts] == [("skjerven", 3, SPRING)]
    assert manifest.parts[0].issues == {"register-amended": 1}
    assert town.manifest("housing-plots").version == housing
    assert town.read("business-plots", as_of=SPRING).set_index("id").loc["N2", "market_status"] == "ledig"
    assert town.verify("business-plots") == ()


def test_a_field_that_is_blanked_is_unknown_again(town: Workspace, book: Path) -> None:
    store_changes(proposed(town, book, {(N2, STEP_5): None, (N2, f"{STEP_5} (dato)"): None}), town, today=TODAY)
    now = town.read("business-plots").set_index("id").loc["N2"]
    assert now[["step_5", "step_5_date"]].isna().all()


def test_storing_twice_is_storing_once(town: Workspace, book: Path) -> None:
    changed = {(N2, STEP_6): "Ja", (HOUSING, 2, STEP_6): "Nei"}
    assert len(store_changes(proposed(town, book, changed), town, today=TODAY)) == 2
    again = proposed(town, book, changed)
    assert (again.changes, again.faults) == ((), ())
    assert remarks(again) == ["register-layer-moved"] * 2


def test_rows_and_columns_that_are_left_out_stay_as_they_are(town: Workspace, book: Path) -> None:
    gone = {(row, title): None for row in (N10, N11) for title in (*_titles(book),)}
    no_column = {(1, STEP_5): None, (1, "Eierklasse"): None}
    proposal = proposed(town, book, {**gone, **no_column, (N2, STEP_6): "Ja", (N2, STEP_5): None})
    assert told(proposal) == {("N2", "step_6", "ja")}


def _titles(book: Path) -> list[str]:
    return [str(cell.value) for cell in read_book(book).sheets[1].rows[1].values()]


@pytest.mark.parametrize(
    ("title", "written", "read"),
    [
        ("Markedsstatus", "RESERVERT", "reservert"),
        ("Markedsstatus", "For sale", "ledig"),
        ("Eierklasse", "Municipality", "kommune"),
        ("Kan vises offentlig", True, True),
        ("Kan vises offentlig", "No", False),
        ("Avsluttet", "1.12.2026", date(2026, 12, 1)),
        ("Avsluttet", "2026-12-01", date(2026, 12, 1)),
        (f"{STEP_8} (kilde)", 2026, "2026"),
        (f"{STEP_8} (kilde)", 12.5, "12.5"),
        (f"{STEP_8} (kilde)", "  {x} <b> ", "{x} <b>"),
    ],
)
def test_values_are_read_as_people_write_them(
    town: Workspace, book: Path, title: str, written: object, read: object
) -> None:
    changes = proposed(town, book, {(N2, title): written}).changes
    assert [change.after for change in changes] == ([] if read == "ledig" else [read])


# Faults ---------------------------------------------------------------------------------------------------------------

FAULTY: list[tuple[str, dict[Any, Any], str]] = [
    ("register-formula", {(N2, STEP_6): Formula("=1+1", 2)}, "rad 2 (N2): «Trinn 6: Teknisk klar» har en formel"),
    ("register-formula", {(N2, "Tomt-ID"): Formula('="N2"', "N2")}, "rad 2 (N2): «Tomt-ID» har en formel"),
    (
        "register-value",
        {(N2, STEP_6): "kanskje"},
        "rad 2 (N2): «kanskje» passer ikke i «Trinn 6: Teknisk klar». Svaret på trinnet: Ja /",
    ),
    (
        "register-value",
        {(N2, "Markedsstatus"): "#REF!"},
        "«#REF!» passer ikke i «Markedsstatus». Velg én: Ledig / Reservert",
    ),
    (
        "register-value",
        {(N2, "Avsluttet"): "neste år"},
        "rad 2 (N2): «neste år» passer ikke i «Avsluttet». En dato, som 2026-11-21.",
    ),
    ("register-value", {(N2, "Avsluttet"): "31.02.2026"}, "«31.02.2026» passer ikke i «Avsluttet»"),
    ("register-value", {(N2, "Avsluttet"): 46347.5}, "«46347.5» passer ikke i «Avsluttet»"),
    (
        "register-date-unlikely",
        {(N2, "Avsluttet"): "2206-01-01"},
        "rad 2 (N2): datoen 2206-01-01 i «Avsluttet» er ikke til å tro.",
    ),
    (
        "register-ends-before",
        {(N11, "Avsluttet"): "2019-01-01"},
        "rad 4 (N11): tomta er avsluttet 2019-01-01, før den kom inn",
    ),
    (
        "register-to-come",
        {(N2, STEP_6): "Nei", (N2, f"{STEP_6} (dato)"): "2027-01-01"},
        "«Trinn 6: Teknisk klar» har en dato fram i tid (2027-01-01), men svaret er ikke Ja",
    ),
    ("register-to-come", {(N2, f"{STEP_6} (dato)"): "2027-01-01"}, "«Trinn 6: Teknisk klar» har en dato fram i tid"),
    ("register-id-missing", {(N2, "Tomt-ID"): None}, "rad 2: raden mangler tomt-ID (den var N2)"),
    ("register-id-changed", {(N2, "Tomt-ID"): "N3"}, "rad 2: tomt-ID er endret fra «N2» til «N3»"),
    ("register-locked", {(N2, "Navn"): "Nytt"}, "rad 2 (N2): «Navn» er endret fra «Skjerven 2» til «Nytt»"),
    ("register-row-new", {(9, "Tomt-ID"): "N99"}, "rad 9 (N99): nøkkelen i den skjulte kolonnen mangler. Er tomta fra"),
    ("register-row-nameless", {(9, STEP_6): "Ja"}, "rad 9: raden har verken tomt-ID eller nøkkel"),
    ("register-key-changed", {(N2, KEY): "noe annet"}, "rad 2: nøkkelen «noe annet» i den skjulte kolonnen er endret"),
    ("register-key-changed", {(N2, KEY): "plans 123456789abc N2"}, "rad 2: nøkkelen «plans 123456789abc N2»"),
    (
        "register-version-gone",
        {(N2, KEY): "business-plots 000000000000 N2"},
        "rad 2 (N2): versjon 000000000000 av laget «business-plots»",
    ),
    ("register-column-twice", {(1, "Markedsstatus"): "Eierklasse"}, "rad 1: kolonnen «Eierklasse» står to ganger"),
]


@pytest.mark.parametrize(("code", "changed", "sentence"), FAULTY)
def test_each_fault_names_the_row_and_the_plot_and_nothing_is_stored(
    town: Workspace, book: Path, code: str, changed: dict[Any, Any], sentence: str
) -> None:
    proposal = proposed(town, book, changed)
    assert [issue.code for issue in proposal.faults] == [code]
    assert [sentence in each and each.startswith(f"{BUSINESS}, rad ") for each in faults(proposal)] == [True]
    with pytest.raises(FileFault) as fault:
        store_changes(proposal, town, today=TODAY)
    assert (fault.value.code, fault.value.exit_code) == ("register-unfit", 1)


def test_every_fault_of_a_register_is_met() -> None:
    elsewhere = {"workbook-unreadable", "workbook-too-large"}  # tests/layers/test_spreadsheet.py
    below = {"register-row-twice", "register-nothing", "register-unfit", "register-conflict", "register-plot-unknown"}
    known = {fault.code for fault in REGISTER_FAULTS if fault.kind == "file"}
    assert known == {code for code, *_ in FAULTY} | below | elsewhere


def test_all_faults_are_told_at_once_in_the_order_of_the_rows(town: Workspace, book: Path) -> None:
    changed = {(N11, "Navn"): "X", (N2, STEP_6): "?", (N10, STEP_6): Formula("=1"), (HOUSING, 2, STEP_6): "kanskje"}
    rows = [(issue.details["sheet"], issue.details["row"]) for issue in proposed(town, book, changed).faults]
    assert rows == [(HOUSING, 2), (BUSINESS, N2), (BUSINESS, N10), (BUSINESS, N11)]


def test_a_row_that_is_there_twice_is_named_with_the_other(town: Workspace, book: Path) -> None:
    sheet = read_book(book).sheets[1]
    titles = {column: str(cell.value) for column, cell in sheet.rows[1].items()}
    copy = {(8, titles[column]): cell.value for column, cell in sheet.rows[N2].items()}
    assert faults(proposed(town, book, copy)) == [
        "Næringstomter, rad 8: tomta «N2» står også i rad 2 (Næringstomter). Behold bare én av radene."
    ]


def test_a_date_to_come_is_planned_where_that_makes_sense_and_is_said(town: Workspace, book: Path) -> None:
    changed = {(N2, STEP_6): "Ja", (N2, f"{STEP_6} (dato)"): "2027-06-01", (N10, "Avsluttet"): "2030-01-01"}
    proposal = proposed(town, book, changed)
    assert (len(proposal.changes), proposal.faults) == (3, ())
    assert remarks(proposal) == ["register-planned", "register-planned"]


def test_what_is_odd_on_the_map_already_is_no_fault_of_the_workbook(town: Workspace, tmp_path: Path) -> None:
    take_plots(town, {"N2": {"step_6": "nei", "step_6_date": "2030-01-01", "end_date": "2010-01-01"}})
    write_register(town, tmp_path / "r.xlsx", "nb")
    assert proposed(town, tmp_path / "r.xlsx", {(N2, STEP_8): "Nei"}).faults == ()


def test_what_is_not_the_register_s_is_said_to_be_left_out(town: Workspace, book: Path) -> None:
    proposal = proposed(town, book, {(2, 40): "et notat"})
    assert remarks(proposal) == ["register-column-unread"]
    with pytest.raises(FileFault, match="export"):
        changes_in(
            rewritten(book, book.with_name("e.xlsx"), {(name, 1, KEY): None for name in (BUSINESS, HOUSING)}),
            town,
            today=TODAY,
        )
    proposal = changes_in(rewritten(book, book.with_name("e.xlsx"), {(HOUSING, 1, KEY): None}), town, today=TODAY)
    assert remarks(proposal) == ["register-sheet-unread"]


# Changed on both sides ------------------------------------------------------------------------------------------------


def test_only_what_the_workbook_changed_is_entered_when_the_map_has_moved_on(town: Workspace, book: Path) -> None:
    take_plots(town, {**PLOTS, "N2": {**PLOTS["N2"], "market_status": "reservert"}})
    proposal = proposed(town, book, {(N2, STEP_6): "Ja"})
    assert (told(proposal), proposal.faults) == ({("N2", "step_6", "ja")}, ())
    assert remarks(proposal) == ["register-layer-moved"]
    store_changes(proposal, town, today=TODAY)
    now = town.read("business-plots").set_index("id").loc["N2"]
    assert (now["market_status"], now["step_6"]) == ("reservert", "ja")


def test_a_field_changed_on_both_sides_is_a_conflict_unless_both_say_the_same(town: Workspace, book: Path) -> None:
    take_plots(town, {**PLOTS, "N2": {**PLOTS["N2"], "market_status": "reservert"}})
    proposal = proposed(town, book, {(N2, "Markedsstatus"): "Solgt", (N2, STEP_6): "Ja"})
    assert faults(proposal) == [
        (
            "Næringstomter, rad 2 (N2): «Markedsstatus» var «Ledig» ved eksporten, er «Solgt» her, men er endret til "
            "«Reservert» på kartet i mellomtiden. Skriv «Reservert» her, eller eksporter på nytt og skriv svaret inn "
            "der."
        )
    ]
    agreed = proposed(town, book, {(N2, "Markedsstatus"): "Reservert"})
    assert (agreed.changes, agreed.faults) == ((), ())


def test_a_plot_that_left_the_map_is_a_fault_only_where_its_row_was_changed(town: Workspace, book: Path) -> None:
    take_plots(town, {id_: known for id_, known in PLOTS.items() if id_ != "N2"})
    assert "register-plot-gone" in remarks(proposed(town, book, {}))
    assert faults(proposed(town, book, {(N2, STEP_6): "Ja"})) == [
        "Næringstomter, rad 2: tomta «N2» finnes ikke på kartet. Slett raden, eller importer tomta først."
    ]


def test_a_workbook_is_merged_though_ids_have_come_to_be_read_with_their_part(town: Workspace, book: Path) -> None:
    take_plots(town, {"N2": {"name": "Biri 2"}}, part="biri")
    assert "skjerven:N2" in set(town.read("business-plots")["id"])
    store_changes(proposed(town, book, {(N2, STEP_6): "Ja"}), town, today=TODAY)
    now = town.read("business-plots").set_index("id")["step_6"]
    assert (now["skjerven:N2"], now.isna()["biri:N2"]) == ("ja", True)


def test_nothing_is_stored_if_the_layer_changes_after_the_proposal(town: Workspace, book: Path) -> None:
    proposal = proposed(town, book, {(N2, STEP_6): "Ja"})
    version = take_plots(town, {**PLOTS, "N9": {}}).version
    with pytest.raises(StoreFault) as fault:
        store_changes(proposal, town, today=TODAY)
    assert fault.value.code == "store-moved-on"
    assert town.manifest("business-plots").version == version


def test_a_part_that_was_stored_before_the_layer_got_a_column_gets_it(
    town: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = type(town.store).parts

    def without(store: Any, layer: str, version: str | None = None) -> Any:  # noqa: ANN401 - as the store's own
        manifest, frames = read(store, layer, version)
        return manifest, {name: frame.drop(columns="step_8_source") for name, frame in frames.items()}

    monkeypatch.setattr(type(town.store), "parts", without)
    write_register(town, tmp_path / "r.xlsx", "nb")
    proposal = proposed(town, tmp_path / "r.xlsx", {(N2, f"{STEP_8} (kilde)"): "Sak 9"})
    store_changes(proposal, town, today=TODAY)
    now = town.read("business-plots").set_index("id")["step_8_source"]
    assert (now["N2"], now.isna()["N11"]) == ("Sak 9", True)


# Words ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layer", ["business-plots", "housing-plots"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_value_that_can_be_chosen_is_read_as_it_is_written(layer: str, lang: Lang) -> None:
    for column in fields_of(layer).values():
        for value in (*column.codes, *((True, False) if column.kind == "boolean" else ())):
            assert read_value(said(value, column, lang), column, TODAY) == value
        assert note(column, lang)


@given(st.text())
def test_tidy_text_stays_as_it_is(text: str) -> None:
    once = tidy(text)
    assert once is None or tidy(once) == once


def test_a_key_is_read_as_it_is_written() -> None:
    key = Key("business-plots", "0123456789ab", "N 2/7 ")
    assert Key.of(str(key)) == key
    for wrong in ("", "N2", "plans 0123456789ab N2"):
        with pytest.raises(ValueError, match=r"unpack|plans"):
            Key.of(wrong)
