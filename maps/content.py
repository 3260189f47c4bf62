"""What is on a map page, before anything is drawn: layers, key figures, notes and sources, in both languages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import shapely

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from geopandas import GeoDataFrame
    from numpy.typing import NDArray
    from pyproj import CRS

    from layers.text import Text
    from maps.styles import Style


def drawable(frame: GeoDataFrame) -> NDArray[np.bool_]:
    """Return which rows have something to draw: a geometry that is there and not empty."""
    shapes = frame.geometry.to_numpy()
    mask: NDArray[np.bool_] = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    return mask


class Field(NamedTuple):
    """A column that popup and table show: its name in the frame, its heading, its unit, and words for its codes."""

    column: str
    title: Text
    unit: str | None = None
    words: Mapping[str, Text] = {}


class KeyFigure(NamedTuple):
    """A number worth saying aloud. `value` is exact, and None where it is unknown; it is rounded when written.

    `name` is its id on the page.
    """

    name: str
    title: Text
    value: float | None
    unit: str
    note: Text | None = None


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
        Whether each feature is a button that opens what is known of it. Such a layer has its twin in a table, row by
        row; of any other no value reaches the page.
    background
        Whether the layer only shows where the map is; the legend lists it last.
    properties
        What popup and table show. The first names the feature.
    """

    frame: GeoDataFrame
    style: Style | ByClass
    title: Text
    focusable: bool = False
    background: bool = False
    properties: tuple[Field, ...] = ()

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
    """

    title: Text
    summary: Text
    layers: tuple[MapLayer, ...]
    view: View
    figures: tuple[KeyFigure, ...] = ()
    attributions: tuple[str, ...] = ()
    synthetic: bool = False
    notes: tuple[Text, ...] = field(default=())
