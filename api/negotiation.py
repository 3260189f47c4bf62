"""What the client would rather have: which language, which format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from layers.text import Lang

_TONGUES: Mapping[str, Lang] = {"nb": "nb", "no": "nb", "nn": "nb", "en": "en"}
_ANYTHING = "*/*"
_PAGE = "text/html"


def language(request: Request) -> Lang:
    """Return the language to answer in: ``?lang=``, else ``Accept-Language``, else bokmål; never an error.

    A page for people is in bokmål unless its address says otherwise, so that an address is the same page to everybody.
    """
    asked = request.query_params.get("lang") if b"lang=" in request.scope["query_string"] else None
    for lang in LANGUAGES:
        if lang == asked:
            return lang
    if _is_for_people(request):
        return "nb"
    wanted = (tag.partition("-")[0].lower() for tag in weighted(request.headers.get("accept-language", "")))
    return next((_TONGUES[tag] for tag in wanted if tag in _TONGUES), "nb")


def _is_for_people(request: Request) -> bool:
    """Return whether a browser asks for a page: it names HTML before all else, and programs do not."""
    asked = request.query_params.get("f")
    return asked == "html" or (asked is None and weighted(request.headers.get("accept", ""))[:1] == [_PAGE])


def format_among(request: Request, offered: Mapping[str, str]) -> str | None:
    """Return the name of the format to answer in, None if the client wants none of those.

    Parameters
    ----------
    request
        ``?f=`` decides; else the header ``Accept``, in which JSON also stands for every kind of JSON.
    offered
        Media types by name, the one preferred first.
    """
    if request.query_params.get("f") in offered:
        return request.query_params["f"]
    wanted = weighted(request.headers.get("accept", _ANYTHING)) or [_ANYTHING]
    return next((name for media in wanted for name, own in offered.items() if media in _names(own)), None)


def weighted(header: str) -> list[str]:
    """Return what a header asks for, the most wanted first; a weight that cannot be read counts as 1.

    >>> weighted("nn;q=0.2, en;q=0.9, nb, de;q=0")
    ['nb', 'en', 'nn']
    """
    weights: dict[str, float] = {}
    for item in filter(None, map(str.strip, header.split(","))):
        name, *details = (part.strip() for part in item.split(";"))
        if name:
            weights[name] = next((_weight(detail[2:]) for detail in details if detail[:2].lower() == "q="), 1.0)
    return [name for name in sorted(weights, key=weights.__getitem__, reverse=True) if weights[name] > 0]


def _weight(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 1.0


def _names(media: str) -> tuple[str, ...]:
    """Return by which names a client may ask for `media`."""
    own = media.partition(";")[0]
    also = ("application/json",) if own.endswith("json") else ()
    return (own, *also, f"{own.partition('/')[0]}/*", _ANYTHING)
