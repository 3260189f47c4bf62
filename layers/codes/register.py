"""What the national register says of our code lists (``landuse codes --check``).

The register answers over https alone, from one host; a redirect to any other is not followed. An answer is bounded in
size and the questions together in time, and what is in it is compared as text, never run or followed.
"""

from __future__ import annotations

from contextlib import closing
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urljoin

import orjson
from urllib3.exceptions import HTTPError

from layers.codes import ANY, ListId
from layers.errors import LayersError
from layers.fetching.net import MOVED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from urllib3 import BaseHTTPResponse

    from layers.codes import CodeList
    from layers.fetching.net import Net

HOST = "register.geonorge.no"
MAX_BYTES = 4_000_000
MAX_SECONDS = 60.0
_PAUSE = 10.0  # the longest wait for the next bytes, in seconds
_BLOCK = 65_536
_REDIRECTS = 3

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

    def __init__(self, net: Net) -> None:
        self._net = net
        self._end = net.clock.monotonic() + MAX_SECONDS

    def ask(self, place: str) -> bytes | None:
        """Return the register's answer, None where it has no such list.

        Raises
        ------
        RegisterFault
            ``register-silent``: no network, no answer in time, too long an answer, or a redirect elsewhere.
        """
        url = f"https://{HOST}/api/sosi-kodelister/{quote(place)}.json"
        try:
            for _ in range(_REDIRECTS + 1):
                answer = self._net.send(url, {"Accept": "application/json"}, seconds=_PAUSE)
                with closing(answer):
                    if answer.status in MOVED:
                        url = urljoin(url, answer.headers.get("Location", ""))
                    elif answer.status == 404:
                        return None
                    elif answer.status == 200:
                        return self._read(answer)
                    else:
                        raise _silent(str(answer.status))
        except ValueError as error:  # the net allows no other host
            raise _silent(url) from error
        except HTTPError as error:
            raise _silent(type(error).__name__) from error
        raise _silent(url)

    def _read(self, answer: BaseHTTPResponse) -> bytes:
        read = bytearray()
        while block := answer.read1(_BLOCK, decode_content=True):
            read += block
            if len(read) > MAX_BYTES:
                raise _silent(f"> {MAX_BYTES} B")
            if self._net.clock.monotonic() > self._end:
                raise _silent(f"> {MAX_SECONDS:.0f} s")
        return bytes(read)


def _silent(reason: str) -> RegisterFault:
    return RegisterFault("register-silent", host=HOST, reason=_plain(reason))
