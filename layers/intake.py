"""What stands between reading and storing: checked features, those in quarantine, and the account of both.

Columns of `Intake.features` have one dtype a kind, chosen so that GeoParquet gives back what went in: ``text`` and
``code`` are pandas ``str`` (null is missing), ``integer`` is ``Int64``, ``number`` is ``float64`` (NaN is unknown),
``boolean`` is nullable ``boolean``, and ``date`` is ``datetime64[ms]`` without time zone (NaT is unknown).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from layers.text import Text

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from layers.catalogue.sources import Terms
    from layers.raster import Raster, RasterPart
    from layers.reach import Reach
    from layers.spec import Kind

DTYPES: Mapping[Kind, str] = MappingProxyType(
    {
        "text": "str",
        "code": "str",
        "integer": "Int64",
        "number": "float64",
        "boolean": "boolean",
        "date": "datetime64[ms]",
    }
)

Progress: TypeAlias = Callable[[Text], None]


def silent(text: Text) -> None:
    """Say nothing: the progress of a caller who does not listen."""
    del text


@dataclass(frozen=True, slots=True)
class Issue:
    """A remark on a feature (`id` given) or on the file; `code` is a key of :data:`layers.faults.FAULTS`.

    `details` fill the fields of the fault's sentence and are plain JSON values.
    """

    code: str
    id: str | None = None
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounting:
    """What became of every feature of one source, counted in features of the source.

    `source` is the file's name, never its path; `other` counts what belongs to other layers, by object type.

    Raises
    ------
    ValueError
        Unless ``read == imported + quarantined + sum(other)``.
    """

    source: str
    source_sha256: str
    source_layer: str | None
    dialect: str
    source_crs: str
    read: int
    imported: int
    quarantined: int
    other: Mapping[str, int]
    issues: tuple[Issue, ...]
    licence: str
    attribution: str

    def __post_init__(self) -> None:
        accounted = self.imported + self.quarantined + sum(self.other.values())
        if self.read != accounted:
            msg = f"{self.read} features read, {accounted} accounted for"
            raise ValueError(msg)


Tell: TypeAlias = Callable[[Accounting], None]
"""Hears what became of the features of a file that is read for one question only."""


def untold(account: Accounting) -> None:
    """Say nothing: the :data:`Tell` of a caller who does not listen."""
    del account


@dataclass(frozen=True, slots=True)
class Intake:
    """A file made ready for the store, in the working CRS, both frames with a RangeIndex.

    `features` has exactly ``id`` (text, unique), the columns of the layer in their order, ``source_properties`` (JSON
    text of what those columns do not carry unchanged) and ``geometry``. `quarantine` has ``id``, ``reason`` (fault
    code), ``source_properties`` (all original attributes) and ``geometry`` as it came, null where there is none or it
    has no finite coordinates. `features` of a layer without geometry is a plain DataFrame.
    """

    features: GeoDataFrame
    quarantine: GeoDataFrame
    accounting: Accounting


@dataclass(frozen=True, slots=True)
class RasterIntake:
    """A raster made ready for the store, in the working CRS, and what the manifest is to say of it.

    The accounting counts cells of the source: those with a value are imported, the others are ``nodata``.
    """

    raster: Raster
    described: RasterPart
    accounting: Accounting


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user says about a file that the file does not say itself.

    Who fetched it also knows the `terms` of its source, and the `reach` of what it was asked for.
    """

    dialect: str | None = None
    source_layer: str | None = None
    crs: str | None = None
    strict: bool = False
    terms: Terms | None = None
    reach: Reach | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What the workspace knows of itself: working CRS, municipality number, and the stored `municipality` layer."""

    crs: str
    municipality: str | None = None
    boundary: GeoDataFrame | None = None
