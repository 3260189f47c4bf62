"""What the national register says of our code lists (``landuse codes --check``).

The register answers over https alone, from one host; a redirect to any other is not followed. An answer is bounded in
size and the questions together in time, and what is in it is compared as text, never run or followed.
"""

from __future__ import annotations

import time
from http.client import HTTPException
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

import orjson

from layers.codes import ANY, ListId
from layers.errors import LayersError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from http.client import HTTPMessage
    from typing import IO
    from urllib.request import Request

    from layers.codes import CodeList

HOST = "register.geonorge.no"
MAX_BYTES = 4_000_000
MAX_SECONDS = 60.0
_PAUSE = 10.0  # the longest wait for the next bytes, in seconds
_BLOCK = 65_536

# Where the register keeps a list. Our own lists, and lists of other authorities, are not in it.
PLACES: Mapping[ListId, str] = MappingProxyType(
    {
        ListId("KpArealformålOmråde", "arealformål"): "plan/kommuneplan/kparealformål",
        ListId("RpArealformålOmråde", "arealformål"): "plan/reguleringsplan/rparealformål",
        ListId("KpArealbrukOmråde", "arealbruk"): "arealbruk",
        ListId("KpSikringSone", "sikring"): "plan/hensyn/kpsikringsonetype",
        ListId("RpSikringSone", "sikring"): "plan/hensyn/rpsikringsonetype",
        **{
            ListId(f"{level}{kind}Sone", attribute): f"plan/hensyn/{kind.lower()}sonetype"
            for level in ("Kp", "Rp")
            for kind, attribute in (
                ("Støy", "støy"),
                ("Fare", "fare"),
                ("Infrastruktur", "infrastruktur"),
                ("AngittHensyn", "angittHensyn"),
                ("Båndlegging", "båndlegging"),
                ("Gjennomføring", "gjennomføring"),
                ("Detaljering", "detaljering"),
            )
        },
        ListId("RpJuridiskLinje", "juridisklinje"): "plan/reguleringsplan/rpjuridisklinjetype",
        ListId("RpJuridiskPunkt", "juridiskpunkt"): "plan/reguleringsplan/rpjuridiskpunkttype",
        ListId("KpSamferdselPunkt", "samferdselspunkt"): "plan/kommuneplan/samferdselspunkttype",
        ListId(ANY, "utnyttingstype"): "plan/plan-felles/utnyttingstype",
        ListId(ANY, "vertikalnivå"): "plan/plan-felles/vertikalnivå",
        ListId(ANY, "eierform"): "plan/plan-felles/eierformtype",
        ListId(ANY, "vegkategori"): "kartdata/vegkategori",
        ListId("ar5", "arealtype"): "fkb/ar5/5.0/arealressursarealtype",
        ListId("ar5", "treslag"): "fkb/ar5/5.0/arealressurstreslag",
        ListId("ar5", "skogbonitet"): "fkb/ar5/5.0/arealressursskogbonitet",
        ListId("ar5", "grunnforhold"): "fkb/ar5/5.0/arealressursgrunnforhold",
    }
)
# The register answers in the language asked for or, failing that, in Norwegian.
_EXPIRED = frozenset({"utgått", "erstattet", "tilbaketrukket", "retired", "superseded", "withdrawn"})


class RegisterFault(LayersError):
    """The register cannot be asked, or says something else than our lists."""


class Entry(NamedTuple):
    """A code as it stands on one side."""

    name: str
    valid: bool


class Difference(NamedTuple):
    """A code on which a list and the register differ; None is the side that does not have it."""

    id: ListId
    code: str
    ours: Entry | None
    theirs: Entry | None


def differences(listed: CodeList, answer: bytes | None) -> tuple[Difference, ...] | None:
    """Return the codes of which the register's answer says something else: their name, status, or that they exist.

    None is that the two cannot be compared: there is no answer, or it is no list of codes.
    """
    theirs = _entries(answer)
    if not theirs:
        return None
    ours = {code.code: Entry(code.name.nb, code.valid) for code in listed.codes.values()}
    pairs = ((code, ours.get(code), theirs.get(code)) for code in dict.fromkeys((*ours, *theirs)))
    return tuple(Difference(listed.id, code, one, other) for code, one, other in pairs if one != other)


def _entries(answer: bytes | None) -> dict[str, Entry]:
    if answer is None:
        return {}
    try:
        items: Any = orjson.loads(answer)["containeditems"]
        return {_plain(item["codevalue"]): Entry(_plain(item["label"]), _valid(item)) for item in items}
    except (ValueError, KeyError, TypeError):
        return {}


def _valid(item: Mapping[str, Any]) -> bool:
    return str(item["status"]).casefold() not in _EXPIRED


def _plain(text: object) -> str:
    """Return `text` on one line without characters that a terminal would obey."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in str(text)).split())


class Register:
    """The register on the network, asked list by list until the time is out."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._end = clock() + MAX_SECONDS
        self._opener = build_opener(_SameHost)

    def ask(self, place: str) -> bytes | None:
        """Return the register's answer, None where it has no such list.

        Raises
        ------
        RegisterFault
            ``register-silent``: no network, no answer in time, too long an answer, or a redirect elsewhere.
        """
        try:
            with self._opener.open(f"https://{HOST}/api/sosi-kodelister/{quote(place)}.json", timeout=_PAUSE) as answer:
                return self._read(answer)
        except HTTPError as error:
            if error.code == 404:
                return None
            raise RegisterFault("register-silent", host=HOST, reason=error.code) from error
        except URLError as error:
            raise RegisterFault("register-silent", host=HOST, reason=_plain(error.reason)) from error
        except (OSError, HTTPException) as error:
            raise RegisterFault("register-silent", host=HOST, reason=type(error).__name__) from error

    def _read(self, answer: IO[bytes]) -> bytes:
        read = bytearray()
        while block := answer.read(_BLOCK):
            read += block
            if len(read) > MAX_BYTES:
                raise RegisterFault("register-silent", host=HOST, reason=f"> {MAX_BYTES} B")
            if self._clock() > self._end:
                raise RegisterFault("register-silent", host=HOST, reason=f"> {MAX_SECONDS:.0f} s")
        return bytes(read)


class _SameHost(HTTPRedirectHandler):
    """Follows a redirect to the same host over https, and no other."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        to = urlsplit(newurl)
        if (to.scheme, to.netloc) != ("https", HOST):
            raise URLError(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)
