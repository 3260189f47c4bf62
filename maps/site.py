"""What surrounds a page where it is served; a page written to a file has none of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Link(NamedTuple):
    """An address and what it is called; `current` is the page itself, `lang` the language it is in, if another."""

    href: str
    text: str
    current: bool = False
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What surrounds a page.

    Attributes
    ----------
    name
        What the service is called.
    home
        The address of its first page.
    links
        The ways to its other pages.
    language
        The way to the same page in the other language.
    lean
        Whether the page stands in somebody else's: no heading to see, no ways to other pages, its table folded away.
    whole
        The way from a lean page to the whole one.
    downloads
        The rows of the table as files.
    sheets
        What the addresses of the rows' own sheets begin with, if they have any.
    snippet, snippet_help
        HTML that shows the map in somebody else's page, and how to use it.
    chosen
        What the filters are set to.
    kept
        Parameters of the address that filtering must keep.
    """

    name: str
    home: str
    links: tuple[Link, ...]
    language: Link
    lean: bool = False
    whole: Link | None = None
    downloads: tuple[Link, ...] = ()
    sheets: str | None = None
    snippet: str | None = None
    snippet_help: str = ""
    chosen: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    kept: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
