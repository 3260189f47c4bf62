"""Where the plots lie: fields of a few plots each, in a lattice that is a little askew."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from layers.eksempelvik.shapes import Drop, polygon, turned

if TYPE_CHECKING:
    from collections.abc import Sequence

    import shapely

    from layers.eksempelvik.shapes import Floats, Objects

_SEED = 9999_03
_BUILT, _SOLD = ("bebygd", "solgt", "ledig"), ("solgt", "ledig", "reservert", "ledig")
_FREE, _OPEN = ("ledig", "ledig", "reservert", "ukjent"), ("ledig", "ukjent", "trukket")


class Field(NamedTuple):
    """Plots in `rows` and `columns` from the corner `at`, turned `degrees` from east towards north.

    `planning` is a key of ``plannings.PLANNINGS``. `answers` to steps 5 to 8 are one text a plot, in turn (j: ja,
    n: nei, u: ukjent, and a dash where nobody has answered); so are the market's. `askew` is how far corners lie
    from the lattice, as a share of a plot.

    Of its zoning plan: `margin` is how far it reaches round the plots, `code` its purpose and `utilisation` how much
    may be built (None: as the act's form has it), `kept_open` ground inside on which nothing may be, `line_share` how
    much of the front its building line follows. `built` is the share of each plot that a building covers, in turn.
    """

    name: str
    use: str
    planning: str
    at: tuple[float, float]
    degrees: float
    columns: int
    rows: int
    width: float
    depth: float
    answers: tuple[str, ...]
    market: tuple[str, ...]
    askew: float = 0.12
    margin: float = 22.0
    code: str | None = None
    utilisation: tuple[str, float | None] | None = None
    kept_open: Drop | None = None
    line_share: float = 1.0
    built: tuple[float, ...] = (0.0,)


BUSINESS_FIELDS: tuple[Field, ...] = (
    Field("Modellmoen nord", "business", "vedtatt", (560, -3390), 28, 3, 2, 95, 72,
          ("jjjj", "jjjj", "jjjn", "jjjj", "jjju", "jjnn"), _SOLD,
          built=(0.28, 0.0, 0.0, 0.1, 0.0, 0.0)),
    Field("Modellmoen sør", "business", "vedtatt", (560, -4080), 2, 4, 2, 88, 96,
          ("jjjj", "jjnn", "jnnn", "jujn", "nnnn", "jjjn", "unnn", "jjjj"), _FREE,
          utilisation=("18", 120.0), kept_open=Drop(736, -4030, 72, 6, 2)),
    Field("Modellmoen vest", "business", "forslag", (90, -3860), -8, 3, 2, 105, 82, ("nnnn", "unnn", "----"), _OPEN),
    Field("Grusmoen øst", "business", "vedtatt-1985", (-2250, 430), 30, 3, 2, 82, 70,
          ("jjjj", "jjjj", "jjjn", "jjjj", "jjju", "jjjj"), _BUILT, built=(0.3, 0.22, 0.0)),
    Field("Grusmoen vest", "business", "utsatt", (-3080, 1080), 36, 3, 2, 92, 78,
          ("nnnn", "jnnn", "unnn", "jjnn", "nnnn", "----"), _FREE),
    Field("Bryggekvartalet", "mixed", "igangsatt", (1395, -1420), 8, 2, 2, 42, 40,
          ("nunn", "nunn", "njnn", "----"), _OPEN),
    Field("Skissedal næringsfelt", "business", "vedtatt", (-4660, 2120), 24, 3, 2, 78, 64,
          ("jjjj", "jjnn", "uuuu", "jjjj", "jnnn", "nnnn"), _FREE, utilisation=("15", 1800.0)),
    Field("Utkast sag", "business", "kommuneplan", (-4300, -5790), 2, 5, 1, 92, 104, ("nnnn", "----"), _OPEN),
    Field("Tenkemoen", "business", "kommuneplan", (690, -5640), 6, 3, 1, 205, 170, ("nnnn", "unnn", "----"), _FREE),
    Field("Tenkemoen sør", "business", "lnfr", (710, -5850), 6, 3, 1, 205, 160, ("----",), ("ukjent",)),
    Field("Motnes", "business", "fra nyttår", (1890, -3060), 12, 3, 1, 72, 62, ("nnnn", "jnnn", "jjnn"), _FREE),
    Field("Øygarden", "business", "vedtatt privat", (-930, 5300), -6, 2, 1, 76, 60,
          ("jjjj", "jjnn"), ("ledig", "solgt"), utilisation=("17", 2400.0), built=(0.12, 0.0)),
    Field("Kaikvartalet", "business", "vedtatt", (1905, 330), 36.8699, 1, 1, 50, 50, ("jjjj",), ("ledig",), 0.0),
    Field("Kornmagasinet", "mixed", "uten plan", (-2900, -5650), 12, 1, 1, 64, 48, ("uunn",), ("ledig",)),
)  # fmt: skip
HOUSING_FIELDS: tuple[Field, ...] = (
    Field("Fabeltoppen", "housing", "vedtatt", (500, 3950), 78, 4, 2, 30, 33,
          ("jjjj", "jjjj", "jjjn", "jjjj", "jjju", "jjjj", "jjnn", "jnnn"), _BUILT,
          built=(0.2, 0.16, 0.0)),
    Field("Prøvlia øst", "housing", "vedtatt privat", (330, 1560), 22, 3, 2, 58, 48,
          ("jjjj", "jjnn", "jnnn", "nnnn", "uunn", "jjjn"), _FREE),
    Field("Søråsen vest", "housing", "igangsatt", (-280, -2520), -12, 3, 2, 56, 46, ("nnnn", "unnn", "----"), _OPEN),
    Field("Skissedal øvre", "housing", "vedtatt-1985", (-5660, 2290), 10, 3, 2, 33, 31,
          ("jjjj", "jjjj", "jjju", "jjjj", "jjjn", "jjjj"), _SOLD, built=(0.2, 0.0, 0.0, 0.0, 0.18, 0.0)),
    Field("Utkast vest", "housing", "kommuneplan", (-3850, -4780), 8, 5, 1, 35, 38, ("nnnn", "----"), _OPEN),
    Field("Strandkvartalet", "mixed", "forslag", (1928, 720), 88, 3, 1, 42, 36, ("nnnn", "nunn"), _FREE),
    Field("Neset vest", "housing", "utsatt", (2545, 2430), 58, 3, 1, 36, 36, ("nnnn", "jnnn", "unnn"), _FREE),
    Field("Øygarden boligfelt", "housing", "lnfr", (-1180, 5820), 14, 3, 1, 42, 44, ("----",), ("ukjent", "trukket")),
)  # fmt: skip
# In gaps of the town that the streets and houses have left, within a walk of the centre.
INFILL: tuple[Field, ...] = (
    Field("Torgkvartalet", "business", "områdeplan", (1084, 36), 8, 2, 1, 34, 42,
          ("jjjj", "jjjn"), ("ledig", "reservert"), built=(0.15, 0.0)),
    Field("Nordtorget", "business", "vedtatt", (1256, 536), 8, 2, 2, 46, 38,
          ("jjjj", "jjnn", "jnnn", "jjju"), _FREE, margin=9.0, code="1310", utilisation=("17", 2500.0)),
    Field("Sørporten", "business", "vedtatt privat", (1216, -232), 10, 2, 1, 36, 40,
          ("jjjj", "jjjn"), ("ledig",), margin=9.0, code="1310", utilisation=("18", 200.0), line_share=0.7),
    Field("Kirkehagen", "housing", "vedtatt", (690, 238), -4, 2, 1, 29, 44,
          ("jjjj", "jjjn"), ("ledig", "solgt"), margin=9.0, utilisation=("16", 40.0)),
    Field("Elvehagen", "housing", "vedtatt privat", (698, -168), 2, 3, 2, 29, 35,
          ("jjjj", "jjjj", "jjnn"), _BUILT, margin=9.0, built=(0.22, 0.0, 0.0)),
    Field("Kladdetunet", "housing", "vedtatt", (557, 400), -6, 2, 1, 34, 40,
          ("jjjj",), ("bebygd", "ledig"), margin=9.0, utilisation=("11", None), built=(0.24, 0.19)),
)  # fmt: skip
GREENFIELD = (*BUSINESS_FIELDS, *HOUSING_FIELDS)
FIELDS = (*GREENFIELD, *INFILL)


def plots_of(field: Field) -> list[shapely.Polygon]:
    """Return the plots of `field`, row by row; neighbours have their corners in common, and so do two drawings."""
    corners = _corners(field)
    rings = [
        corners[[row, row, row + 1, row + 1], [column, column + 1, column + 1, column]]
        for row in range(field.rows)
        for column in range(field.columns)
    ]
    return [polygon(ring) for ring in rings]


def outline(field: Field, margin: float = 0.0) -> shapely.Polygon:
    """Return the area of `field` with `margin` metres round it."""
    corners = _corners(field)
    edge = [*corners[0], *corners[1:-1, -1], *corners[-1, ::-1], *corners[-2:0:-1, 0]]
    return polygon(np.array(edge)).buffer(margin, join_style="mitre")


def front(field: Field, inwards: float = 0.0) -> Floats:
    """Return the line along which the plots of `field` meet their road, moved `inwards`, shape (n, 2).

    It is led straight on past both ends to the border of the field's plan.
    """
    edge = _corners(field)[0]
    first, last = edge[0] - edge[1], edge[-1] - edge[-2]
    beyond = 2 * field.margin
    left, right = edge[0] + beyond * first / np.hypot(*first), edge[-1] + beyond * last / np.hypot(*last)
    moved: Floats = np.vstack([left, edge, right]) + turned(np.array([[0.0, inwards]]), field.degrees)
    return moved.round(2)


def _corners(field: Field) -> Floats:
    """Return the corners of the lattice of `field`, shape (rows + 1, columns + 1, 2)."""
    chance = np.random.default_rng([_SEED, FIELDS.index(field)])
    row, column = np.mgrid[0 : field.rows + 1, 0 : field.columns + 1].astype(float)
    shift = (chance.random((*row.shape, 2)) - 0.5) * 2 * field.askew
    lattice = (np.stack([column, row], axis=-1) + shift) * (field.width, field.depth)
    placed: Floats = (turned(lattice.reshape(-1, 2), field.degrees) + field.at).reshape(lattice.shape)
    return placed.round(2)


def outlines(fields: Sequence[Field], margin: float) -> Objects:
    """Return the areas of `fields` with `margin` metres round them."""
    return np.array([outline(field, margin) for field in fields], dtype=object)
