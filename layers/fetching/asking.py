"""One source being asked: request after request, within its bounds, patiently but not for ever."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from urllib3.exceptions import (
    DecodeError,
    HTTPError,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    SSLError,
)
from urllib3.exceptions import TimeoutError as Silence

from layers.errors import FetchFault
from layers.fetching.cache import Reply
from layers.fetching.net import MOVED
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from urllib3 import BaseHTTPResponse

    from layers.fetching.cache import Cache
    from layers.fetching.ground import Ground
    from layers.fetching.net import Net
    from layers.fetching.source import Source
    from layers.intake import Progress

_TRIES = 5
_FIRST_WAIT, _LONGEST_WAIT = 5.0, 60.0
_LONGEST_ASKED_WAIT = 120.0
_WAIT_WHEN_TOO_MANY = 30.0  # what Overpass asks of those whom it tells so
_SILENCE = 180.0
_REDIRECTS = 3
_CHUNK = 1 << 16
_PASSING = frozenset({429, 500, 502, 503, 504})
_NOTHING: Mapping[str, str] = MappingProxyType({})

_WAITING = Text("{host} svarer ikke nå; venter {seconds} sekunder …", "{host} does not answer; waiting {seconds} s …")
_COUNTING = Text("{source}: {came} objekter av {matched} …", "{source}: {came} features of {matched} …")


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What all sources are asked with."""

    net: Net
    cache: Cache
    progress: Progress


class _Passing(Exception):
    """A fault that may be gone the next time; `wait` is how many seconds the service wants to be left alone."""

    def __init__(self, fault: FetchFault, wait: float | None = None) -> None:
        self.fault, self.wait = fault, wait


