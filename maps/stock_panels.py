"""What the page of the plot stock says in tables: supply, sizes, what is worth finding out, and where it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from landuse.plot_stock.axes import axis_metres
from layers.text import LANGUAGES, Text
from maps.content import Panel, PanelCell
from maps.plot_filters import size_words
from maps.styles import READINESS
from maps.writing import NBSP, UNKNOWN, number, verbatim, written

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from landuse.results import Result

_MOST = 10
_UNKNOWN_DISTRICT = Text("Ukjent kommunedel", "Unknown district")
_UNKNOWN_SIZE = Text("Ukjent størrelse", "Unknown size")
_DISTRICT = Text("Kommunedel", "District")
_READY, _REGULATED, _RESERVE = (READINESS[name].label for name in ("ready", "regulated", "reserve"))
NO_DEMAND = Text("behov ikke oppgitt", "no demand given")


def stock_panels(result: Result, withheld: Collection[str] = ()) -> tuple[Panel, ...]:
    """Return the tables of a plot stock; plots that are `withheld` are in none of them by name."""
    tables = result.tables
    found = (
        _districts(tables["districts"]),
        _sizes(tables["sizes"]),
        _worth(result, withheld),
        _where(tables["purposes"], tables["places"]),
    )
    return tuple(panel for panel in found if panel.rows)


_NONE = PanelCell(Text("ingen", "none"), 0, "lacking")


def _named(district: object) -> PanelCell:
    return PanelCell(_UNKNOWN_DISTRICT if pd.isna(district) else verbatim(str(district)))  # type: ignore[call-overload]  # a cell


def _amount(value: float | None, unit: str) -> PanelCell:
    known = None if value is None or pd.isna(value) else value
    return PanelCell(written(known, unit), known)


def _districts(table: pd.DataFrame) -> Panel:
    return Panel(
        name="districts",
        title=Text("Forsyning i kommunedelene", "Supply in the districts"),
        lead=Text(
            "Det byggeklare arealet, hvor lenge det varer med høyt og lavt behov, og reservene bak. Ved siden av"
            " andelen av alt som er byggeklart, står den andelen som ville vært i balanse.",
            "The ready-to-build area, how long it lasts at high and low demand, and the reserves behind it. Beside the"
            " share of all that is ready stands the share that would be in balance.",
        ),
        headings=(
            _DISTRICT,
            Text("Byggeklare tomter", "Ready plots"),
            Text("Byggeklart areal", "Ready area"),
            Text("Forsyning", "Supply"),
            _REGULATED,
            _RESERVE,
            READINESS["unknown"].label,
            Text("Andel av det byggeklare", "Share of what is ready"),
            Text("Andel i balanse", "Share in balance"),
        ),
        rows=tuple(_district(row) for row in table.to_dict("records")),
    )


def _district(row: Mapping[Any, Any]) -> tuple[PanelCell, ...]:
    ready = int(row["plots_ready"])
    return (
        _named(row["district"]),
        _amount(ready, "1") if ready else _NONE,
        _amount(row["area_ready_daa"], "daa"),
        PanelCell(_lasting(row["years_low"], row["years_high"])),
        *(_amount(row[f"area_{name}_daa"], "daa") for name in ("regulated", "reserve", "unknown")),
        *(_amount(row[f"{name}_share"], "share") for name in ("ready", "fair")),
    )


def _lasting(shortest: float | None, longest: float | None) -> Text:
    """Return how many years, from high demand to low."""
    known = [each for each in (shortest, longest) if each is not None and not pd.isna(each)]
    if not known:
        return NO_DEMAND
    if len(set(known)) == 1:
        return written(known[0], "year")
    low, high = Text(*(number(known[0], lang, decimals=1) for lang in LANGUAGES)), written(known[1], "year")
    return Text(f"{low.nb}–{high.nb}", f"{low.en}–{high.en}")


def _sizes(table: pd.DataFrame) -> Panel:
    sizes = list(dict.fromkeys(table["size_class"].astype(object).where(table["size_class"].notna(), None)))
    rows = [
        (_named(district), *_of_sizes(group, sizes))
        for district, group in table.groupby("district", dropna=False, sort=False)
    ]
    return Panel(
        name="sizes",
        title=Text("Byggeklare tomter etter størrelse", "Ready plots by size"),
        lead=Text(
            "«Ingen» er en alarm: kommunedelen har ikke én byggeklar tomt av en størrelse som skal kunne tilbys."
            " «Kanskje» er tomter der noe er ukjent.",
            "“None” is an alarm: the district has no ready plot of a size that should be on offer."
            " “Perhaps” are plots of which something is unknown.",
        ),
        headings=(_DISTRICT, *(_UNKNOWN_SIZE if size is None else size_words(size) for size in sizes)),
        rows=tuple(rows),
    )


def _of_sizes(group: pd.DataFrame, sizes: list[str | None]) -> Iterator[PanelCell]:
    given = group.astype(object).where(group.notna(), None).to_dict("records")
    records = {row["size_class"]: row for row in given}
    for size in sizes:
        row = records.get(size)
        yield PanelCell(Text("–", "–")) if row is None else _of_size(row)


def _of_size(row: Mapping[Any, Any]) -> PanelCell:
    ready, perhaps = int(row["plots_ready"]), int(row["plots_perhaps"])
    if ready or (pd.isna(row["alarm"]) and not perhaps):
        return _amount(ready, "1")._replace(tone="good" if ready else "")
    if row["alarm"] == "ja":
        return _NONE
    words = Text(f"kanskje{NBSP}{perhaps}", f"perhaps{NBSP}{perhaps}") if perhaps else UNKNOWN
    return PanelCell(words, None, "open")


def _worth(result: Result, withheld: Collection[str]) -> Panel:
    names = result.frame.set_index("id")["name"]
    table = result.tables["worth_finding_out"]
    gains = table[["area_ready_daa", "area_regulated_daa", "area_reserve_daa"]]
    counted = table[gains.ne(0).any(axis="columns") & ~table["id"].isin(list(withheld))]
    more = len(counted) - _MOST
    lead = Text(
        "Tomtene der det som er ukjent, holder mest areal tilbake. Viser alt seg å være i orden, blir de som det står.",
        "The plots of which what is unknown keeps most area back. If all turns out well, they become as it says.",
    )
    if more > 0:
        lead = Text(f"{lead.nb} Her er de {_MOST} første, {more} kommer etter.", f"{lead.en} {more} more come after.")
    return Panel(
        name="worth",
        title=Text("Verdt å finne ut", "Worth finding out"),
        lead=lead,
        headings=(
            Text("Tomt", "Plot"),
            _DISTRICT,
            Text("Å finne ut", "To find out"),
            Text("Trinn nå", "Stage now"),
            Text("Kan bli", "May become"),
            Text("Areal", "Area"),
        ),
        rows=tuple(_asked(row, names) for row in counted[:_MOST].to_dict("records")),
    )


def _asked(row: Mapping[Any, Any], names: pd.Series[str]) -> tuple[PanelCell, ...]:
    name = names[row["id"]]
    becomes, stage = READINESS[row["becomes"]].label, row["stage_if_yes"]
    area = max(row[column] for column in ("area_ready_daa", "area_regulated_daa", "area_reserve_daa"))
    return (
        PanelCell(verbatim(str(row["id"]) if pd.isna(name) else str(name))),
        _named(row["district"]),
        PanelCell(_question(row["unknown_steps"], row["market_status"])),
        _amount(row["stage"], "1"),
        PanelCell(Text(f"{becomes.nb}, trinn{NBSP}{stage}", f"{becomes.en}, stage{NBSP}{stage}")),
        _amount(area, "daa"),
    )


def _question(steps: str, status: str) -> Text:
    asked = [Text(f"trinn {steps}", f"steps {steps}" if "," in steps else f"step {steps}")] if steps else []
    if status == "ukjent":
        asked.append(Text("markedsstatus", "market status"))
    return Text(*(" og ".join(each.nb for each in asked), " and ".join(each.en for each in asked)))


_PURPOSES = {
    "core": Text("Formål: næring eller bolig alene", "Purpose: the use alone"),
    "possible": Text("Formål: bruken er en av flere mulige", "Purpose: the use among others"),
    "other": Text("Formål: noe annet", "Purpose: something else"),
}
_PLACES = {
    "inside_byvekstgrense": Text("Innenfor byvekstgrensen", "Inside the growth boundary"),
    "in_densification_zone": Text("I fortettingssone", "In a densification zone"),
    "within_1000_m": Text("I gangavstand til sentrum", "In walking distance of the centre"),
    "near_cycle_network": Text("Nær hovednett for sykkel", "Near the main cycle network"),
}


def _where(purposes: pd.DataFrame, places: pd.DataFrame) -> Panel:
    kinds = {row["purpose"]: row for row in purposes.to_dict("records")}
    answers = {(row["place"], row["answer"]): row for row in places.to_dict("records")}
    rows = [
        *((words, kinds[kind], kinds["ukjent"]) for kind, words in _PURPOSES.items()),
        *((_place_words(name), answers[name, "ja"], answers[name, "ukjent"]) for name in places["place"].unique()),
    ]
    return Panel(
        name="where",
        title=Text("Hva planene sier, og hvor det ligger", "What the plans say, and where it lies"),
        lead=Text(
            "Avstand til transportakse er i rett linje, ikke kjøreavstand. «Minst» står der det er ukjent om noen av"
            " tomtene er med.",
            "The distance to a transport axis is a straight line, not along roads. “At least” stands where it is"
            " unknown whether some of the plots count.",
        ),
        headings=(Text("Hvor", "Where"), _READY, _REGULATED, _RESERVE),
        rows=tuple(_place(words, sure, unknown) for words, sure, unknown in rows),
    )


def _place_words(place: str) -> Text:
    metres = axis_metres(place)
    if metres is None:
        return _PLACES[place]
    distance = written(metres / 1000, "km") if metres % 1000 else Text(*(f"{metres / 1000:g}{NBSP}km",) * 2)
    return Text(f"Innen {distance.nb} fra transportakse", f"Within {distance.en} of a transport axis")


def _place(words: Text, sure: Mapping[Any, Any], unknown: Mapping[Any, Any]) -> tuple[PanelCell, ...]:
    cells = []
    for name in ("ready", "regulated", "reserve"):
        known, open_plots = sure[f"area_{name}_daa"], unknown[f"plots_{name}"]
        cell = _amount(known, "daa")
        if open_plots:
            least = Text(f"minst {cell.text.nb}", f"at least {cell.text.en}")
            cell = PanelCell(least if sure[f"plots_{name}"] else UNKNOWN, None, "open")
        cells.append(cell)
    return (PanelCell(words), *cells)
