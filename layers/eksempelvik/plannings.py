"""How far the planning of a field of plots has come, and what follows from it for the first four steps."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from layers.eksempelvik.plan import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping


class Planning(NamedTuple):
    """What plans say of a field.

    Attributes
    ----------
    answers
        The register's to steps 1 to 4: j is ja, n nei, u ukjent, and a dash stands where nobody has answered.
    zoning
        How its zoning plan stands, None where it has none.
    set_aside
        Whether the municipal plan sets it aside for building.
    """

    answers: str
    zoning: Standing | None = None
    set_aside: bool = True


PLANNINGS: Mapping[str, Planning] = MappingProxyType(
    {
        "lnfr": Planning("n---", set_aside=False),
        "uten plan": Planning("u---", set_aside=False),
        "kommuneplan": Planning("jnnn"),
        "igangsatt": Planning("jjnn", Standing("35", "1", private=True)),
        "forslag": Planning("jjnn", Standing("35", "2", private=False)),
        "utsatt": Planning("jjjn", Standing("35", "6", private=False)),
        "fra nyttår": Planning("jjjn", Standing("35", "3", "2027-01-01", private=False)),
        "områdeplan": Planning("jjjj", set_aside=False),
        "vedtatt": Planning("jjjj", Standing("35", "3", "2019-03-14", private=False)),
        "vedtatt privat": Planning("jjjj", Standing("35", "3", "2014-09-25", private=True)),
        "vedtatt-1985": Planning("jjjj", Standing("30", "3", "2003-10-30", "1985")),
    }
)
