"""What a plan is before it becomes rows of layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import shapely


class Standing(NamedTuple):
    """How a plan stands: its type and status in the national code lists, when it came into force, and by which act.

    `private` is whether it was proposed by others than the municipality, None where nobody knows any more.
    """

    type: str
    status: str
    in_force: str | None = None
    law: str = "2008"
    private: bool | None = None


class Purpose(NamedTuple):
    """What a plan lets a piece of ground be used for: the columns of the layer, and the ground.

    `utilisation` is the type and the number after it; `level` is 2 on the ground and 1 under it.
    """

    kind: str
    code: str
    shape: shapely.Geometry
    status: str | None = None
    utilisation: tuple[str, float | None] | None = None
    level: str = "2"
    name: str | None = None


class Plan(NamedTuple):
    """A plan: its number, how it stands, its area, its purposes, and its building lines."""

    id: str
    standing: Standing
    area: shapely.Geometry
    purposes: tuple[Purpose, ...] = ()
    lines: tuple[shapely.LineString, ...] = ()
