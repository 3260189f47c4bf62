"""What surrounds the service's pages: its name, the ways between them, and who may show them in a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers.text import LANGUAGES, Text
from maps.site import Link, Site

if TYPE_CHECKING:
    from starlette.responses import Response

    from api.asked import Asked
    from api.service import Service
    from maps.document import Document

HTML = "text/html"
PAGES = {"html": HTML}
_NAME = Text("Arealdata", "Land use")
_NAME_OF = Text("Arealdata for {place}", "Land use in {place}")
_MUNICIPALITY = Text("kommune {number}", "municipality {number}")
_LINKS = (
    ("", Text("Oversikt", "Overview")),
    ("kart", Text("Kart", "Maps")),
    ("tomter", Text("Tomter", "Plots")),
)
_OTHER = {"nb": Text("Norsk", "Norsk"), "en": Text("English", "English")}


def place(service: Service) -> Text | None:
    """Return the municipality's name, else its number, else nothing."""
    version = service.version("municipality")
    name: str | None = service.drawn.made(("municipality", version), lambda: _name(service)) if version else None
    if name:
        return Text(name, name)
    number = service.workspace.municipality
    return Text(*(side.format(number=number) for side in _MUNICIPALITY)) if number else None


def _name(service: Service) -> str | None:
    names = service.workspace.read("municipality")["name"].dropna()
    return str(names.iloc[0]) if len(names) == 1 else None


def name_of(asked: Asked) -> str:
    """Return what the service is called."""
    found = place(asked.service)
    return asked.say(_NAME_OF, place=asked.say(found)) if found else asked.say(_NAME)


def site(asked: Asked, current: str | None, **more: Any) -> Site:  # noqa: ANN401 - of Site
    """Return what surrounds a page; `current` is the way that leads to it."""
    other = next(lang for lang in LANGUAGES if lang != asked.lang)
    links = [(asked.page(*filter(None, [path])), text, path == current) for path, text in _LINKS]
    return Site(
        name=name_of(asked),
        home=asked.page(),
        links=tuple(Link(href, asked.say(text), here) for href, text, here in links),
        language=Link(asked.here(lang=other), asked.say(_OTHER[other]), lang=other),
        kept=asked.chosen_language,
        **more,
    )


def respond(asked: Asked, document: Document, tag: str, *, frames: tuple[str, ...] = ()) -> Response:
    """Return a page, which pages of the origins in `frames` may show in a frame, and no others."""
    return asked.reply(document.html.encode(), tag, **framing(document, frames))


def framing(document: Document, frames: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the headers that say who may show the page in a frame, beside what its own policy says."""
    ancestors = " ".join(frames) or "'none'"
    policy = {"Content_Security_Policy": f"{document.policy}; frame-ancestors {ancestors}"}
    return policy if frames else policy | {"X_Frame_Options": "DENY"}
