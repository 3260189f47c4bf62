"""Workbooks as every program writes them are read; what is no workbook, or means harm, is refused in one sentence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layers import spreadsheet
from layers.errors import FileFault
from layers.spreadsheet import Cell, read_book

if TYPE_CHECKING:
    from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def parts(rows: str, *, prefix: str = "", target: str = "worksheets/sheet1.xml", **more: str) -> dict[str, str]:
    """Return the parts of a workbook with one sheet of these rows, its elements named with `prefix`."""
    p, own = (f"{prefix}:", f":{prefix}") if prefix else ("", "")
    return {
        "xl/workbook.xml": f'<{p}workbook xmlns{own}="{MAIN}" xmlns:r="{RELATIONS}"><{p}sheets>'
        f'<{p}sheet name="Ark 1" sheetId="1" r:id="rId1"/></{p}sheets></{p}workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="{target}"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<{p}worksheet xmlns{own}="{MAIN}"><{p}sheetData>{rows}'
        f"</{p}sheetData></{p}worksheet>",
        **more,
    }


def packed(file: Path, members: dict[str, str]) -> Path:
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return file


def rows_of(folder: Path, rows: str, **more: str) -> dict[int, dict[int, Cell]]:
    (sheet,) = read_book(packed(folder / "b.xlsx", parts(rows, **more))).sheets
    return sheet.rows


@pytest.mark.parametrize("inline", [False, True])
def test_texts_numbers_truths_and_formulas_are_read_shared_or_in_the_cell(tmp_path: Path, inline: bool) -> None:
    with xlsxwriter.Workbook(tmp_path / "b.xlsx", {"constant_memory": inline}) as book:
        page = book.add_worksheet("Tomter")
        page.write_row(0, 0, ["Navn", 2.5, True])
        page.write_string(2, 1, "=1+1")
        page.write_formula(2, 2, "=1+1", None, 2)
    (sheet,) = read_book(tmp_path / "b.xlsx").sheets
    assert (sheet.name, sheet.rows) == (
        "Tomter",
        {1: {0: Cell("Navn"), 1: Cell(2.5), 2: Cell(value=True)}, 3: {1: Cell("=1+1"), 2: Cell(2.0, formula=True)}},
    )


@pytest.mark.parametrize(("since_1904", "epoch"), [(False, date(1899, 12, 30)), (True, date(1904, 1, 1))])
def test_the_day_from_which_days_are_counted_is_the_workbook_s_own(
    tmp_path: Path, since_1904: bool, epoch: date
) -> None:
    with xlsxwriter.Workbook(tmp_path / "b.xlsx", {"date_1904": since_1904}) as book:
        book.add_worksheet().write_datetime(0, 0, date(2026, 11, 21))
    found = read_book(tmp_path / "b.xlsx")
    assert found.epoch == epoch
    days = found.sheets[0].rows[1][0].value
    assert (date(2026, 11, 21) - epoch).days == days


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_every_text_comes_back_as_it_was_written(tmp_path: Path, text: str) -> None:
    with xlsxwriter.Workbook(tmp_path / "b.xlsx") as book:
        book.add_worksheet().write_string(0, 0, text)
    # XML knows one end of a line, and no other control characters; a workbook writes these as _x000D_.
    assert read_book(tmp_path / "b.xlsx").sheets[0].rows[1][0].value == text


def test_rich_text_is_joined_and_its_pronunciation_left_out(tmp_path: Path) -> None:
    rich = "<is><r><t>Vann </t></r><r><rPr><b/></rPr><t>og avløp</t></r><rPh><t>vann</t></rPh></is>"
    assert rows_of(tmp_path, f'<row><c t="inlineStr">{rich}</c></row>') == {1: {0: Cell("Vann og avløp")}}


def test_cells_without_a_place_follow_each_other_and_blank_ones_are_none(tmp_path: Path) -> None:
    cells = '<row r="7"><c><v>1</v></c><c r="AB7"><v>2</v></c><c><v></v></c><c/></row><row><c><v>3</v></c></row>'
    assert rows_of(tmp_path, cells) == {7: {0: Cell(1.0), 27: Cell(2.0)}, 8: {0: Cell(3.0)}}


@pytest.mark.parametrize("target", ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "./worksheets/sheet1.xml"])
def test_any_prefix_and_any_way_to_name_a_part_is_read(tmp_path: Path, target: str) -> None:
    row = '<x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c></x:row>'
    assert rows_of(tmp_path, row, prefix="x", target=target) == {1: {0: Cell(5.0)}}


ENTITY = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("rows", "more", "code"),
    [
        ("<row", {}, "workbook-unreadable"),
        ('<row><c t="s"><v>7</v></c></row>', {}, "workbook-unreadable"),
        ("<row><c><v>NaN</v></c></row>", {}, "workbook-unreadable"),
        ("<row><c><v>many</v></c></row>", {}, "workbook-unreadable"),
        ('<row><c r="7A"><v>1</v></c></row>', {}, "workbook-unreadable"),
        ("", {"target": "worksheets/none.xml"}, "workbook-unreadable"),
        ('<row><c r="ZZ1"><v>1</v></c></row>', {}, "workbook-too-large"),
        ("", {"xl/../../evil": "x"}, "archive-unsafe"),
        ("", {"xl/sharedStrings.xml": f"{ENTITY}<sst><si><t>&b;</t></si></sst>"}, "xml-doctype"),
    ],
)
def test_what_cannot_be_read_or_means_harm_is_refused(
    tmp_path: Path, rows: str, more: dict[str, str], code: str
) -> None:
    with pytest.raises(FileFault) as fault:
        rows_of(tmp_path, rows, **more)
    assert fault.value.code == code


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = packed(tmp_path / "b.xlsx", parts("", **{"xl/media/x": "0" * (20 << 20)}))
    with pytest.raises(FileFault) as fault:
        read_book(bomb)
    assert fault.value.code == "archive-bomb"
    monkeypatch.setattr(spreadsheet, "UNPACKED", 100)
    with pytest.raises(FileFault) as fault:
        read_book(packed(tmp_path / "b.xlsx", parts("")))
    assert fault.value.code == "archive-bomb"


def test_more_rows_than_a_register_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "ROWS", 2)
    rows = "<row><c><v>1</v></c></row>"
    assert len(rows_of(tmp_path, 2 * rows + 5 * "<row/>")) == 2
    with pytest.raises(FileFault) as fault:
        rows_of(tmp_path, 3 * rows)
    assert fault.value.code == "workbook-too-large"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("b.xlsx", b"", "file-empty"),
        ("b.xlsx", b"\xd0\xcf\x11\xe0 a workbook with a password", "workbook-unreadable"),
        ("b.xls", b"\xd0\xcf\x11\xe0", "workbook-unreadable"),
        ("b.csv", b"Tomt-ID;Navn\n", "workbook-unreadable"),
    ],
)
def test_what_is_no_workbook_is_said_so(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FileFault) as fault:
        read_book(tmp_path / name)
    assert fault.value.code == code
    with pytest.raises(FileFault) as fault:
        read_book(tmp_path / "nothing.xlsx")
    assert fault.value.code == "file-missing"


def test_half_a_workbook_is_refused(tmp_path: Path) -> None:
    whole = packed(tmp_path / "b.xlsx", parts("<row><c><v>1</v></c></row>")).read_bytes()
    for end in range(1, len(whole), 97):
        (tmp_path / "b.xlsx").write_bytes(whole[:end])
        with pytest.raises(FileFault):
            read_book(tmp_path / "b.xlsx")
