"""A request as the handlers meet it: what is asked, in which language, and how answers and links are made of it."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import quote, urlencode

import orjson
from starlette.responses import Response

from api import negotiation, parameters
from api.errors import RequestFault
from layers.text import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request

    from api.parameters import Parameters
    from api.routes import Route
    from api.service import Service
    from layers.text import Lang

JSON = "application/json"
Link: TypeAlias = dict[str, str]
_SELF = Text("Denne siden", "This page")
_TONGUE: Mapping[Lang, Text] = {"nb": Text("På bokmål", "In Norwegian"), "en": Text("På engelsk", "In English")}


class Asked:
    """A request, to be answered in the media type `media`, or in one of several that are `media` by their names.

    Raises
    ------
    RequestFault
        ``not-acceptable`` if the client takes none of them.
    """

    def __init__(self, request: Request, media: str | Mapping[str, str] = JSON) -> None:
        self.offered: Mapping[str, str] = {"json": media} if isinstance(media, str) else media
        asked = negotiation.format_among(request, self.offered)
        if asked is None:
            raise RequestFault("not-acceptable", offered=", ".join(self.offered.values()))
        self.format = asked
        self.media = self.offered[asked]
        self.service: Service = request.app.state.service
        self.routes: tuple[Route, ...] = request.app.state.routes
        self.lang: Lang = negotiation.language(request)
        self._request = request
        self._query: bytes = request.scope["query_string"]

    def values(self, own: Parameters = (), *, others: bool = False) -> dict[str, Any]:
        """Return what the query gives to its `own` parameters and to those that every address has.

        `others` lets parameters that nobody here knows pass, as links between pages of the web collect them.
        """
        common = (
            parameters.LANG,
            parameters.choice("f", parameters.FORMAT.text, {name: name for name in self.offered}),
        )
        return parameters.values(self._query, (*own, *common), others=others)

    @property
    def chosen_language(self) -> dict[str, str]:
        """The parameter ``lang`` as the address gives it: what links to other pages must keep."""
        return {"lang": self.lang} if dict(parameters.pairs(self._query)).get("lang") == self.lang else {}

    def say(self, text: Text, **details: object) -> str:
        """Return the text in the language of the answer."""
        return text.say(self.lang, **details)

    @property
    def base(self) -> str:
        """What every address of the service begins with."""
        return self.service.settings.public_base_url or str(self._request.base_url).rstrip("/")

    def url(self, *path: str) -> str:
        """Return the address of `path` below :attr:`base`."""
        return "/".join((self.base, *(quote(part, safe="") for part in path)))

    def page(self, *path: str) -> str:
        """Return the address of a page for people, in the language that was chosen."""
        kept = self.chosen_language
        return (self.url(*path) if path else f"{self.base}/") + (f"?{urlencode(kept)}" if kept else "")

    def here(self, **changed: object) -> str:
        """Return the address of this request with every parameter kept, but for those that are `changed`."""
        kept = dict(parameters.pairs(self._query)) | {name: str(value) for name, value in changed.items()}
        path = self._request.scope["path"].removeprefix(self._request.scope.get("root_path", ""))
        return self.base + quote(path) + (f"?{urlencode(kept, safe=',:/')}" if kept else "")

    def link(self, href: str, rel: str, title: Text, media: str = JSON) -> Link:
        """Return a link with its type and its title."""
        return {"href": href, "rel": rel, "type": media, "title": self.say(title)}

    def own_links(self) -> list[Link]:
        """Return the links of an answer to itself and to its twin in the other language."""
        other = next(lang for lang in LANGUAGES if lang != self.lang)
        twin = self.link(self.here(lang=other), "alternate", _TONGUE[other], self.media) | {"hreflang": other}
        return [self.link(self.here(), "self", _SELF, self.media) | {"hreflang": self.lang}, twin]

    def tag(self, *state: str) -> str:
        """Return the weak ETag of the answer: it follows from the `state` of the data and what is asked."""
        service = self.service
        given = (self.base, self._request.scope["path"], service.software, str(service.audience))
        asked = (*given, self.lang, self.format, *state)
        digest = blake2b("\0".join(asked).encode() + b"\0" + self._query, digest_size=8)
        return f'W/"{state[0][:12]}-{digest.hexdigest()}"'

    def unchanged(self, tag: str) -> Response | None:
        """Return the answer 304 if the client has the one of that tag already."""
        held = self._request.headers.get("if-none-match")
        if held is None or tag.removeprefix("W/") not in (name.strip().removeprefix("W/") for name in held.split(",")):
            return None
        return Response(status_code=304, headers=self._headers(tag))

    def answer(self, *state: str, content: Callable[[], Mapping[str, Any]]) -> Response:
        """Return the answer at an address without parameters of its own; `content` is made only if it is new."""
        tag = self.tag(*state)
        if unchanged := self.unchanged(tag):
            return unchanged
        self.values()
        return self.reply(content(), tag)

    def reply(self, content: bytes | Mapping[str, Any], tag: str, **headers: str) -> Response:
        """Return the answer; underscores in the names of `headers` are hyphens."""
        body = content if isinstance(content, bytes) else orjson.dumps(content)
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        return Response(body, headers=self._headers(tag) | more, media_type=self.media)

    def _headers(self, tag: str) -> dict[str, str]:
        public = "public, max-age=300, stale-while-revalidate=86400"
        return {
            "ETag": tag,
            "Cache-Control": "private, no-cache" if self.service.audience.internal else public,
            "Content-Language": self.lang,
            "Vary": "Accept, Accept-Language",
        }