class Asking:
    """One source being asked for the municipality `ground`; what it gives goes to files in `folder`."""

    def __init__(self, source: Source, ground: Ground, folder: Path, means: Means) -> None:
        self.source, self.ground, self._means = source, ground, means
        self._folder = folder
        self._clock = means.net.clock
        self._end = self._clock.monotonic() + source.bounds.seconds
        self._bytes_left = source.bounds.megabytes * 1_000_000

    def file(self, suffix: str) -> Path:
        """Return where the answer is to be put: a file called as the source is."""
        return self._folder / f"{self.source.id}{suffix}"

    def fault(self, code: str, **details: object) -> FetchFault:
        """Return the fault on this source and its host."""
        return FetchFault(code, source=self.source.id, host=self.source.service.address.host, **details)

    def count(self, came: int, matched: int | None) -> None:
        """Say how many features have come, of how many.

        Raises
        ------
        FetchFault
            ``service-too-much`` if these are more than the source may send.
        """
        most = self.source.bounds.features
        if max(came, matched or 0) > most:
            raise self.fault("service-too-much", limit=most)
        details = {"source": self.source.id, "came": str(came), "matched": "?" if matched is None else str(matched)}
        self._means.progress(Text(*(sentence.format(**details) for sentence in _COUNTING)))

    def get(self, url: str, accept: tuple[str, ...], headers: Mapping[str, str] = _NOTHING) -> Reply:
        """Return the answer to `url`, from the cache where the service says that it has not changed.

        Parameters
        ----------
        accept
            Media types, one of which the answer must be.

        Raises
        ------
        FetchFault
            ``service-elsewhere``, ``service-unreachable``, ``service-slow``, ``service-busy``, ``service-refused``,
            ``service-other-kind``, ``service-too-much`` or ``service-broken``.
        """
        known = self._means.cache.find(url)
        asked = {"Accept": ", ".join(accept), "Accept-Encoding": "gzip", **headers, **_if_changed(known)}
        for wait in self._waits():
            try:
                reply = self._once(url, asked, accept, known)
            except _Passing as passing:
                self._pause(passing, wait)
            else:
                self._means.cache.keep(url, reply)
                return reply
        raise AssertionError(url)  # the last pause raises

    def _waits(self) -> Iterator[float | None]:
        """Yield how long to wait after each try, longer and longer; None after the last."""
        for number in range(_TRIES - 1):
            yield min(_FIRST_WAIT * 2**number, _LONGEST_WAIT) * (0.5 + self._clock.chance() / 2)
        yield None

    def _pause(self, passing: _Passing, wait: float | None) -> None:
        """Wait as long as the service wants, else `wait`; raise the fault if that is longer than we do."""
        seconds = wait if passing.wait is None else max(passing.wait, wait or 0.0)
        if wait is None or seconds is None or seconds > min(_LONGEST_ASKED_WAIT, self._seconds_left()):
            raise passing.fault from passing.__cause__
        details = {"host": passing.fault.details["host"], "seconds": round(seconds)}
        self._means.progress(Text(*(sentence.format(**details) for sentence in _WAITING)))
        self._clock.sleep(seconds)

    def _once(self, url: str, headers: Mapping[str, str], accept: tuple[str, ...], known: Reply | None) -> Reply:
        try:
            for _ in range(_REDIRECTS + 1):
                response = self._send(url, headers)
                try:
                    if response.status not in MOVED:
                        return self._reply(response, accept, known)
                    url = urljoin(url, response.headers.get("Location", ""))
                finally:
                    response.close()
        except (NameResolutionError, SSLError) as error:
            raise self.fault("service-unreachable") from error
        except HTTPError as error:
            raise _Passing(self._passing(error)) from error
        raise self._elsewhere(url)

    def _send(self, url: str, headers: Mapping[str, str]) -> BaseHTTPResponse:
        if not self._means.net.allows(url):
            raise self._elsewhere(url)
        return self._means.net.send(url, headers, seconds=min(_SILENCE, self._seconds_left()))

    def following(self, link: str, page: str) -> str:
        """Return the address that `link` on the page `page` leads to.

        Raises
        ------
        FetchFault
            ``service-elsewhere`` if that is another host, or the page itself.
        """
        url = urljoin(page, link)
        if urlsplit(url)[:2] != urlsplit(page)[:2] or url == page:
            raise self._elsewhere(url)
        return url

    def _elsewhere(self, url: str) -> FetchFault:
        """Return the fault that the service points to `url`, of which only scheme and host are said."""
        parts = urlsplit(url)
        return self.fault("service-elsewhere", elsewhere=f"{parts.scheme}://{parts.hostname}")

    def _reply(self, response: BaseHTTPResponse, accept: tuple[str, ...], known: Reply | None) -> Reply:
        if response.status == 304 and known is not None:
            return known
        if response.status in _PASSING:
            wait = self._asked_wait(response.headers.get("Retry-After"))
            usual = _WAIT_WHEN_TOO_MANY if response.status == 429 else None
            raise _Passing(self.fault("service-busy", status=response.status), usual if wait is None else wait)
        if response.status != 200:
            raise self.fault("service-refused", status=response.status)
        media = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if media not in accept:
            raise self.fault("service-other-kind", media=media or "?")
        return Reply(
            body=b"".join(self._body(response)),
            media=media,
            crs=response.headers.get("Content-Crs", "").strip("<> "),
            etag=response.headers.get("ETag", ""),
            modified=response.headers.get("Last-Modified", ""),
        )

    def _body(self, response: BaseHTTPResponse) -> Iterator[bytes]:
        """Yield the body as it comes, as long as there is time and room."""
        try:
            while chunk := response.read1(_CHUNK, decode_content=True):
                self._bytes_left -= len(chunk)
                if self._bytes_left < 0:
                    raise self.fault("service-too-much", limit=f"{self.source.bounds.megabytes} MB")
                self._seconds_left()
                yield chunk
        except (DecodeError, ProtocolError) as error:
            raise _Passing(self.fault("service-broken")) from error

    def _seconds_left(self) -> float:
        """Return the seconds that the source has left; raise its fault if there are none."""
        left = self._end - self._clock.monotonic()
        if left <= 0:
            raise self._slow()
        return left

    def _passing(self, error: HTTPError) -> FetchFault:
        """Return what an error means that may be gone the next time."""
        if isinstance(error, Silence) and not isinstance(error, NewConnectionError):  # which urllib3 counts among them
            return self._slow()
        return self.fault("service-unreachable")

    def _slow(self) -> FetchFault:
        return self.fault("service-slow", seconds=round(self.source.bounds.seconds))

    def _asked_wait(self, said: str | None) -> float | None:
        """Return the seconds of a ``Retry-After``, which gives them or a date; None if it gives neither."""
        if not said:
            return None
        if said.isascii() and said.isdigit():
            return float(said)
        try:
            return max(0.0, parsedate_to_datetime(said).timestamp() - self._clock.wall())
        except ValueError:
            return None


def _if_changed(known: Reply | None) -> dict[str, str]:
    """Return the headers that ask for an answer only if it is another than the one that is `known`."""
    if known is None:
        return {}
    said = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in said.items() if value}
