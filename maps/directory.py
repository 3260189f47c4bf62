"""Pages without a map: the list of the maps there are, and a message."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from maps.document import Document, asset, document
from maps.texts import DIRECTORY, say_all

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.text import Lang, Text
    from maps.site import Site


class Entry(NamedTuple):
    """A map in a list: where it is, what it is called and shows, and whether what it needs is imported."""

    href: str
    title: Text
    description: Text
    there: bool


def directory(entries: Iterable[Entry], *, lang: Lang, site: Site) -> Document:
    """Return the page that lists maps: those that can be drawn, then those whose layers are not imported."""
    every = tuple(entries)
    return document(
        "directory.html",
        lang=lang,
        site=site,
        title=DIRECTORY["title"].say(lang),
        styles=(asset("page.css"),),
        there=[entry for entry in every if entry.there],
        missing=[entry for entry in every if not entry.there],
        texts=say_all(DIRECTORY, lang),
    )


def message(title: str, detail: str, *, home: str, lang: Lang) -> Document:
    """Return a page that says one thing and leads to the first page, at `home`."""
    return document(
        "message.html",
        lang=lang,
        site=None,
        title=title,
        styles=(asset("page.css"),),
        detail=detail,
        home=home,
        texts=say_all(DIRECTORY, lang),
    )
