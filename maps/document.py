"""HTML documents from our own templates, each with a content security policy that knows its scripts by their hash."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from maps.legend import outline
from maps.styles import GROUND, TILES
from maps.texts import SITE, say_all
from maps.writing import quantity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.text import Lang, Text
    from maps.site import Site

ASSETS = Path(__file__).parent / "assets"


class Document(NamedTuple):
    """A page of HTML, and the content security policy that it carries and a server repeats."""

    html: str
    policy: str


def document(  # noqa: PLR0913 - what every document has, all keyword-only
    template: str,
    *,
    lang: Lang,
    site: Site | None,
    title: str,
    synthetic: bool = False,
    styles: tuple[str, ...],
    scripts: tuple[str, ...] = (),
    **content: Any,  # noqa: ANN401 - each template has its own
) -> Document:
    """Return the document of a template.

    Parameters
    ----------
    template
        Name of the file in ``assets/``; it extends ``document.html``.
    lang
        Language of the document.
    site
        What surrounds it where it is served.
    title
        What the document is called, as it is read.
    synthetic
        Whether the data are made up, and the document says so.
    styles, scripts
        Style sheets and scripts, in order, as text that is ours.
    content
        What else the template shows.
    """
    policy = content_policy(styles, scripts, forms=site is not None)
    html = (
        _environment()
        .get_template(template)
        .render(
            lang=lang,
            site=site,
            title=title,
            synthetic=synthetic,
            styles=styles,
            scripts=scripts,
            policy=policy,
            around=say_all(SITE, lang),
            **content,
        )
    )
    return Document(html, policy)


def content_policy(styles: Iterable[str], scripts: Iterable[str], *, forms: bool = False) -> str:
    """Return a content security policy that lets these texts style and run, and nothing else happen.

    `forms` lets the page's own forms ask the page's own server.
    """
    directives = {
        "default-src": ["'none'"],
        "script-src": [_hash(text) for text in scripts] or ["'none'"],
        "style-src": [_hash(text) for text in styles],
        "img-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'self'" if forms else "'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"


@cache
def asset(name: str) -> str:
    """Return a style sheet or script of ours."""
    return (ASSETS / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(ASSETS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"quantity": quantity, "say": _say}
    environment.globals |= {"outline": outline, "tiles": TILES, "ground": GROUND}
    return environment


def _say(text: Text, lang: Lang) -> str:
    return text.say(lang)
