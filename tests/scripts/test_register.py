"""``landuse register``: out, in to look, in to stay; and what a user meets on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layers import open_workspace
from tests.layers.register.workbooks import BUSINESS, STEP_6, Formula, rewritten, settle

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scripts.conftest import Landuse


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return settle(tmp_path).folder


@pytest.fixture
def book(landuse: Landuse, folder: Path, tmp_path: Path) -> Path:
    answer = landuse("register", "export", tmp_path / "register.xlsx", "--workspace", folder)
    assert (answer.code, answer.out.splitlines()[0][:26]) == (0, "Næringstomter: 3 tomter, v")
    return tmp_path / "register.xlsx"


def test_what_goes_out_and_in_changes_nothing(landuse: Landuse, folder: Path, book: Path) -> None:
    answer = landuse("register", "import", book, "--workspace", folder)
    assert answer == (0, "Arbeidsboken endrer ingenting.\n", "")


def test_a_change_is_shown_plot_by_plot_and_written_only_when_asked(landuse: Landuse, folder: Path, book: Path) -> None:
    cells = {
        (BUSINESS, 2, STEP_6): "Nei",
        (BUSINESS, 2, "Markedsstatus"): "Solgt",
        (BUSINESS, 3, "Navn"): "Skjerven 10",
    }
    edited = rewritten(book, book.with_name("e.xlsx"), cells)
    before = open_workspace(folder).manifest("business-plots").version
    shown = (
        "Næringstomter · N2 Skjerven 2\n"
        "  Markedsstatus: Ledig → Solgt\n"
        "  Trinn 6: Teknisk klar: (tomt) → Nei\n"
        "I alt 2 felt. Tomter: 1.\n"
    )
    look = landuse("register", "import", edited, "--workspace", folder)
    assert look == (0, shown + "Ingenting er skrevet ennå: --apply skriver det.\n", "")
    assert open_workspace(folder).manifest("business-plots").version == before
    written = landuse("register", "import", edited, "--apply", "--workspace", folder)
    now = open_workspace(folder).manifest("business-plots").version
    assert written == (0, f"{shown}business-plots er nå versjon {now} med 3 rader.\n", "")
    assert now != before
    account = landuse("layers", "business-plots", "--workspace", folder).out
    assert "Ført inn fra registeret «e.xlsx»: 2 felt. Tomter: 1." in account
    assert landuse("layers", "--verify", "--workspace", folder).code == 0


def test_an_entered_answer_is_the_answer_of_the_stock(landuse: Landuse, folder: Path, book: Path) -> None:
    edited = rewritten(book, book.with_name("e.xlsx"), {(BUSINESS, 2, STEP_6): "Nei"})
    assert (
        "Trinn 6: Teknisk klar            ? ukjent" in landuse("explain", "plot-stock", "N2", "--workspace", folder).out
    )
    landuse("register", "import", edited, "--apply", "--workspace", folder)
    said = landuse("explain", "plot-stock", "N2", "--workspace", folder).out
    assert "Trinn 6: Teknisk klar            ✗ nei     Registeret" in said


@pytest.mark.parametrize("apply", [(), ("--apply",)])
def test_every_fault_is_told_on_standard_error_and_nothing_is_written(
    landuse: Landuse, folder: Path, book: Path, apply: tuple[str, ...]
) -> None:
    before = open_workspace(folder).manifest("business-plots").version
    cells = {(BUSINESS, 2, STEP_6): Formula("=1+1", 2), (BUSINESS, 3, "Tomt-ID"): None, (BUSINESS, 4, STEP_6): "Ja"}
    edited = rewritten(book, book.with_name("e.xlsx"), cells)
    said = landuse("register", "import", edited, *apply, "--workspace", folder)
    formula, nameless, last = said.err.splitlines()
    assert said.code == 1
    assert formula.startswith(
        "Næringstomter, rad 2 (N2): «Trinn 6: Teknisk klar» har en formel, og en formel er ikke et svar."
    )
    assert nameless.startswith("Næringstomter, rad 3: raden mangler tomt-ID (den var N10).")
    assert last == "«e.xlsx» har feil (2), og ingenting er skrevet. Rett dem og kjør igjen."
    assert "N11" in said.out
    assert open_workspace(folder).manifest("business-plots").version == before


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("ut", "r.xlsx"), 2, "Skriv «landuse register export FIL.xlsx» eller"),
        (("export", "r.xlsx", "--apply"), 2, "Skriv «landuse register export FIL.xlsx» eller"),
        (("export", "r.ods"), 2, "endelsen er ukjent. Velg en av .xlsx."),
        (("import", "no-such.xlsx"), 1, "Filen «no-such.xlsx» finnes ikke."),
    ],
)
def test_what_cannot_be_meant_is_one_sentence(
    landuse: Landuse, folder: Path, words: tuple[str, ...], code: int, sentence: str
) -> None:
    said = landuse("register", *words, "--workspace", folder)
    assert (said.code, said.out, sentence in said.err) == (code, "", True)


def test_importing_the_map_anew_says_that_the_register_s_answers_are_gone(
    landuse: Landuse, folder: Path, book: Path
) -> None:
    edited = rewritten(book, book.with_name("e.xlsx"), {(BUSINESS, 2, STEP_6): "Nei"})
    landuse("register", "import", edited, "--apply", "--workspace", folder)
    map_file = folder / "business-plots.geojson"
    said = landuse("import", "business-plots", map_file, "--part", "skjerven", "--workspace", folder)
    assert "Det som var ført inn i delen fra registeret, er ikke med lenger" in said.err
    again = landuse("import", "business-plots", map_file, "--part", "skjerven", "--workspace", folder)
    assert again.err.count("ført inn") == 0
