"""The first page of a service: the key figures, the maps, the layers, and how the figures are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from maps.document import Document, asset, document
from maps.sketch import HEIGHT, WIDTH, Crop, Paper
from maps.texts import OVERVIEW, say_all

if TYPE_CHECKING:
    from datetime import date

    from layers.text import Lang, Text
    from maps.content import KeyFigure, MapLayer, View
    from maps.site import Link, Site


class Group(NamedTuple):
    """Key figures of one subject, under its title, with the ways to where they come from."""

    title: Text
    figures: tuple[KeyFigure, ...]
    ways: tuple[Link, ...]


class Card(NamedTuple):
    """A way to a map: its title, a line of what it shows, and the layers and the ground that its picture shows."""

    href: str
    title: Text
    line: Text
    layers: tuple[MapLayer, ...]
    view: View


class Row(NamedTuple):
    """A layer: the way to its map (none where it cannot be drawn), to its data, how many features, and their date."""

    title: Text
    map: str | None
    data: str
    features: int
    date: date | None


class Choice(NamedTuple):
    """A parameter of a method: what it is called and means, and what it is set to."""

    title: Text
    meaning: Text
    value: str


class Method(NamedTuple):
    """How an analysis answers: its title, its question, what it is set to, and the way to its full description."""

    title: Text
    question: Text
    choices: tuple[Choice, ...]
    way: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The first page.

    Attributes
    ----------
    summary
        What the service is.
    groups, cards, rows, methods, links
        The key figures, the maps, the layers, the methods, and the ways to the data for programs.
    backdrop, view
        What lies under the pictures, and the ground that they show.
    synthetic
        Whether the data are made up.
    """

    summary: Text
    groups: tuple[Group, ...]
    cards: tuple[Card, ...]
    rows: tuple[Row, ...]
    methods: tuple[Method, ...]
    links: tuple[Link, ...]
    backdrop: tuple[MapLayer, ...]
    view: View
    synthetic: bool = False


def overview_document(overview: Overview, *, lang: Lang, site: Site) -> Document:
    """Return the first page as HTML."""
    paper = Paper(overview.view)
    crops = [paper.crop(card.view) for card in overview.cards]
    return document(
        "overview.html",
        lang=lang,
        site=site,
        title=site.name,
        synthetic=overview.synthetic,
        styles=(asset("page.css"), asset("overview.css")),
        page=overview,
        ground=paper.draw(overview.backdrop, Crop(width=WIDTH / 2)),
        pictures=[(crop, paper.draw(card.layers, crop)) for card, crop in zip(overview.cards, crops, strict=True)],
        size=(WIDTH, HEIGHT),
        texts=say_all(OVERVIEW, lang),
    )
