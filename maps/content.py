"""What is on a map page, before anything is drawn: layers, key figures, notes and sources, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

import shapely

from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from geopandas import GeoDataFrame
    from numpy.typing import NDArray
    from pyproj import CRS

    from maps.styles import Style


ROWS = Text("rader", "rows")


def drawable(frame: GeoDataFrame) -> NDArray[np.bool_]:
    """Return which rows have something to draw: a geometry that is there and not empty."""
    shapes = frame.geometry.to_numpy()
    mask: NDArray[np.bool_] = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    return mask


class Field(NamedTuple):
    """A column that table and sheet show: its name in the frame, its heading, its unit, and words for its codes."""

    column: str
    title: Text
    unit: str | None = None
    words: Mapping[str, Text] = {}


class Grid(NamedTuple):
    """A table in a feature's sheet: a row for each of `rows`, which has a title and the fields of its cells.

    `headings` are those of the title and of the cells.
    """

    title: Text
    headings: tuple[Text, ...]
    rows: tuple[tuple[Text, tuple[Field, ...]], ...]


class Option(NamedTuple):
    """A choice of a filter: its `value` in the address, its label, and the values of the column that it takes.

    None among what it takes stands for an unknown value.
    """

    value: str
    label: Text
    takes: tuple[str | None, ...]


class Filter(NamedTuple):
    """A way to narrow down the rows of a layer, on the map and in the table alike.

    ``choice`` takes the rows whose value the chosen option takes, ``least`` those with at least the option's number,
    ``text`` those whose text holds what is written, whatever the case of its letters. `name` is that of the parameter
    in the address.
    """

    name: str
    column: str
    title: Text
    kind: Literal["choice", "least", "text"] = "choice"
    options: tuple[Option, ...] = ()


class Label(NamedTuple):
    """A name written on the map, in the language of the place; `point` is in the CRS of the page's view."""

    name: str
    point: shapely.Point


class KeyFigure(NamedTuple):
    """A number worth saying aloud. `value` is exact, and None where it is unknown; it is rounded when written.

    `name` is its id on the page. `beside` is a figure of the same things in another measure, said in the same breath.
    `unknown` are the words for a value that is not known, where there are better ones than «ukjent».
    """

    name: str
    title: Text
    value: float | None
    unit: str
    note: Text | None = None
    beside: KeyFigure | None = None
    unknown: Text | None = None


class PanelCell(NamedTuple):
    """A cell of a panel: what it says, the exact number if it is one, and how it is marked beside its words.

    ``good`` is what there is, ``lacking`` what there is not, ``open`` what is unknown.
    """

    text: Text
    number: float | None = None
    tone: Literal["", "good", "lacking", "open"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A table of figures on its own, beside the map; the first cell of each row is its heading.

    `name` is its id on the page, and `lead` says how to read it.
    """

    name: str
    title: Text
    lead: Text
    headings: tuple[Text, ...]
    rows: tuple[tuple[PanelCell, ...], ...]


class View(NamedTuple):
    """The ground a map shows first: (west, south, east, north) in `crs`, which measures in metres."""

    bounds: tuple[float, float, float, float]
    crs: CRS


@dataclass(frozen=True, slots=True)
class ByClass:
    """Styles chosen row by row: `column` holds the key in `styles`, which the legend lists in order."""

    column: str
    styles: Mapping[str, Style]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLayer:
    """Features drawn together.

    Attributes
    ----------
    frame
        In any projected coordinate system; rows without a geometry are not drawn and not tabled.
    style
        One style, or one for each class of rows.
    title
        Heading of the table; the legend has the styles' own labels.
    focusable
        Whether each feature is a button that opens its sheet. Such a layer has its twin in a table, row by row; of any
        other no value reaches the page.
    background
        Whether the layer only shows where the map is; the legend lists it last.
    properties
        What the table shows, and the sheet of each feature first. The first names the feature.
    details
        What only the sheet shows.
    grid
        A table in the sheet.
    filters
        How its rows can be narrowed down.
    noun
        What several of its rows are called.
    sheets
        The column with the ids under which its rows have sheets of their own where the page is served.
    """

    frame: GeoDataFrame
    style: Style | ByClass
    title: Text
    focusable: bool = False
    background: bool = False
    properties: tuple[Field, ...] = ()
    details: tuple[Field, ...] = ()
    grid: Grid | None = None
    filters: tuple[Filter, ...] = ()
    noun: Text = ROWS
    sheets: str | None = None

    def __post_init__(self) -> None:
        if self.focusable and not self.properties:
            msg = "a focusable layer needs a property that names its features"
            raise ValueError(msg)

    @property
    def drawn(self) -> GeoDataFrame:
        """The rows that have something to draw, numbered from 0."""
        return self.frame[drawable(self.frame)].reset_index(drop=True)

    def classes(self) -> Mapping[str, Style]:
        """Return the styles that the drawn rows use, by class; one style alone has the class ``all``."""
        if not isinstance(self.style, ByClass):
            return {"all": self.style} if len(self.drawn) else {}
        present = set(self.drawn[self.style.column])
        return {name: style for name, style in self.style.styles.items() if name in present}

    def class_of_rows(self) -> list[str]:
        """Return the class of each drawn row."""
        if isinstance(self.style, ByClass):
            return [str(name) for name in self.drawn[self.style.column]]
        return ["all"] * len(self.drawn)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """A page with one map.

    Attributes
    ----------
    title, summary
        The heading, and the answer in a sentence or two.
    layers
        From bottom to top.
    view
        What the map shows first.
    figures
        Key figures in the order they are read.
    attributions
        What the sources ask to have said, as plain text.
    synthetic
        Whether the data are made up; the page then says so.
    notes
        What the reader must know to use the map rightly.
    labels
        Names that show where one is.
    panels
        Tables of figures between the map and its table.
    """

    title: Text
    summary: Text
    layers: tuple[MapLayer, ...]
    view: View
    figures: tuple[KeyFigure, ...] = ()
    attributions: tuple[str, ...] = ()
    synthetic: bool = False
    notes: tuple[Text, ...] = ()
    labels: tuple[Label, ...] = ()
    panels: tuple[Panel, ...] = ()

    @property
    def filters(self) -> tuple[Filter, ...]:
        """The filters of every layer."""
        return tuple(of for layer in self.layers for of in layer.filters)
