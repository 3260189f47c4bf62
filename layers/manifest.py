"""What a version of a layer consists of, and the name that follows from its content."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

import orjson

from layers.files import digest
from layers.intake import Accounting, Issue
from layers.raster import RasterPart

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WRITTEN_BY = ("landuse", "geopandas", "pyarrow", "pyogrio", "pyproj", "rasterio", "shapely")
# When and by what a version was made says nothing of its content and does not enter its name.
_CIRCUMSTANCES = frozenset({"version", "created", "software", "retrieved"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One source's share of a version of a layer.

    Attributes
    ----------
    count
        Rows in the stored file; a source feature may become several. Of a raster, the cells that have a value.
    sha256, quarantine_sha256
        Hashes, and thereby names, of the stored files; None when nothing is in quarantine.
    source_date
        The date that the data stand for, as the user said; None when nobody has said.
    retrieved
        When the file was imported (UTC).
    qualified
        Whether the ids read as ``part:id``, since another part holds one of the same.
    raster
        What is known of the cells, if it is a raster; None for features.
    """

    name: str
    count: int
    sha256: str
    quarantine_sha256: str | None
    source_date: date | None
    retrieved: datetime
    accounting: Accounting
    qualified: bool = False
    raster: RasterPart | None = None

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> Part:
        """Return the part that `raw`, read from JSON, describes."""
        account = dict(raw["accounting"])
        account["issues"] = tuple(Issue(**issue) for issue in account["issues"])
        stated = raw["source_date"]
        return cls(
            **{
                **raw,
                "source_date": None if stated is None else date.fromisoformat(stated),
                "retrieved": datetime.fromisoformat(raw["retrieved"]),
                "accounting": Accounting(**account),
                "raster": RasterPart.from_dict(raw["raster"]) if "raster" in raw else None,
            }
        )

    @property
    def objects(self) -> tuple[str, ...]:
        """The hashes of the part's stored files."""
        return tuple(filter(None, (self.sha256, self.quarantine_sha256)))

    @property
    def issues(self) -> dict[str, int]:
        """How many remarks of each code the import made."""
        return dict(sorted(Counter(issue.code for issue in self.accounting.issues).items()))

    def amended(self, sha256: str, remark: Issue) -> Part:
        """Return the part with other features, stored under `sha256`, and the remark that says so."""
        account = replace(self.accounting, issues=(*self.accounting.issues, remark))
        return replace(self, sha256=sha256, accounting=account)

    def evidence(self) -> dict[str, Any]:
        """Return what a result says of this input: plain JSON values, without times of retrieval."""
        account = self.accounting
        return {
            "name": self.name,
            "count": self.count,
            "sha256": self.sha256,
            "source": account.source,
            "source_date": self.source_date and self.source_date.isoformat(),
            "licence": account.licence,
            "attribution": account.attribution,
        }

    def summary(self) -> dict[str, Any]:
        """Return the part's whole account as plain JSON values, its issues counted by code."""
        return {
            **_plain(self.accounting),
            **self.evidence(),
            "issues": self.issues,
            "qualified": self.qualified,
            "retrieved": self.retrieved.isoformat(),
            **({"raster": _plain(self.raster)} if self.raster else {}),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A version of a layer: its parts by name, and what made it.

    Attributes
    ----------
    crs
        The working CRS of the geometries; None for a layer without geometry.
    sha256
        Hash of the content: everything but `created`, `software` and the parts' `retrieved`.
    """

    layer: str
    crs: str | None
    parts: tuple[Part, ...]
    created: datetime
    software: Mapping[str, str]
    sha256: str

    @classmethod
    def of(cls, layer: str, crs: str | None, parts: Iterable[Part]) -> Manifest:
        """Return the manifest of these parts, made now by this software."""
        made = cls(
            layer=layer,
            crs=crs,
            parts=tuple(sorted(parts, key=lambda part: part.name)),
            created=now(),
            software={name: _installed(name) for name in _WRITTEN_BY},
            sha256="",
        )
        return replace(made, sha256=_content_hash(orjson.loads(made.to_json())))

    @classmethod
    def from_json(cls, data: bytes) -> Manifest:
        """Return the manifest that :meth:`to_json` wrote; its `sha256` is that of what `data` holds now.

        Raises
        ------
        ValueError, KeyError, TypeError
            If `data` is no manifest.
        """
        raw = orjson.loads(data)
        return cls(
            layer=raw["layer"],
            crs=raw["crs"],
            parts=tuple(map(Part.from_dict, raw["parts"])),
            created=datetime.fromisoformat(raw["created"]),
            software=raw["software"],
            sha256=_content_hash(raw),
        )

    def to_json(self) -> bytes:
        """Return the manifest as JSON text, its keys sorted; equal manifests give equal bytes."""
        fields = {**_plain(self), "version": self.version}
        fields["parts"] = [_without_nothing(part) for part in fields["parts"]]
        del fields["sha256"]
        return orjson.dumps(fields, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)

    @property
    def version(self) -> str:
        """The version's id: the first twelve digits of the content's hash."""
        return self.sha256[:12]

    @property
    def count(self) -> int:
        """How many features the version holds."""
        return sum(part.count for part in self.parts)

    @property
    def objects(self) -> set[str]:
        """The hashes of the stored files that the version consists of."""
        return {sha256 for part in self.parts for sha256 in part.objects}

    def evidence(self) -> dict[str, Any]:
        """Return what a result says of this layer: version, count and parts, as plain JSON values."""
        return {
            "layer": self.layer,
            "version": self.version,
            "count": self.count,
            "parts": [part.evidence() for part in self.parts],
        }

    @property
    def quarantined(self) -> int:
        """The features of its sources that could not be taken in."""
        return sum(part.accounting.quarantined for part in self.parts)

    def summary(self) -> dict[str, Any]:
        """Return the layer's entry in ``landuse layers --json``.

        `source_date` is the latest that a part states, None when none does.
        """
        accounts = [part.accounting for part in self.parts]
        dates = [part.source_date for part in self.parts if part.source_date]
        return {
            "id": self.layer,
            "version": self.version,
            "count": self.count,
            "quarantined": self.quarantined,
            "other": _added(account.other for account in accounts),
            "crs": self.crs,
            "parts": [part.summary() for part in self.parts],
            "source_date": max(dates).isoformat() if dates else None,
            "sha256": self.sha256,
            "issues": _added(part.issues for part in self.parts),
        }


def now() -> datetime:
    """Return the time in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # the checkout itself, when it is run without being installed
        return "checkout"


def _without_nothing(part: dict[str, Any]) -> dict[str, Any]:
    """Return the part without a word of rasters if it is none, as it was written before there were rasters."""
    return {key: value for key, value in part.items() if key != "raster" or value is not None}


def _plain(record: Part | Manifest | Accounting | RasterPart) -> dict[str, Any]:
    """Return the record as JSON values only, whatever kind of mapping its fields hold."""
    fields: dict[str, Any] = orjson.loads(orjson.dumps(record, default=dict))
    return fields


def _content_hash(raw: Mapping[str, Any]) -> str:
    content = {key: value for key, value in raw.items() if key not in _CIRCUMSTANCES}
    content["parts"] = [
        {key: value for key, value in part.items() if key not in _CIRCUMSTANCES} for part in raw["parts"]
    ]
    return digest(orjson.dumps(content, option=orjson.OPT_SORT_KEYS))


def _added(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return dict(sorted(total.items()))
