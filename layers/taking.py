"""A file becomes checked features, a quarantine, and the account of both."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict

import geopandas as gpd
import numpy as np
import orjson
import pandas as pd
from numpy.typing import NDArray

from layers.archive import Opened, opened
from layers.checks import Verdict, check
from layers.crs import distance_issue, locate
from layers.dialects import recognise
from layers.dialects.draft import Draft, draft, select
from layers.errors import FileFault, UsageFault
from layers.faults import FAULTS
from layers.files import digest_of
from layers.intake import Accounting, Intake, Issue, Options, Place, Progress, silent
from layers.reach import within
from layers.readers import read
from layers.readers.source import plain
from layers.readers.vector import SHAPEFILE_PARTS
from layers.sniff import RASTER_KINDS, PathLike, local_file, sniff
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from layers.catalogue.sources import Terms
    from layers.dialects import Dialect
    from layers.readers.source import Source, SourceLayer
    from layers.spec import LayerSpec

Mask: TypeAlias = NDArray[np.bool_]

# æ, ø, å and their capitals, the latter by either character set; and what stands for a lost character.
_GARBLED = "Ã[¦¸¥†˜…\x86\x98\x85]|\ufffd"
_READING = Text("Leser filen …", "Reading the file …")
_CHECKING = Text("Kontrollerer objektene …", "Checking the features …")


class _Counts(TypedDict):
    """The four counts of an accounting."""

    read: int
    imported: int
    quarantined: int
    other: Mapping[str, int]


def take_in(path: PathLike, spec: LayerSpec, options: Options, place: Place, progress: Progress = silent) -> Intake:
    """Return the features of a file that are fit for the layer `spec`, those that are not, and the account of all.

    Invariants: every feature of the source is imported, in quarantine, or counted as another layer's; the same file
    gives the same intake.

    Raises
    ------
    FileFault
        The file as a whole cannot be used: ``docs/faults.md`` has them all.
    UsageFault
        ``dialect-unknown``, ``dialect-not-of-layer``, ``crs-unknown``, or ``layer-is-raster``.
    """
    if spec.geometry == "raster":
        raise UsageFault("layer-is-raster", layer=spec.id)
    file = local_file(path)
    progress(_READING)
    with opened(file, options) as given:
        return _taken(given, file, spec, place, progress)


def _taken(given: Opened, file: Path, spec: LayerSpec, place: Place, progress: Progress) -> Intake:
    """Return the intake of what is `given`: the user's `file`, or what was packed in it."""
    inner, options, member = given
    kind = sniff(inner)
    if kind in RASTER_KINDS:
        raise FileFault("file-is-raster", file=inner.name, layer=spec.id)
    source = read(inner, kind, partial(_choose, spec=spec, options=options, file=inner.name))
    progress(_CHECKING)
    dialect = recognise((source.layer,), spec, options, inner.name).dialect
    related = source if dialect.relate is None else dialect.relate(source)
    taken, source_crs = _located(select(related, dialect, place.municipality), spec, options, place)
    drafted = draft(_worked_out(taken, dialect, place), dialect, spec)
    verdict = check(drafted, spec)
    features, quarantine = _frames(drafted, verdict, spec)
    far = () if spec.geometry == "none" else distance_issue(features.geometry, place)
    garbled = _garbled([*_texts_of(features, spec), quarantine["source_properties"]])
    layers = [member, None if source.layer.sole else source.layer.name]
    accounting = Accounting(
        source=file.name,
        source_sha256=_sha256(file),
        source_layer=":".join(filter(None, layers)) or None,
        dialect=dialect.id,
        source_crs=source_crs,
        **_counts(drafted.source, verdict),
        issues=(*drafted.source.issues, *far, *garbled, *verdict.issues),
        **(options.terms or _terms(dialect, spec)),
    )
    _refuse(accounting, strict=options.strict)
    return Intake(features, quarantine, accounting)


def _choose(layers: tuple[SourceLayer, ...], *, spec: LayerSpec, options: Options, file: str) -> SourceLayer:
    return recognise(layers, spec, options, file).layer


def _located(source: Source, spec: LayerSpec, options: Options, place: Place) -> tuple[Source, str]:
    """Return `source` in the working CRS, as far as it was asked for, with the name of its own CRS.

    A layer without geometry has neither.
    """
    if spec.geometry == "none":
        return source, ""
    located, crs = locate(source, options, place)
    return located if options.reach is None else within(located, options.reach), crs


def _terms(dialect: Dialect, spec: LayerSpec) -> Terms:
    """Return what the source asks for, as far as the dialect tells sources apart."""
    return {
        "licence": spec.licence if dialect.licence is None else dialect.licence,
        "attribution": spec.attribution if dialect.attribution is None else dialect.attribution,
    }


def _worked_out(taken: Source, dialect: Dialect, place: Place) -> Source:
    """Return `taken` with what the dialect derives, and then settles by what the workspace knows."""
    derived = taken if dialect.derive is None else dialect.derive(taken)
    return derived if dialect.settle is None else dialect.settle(derived, place)


def _frames(drafted: Draft, verdict: Verdict, spec: LayerSpec) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Return the fit features with the layer's columns, and the others with their reasons."""
    fit = pd.isna(verdict.reasons)
    columns = {name: reading.typed for name, reading in drafted.readings.items()}
    texts = pd.Series(list(_texts(drafted, fit)), index=verdict.geometry.index, dtype="str")
    ids = pd.Series(drafted.ids, index=verdict.geometry.index, dtype="str")
    whole = {"id": ids, **columns, "source_properties": texts}
    rejected = {"id": ids, "reason": pd.Series(verdict.reasons, dtype="str"), "source_properties": texts}
    features = _rows(whole, verdict.geometry, fit)
    if spec.geometry == "none":
        features = pd.DataFrame(features.drop(columns="geometry"))
    return features, _rows(rejected, drafted.source.geometry, ~fit)


def _rows(columns: Mapping[str, pd.Series[Any]], geometry: gpd.GeoSeries, mask: Mask) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(dict(columns), geometry=geometry)[mask].reset_index(drop=True)


def _texts_of(features: gpd.GeoDataFrame, spec: LayerSpec) -> Iterator[pd.Series[str]]:
    yield from (features[column.name] for column in spec.columns if column.kind == "text")
    yield features["source_properties"]


def _garbled(columns: Iterable[pd.Series[str]]) -> tuple[Issue, ...]:
    """Return the remark that there are texts of UTF-8 that somebody read as Latin-1 or Windows-1252, if so."""
    found = pd.concat([column[column.str.contains(_GARBLED, na=False)] for column in columns])
    if found.empty:
        return ()
    word = re.search(rf"\w*(?:{_GARBLED})\w*", found.iloc[0])
    return (Issue("text-garbled", None, {"count": len(found), "value": word[0] if word else found.iloc[0]}),)


def _texts(drafted: Draft, fit: Mask) -> Iterator[str]:
    """Yield each feature's attributes as JSON text, without those that a column of a fit feature carries unchanged."""
    carried = {name: fit & same for name, same in _unchanged(drafted)}
    everywhere = {name for name, same in carried.items() if same.all()}
    partly = {name: same for name, same in carried.items() if name not in everywhere and same.any()}
    for row, record in enumerate(drafted.source.originals(without=everywhere)):
        for name, same in partly.items():
            if same[row]:
                record.pop(name, None)
        yield orjson.dumps(record, default=_jsonable, option=orjson.OPT_SORT_KEYS).decode()


def _unchanged(drafted: Draft) -> Iterator[tuple[str, Mask]]:
    """Yield each attribute that a column was taken from, and where the column has the very same value."""
    for ours, theirs in drafted.taken_from.items():
        values = drafted.ids.tolist() if ours == "id" else _as_json(drafted.readings[ours].typed)
        pairs = zip(plain(drafted.source.attributes[theirs]), values, strict=True)
        same = (raw is not None and type(raw) is type(value) and raw == value for raw, value in pairs)
        yield theirs, np.fromiter(same, dtype=bool, count=len(drafted.ids))


def _as_json(values: pd.Series[Any]) -> list[Any]:
    """Return `values` as JSON writes them: dates as text."""
    return plain(values.dt.strftime("%Y-%m-%d") if pd.api.types.is_datetime64_dtype(values.dtype) else values)


def _jsonable(value: object) -> object:
    """Return what stands for `value` in JSON: ISO dates, lists, hexadecimal, and else the value's own text."""
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, np.ndarray):
        return value.tolist()
    return value.hex() if isinstance(value, bytes) else str(value)


def _counts(source: Source, verdict: Verdict) -> _Counts:
    """Return the counts in features of the source: one of which any row is fit is imported."""
    taken, fit = np.zeros((2, source.origin.max(initial=-1) + 1), dtype=bool)
    taken[source.origin] = True
    fit[source.origin[pd.isna(verdict.reasons)]] = True
    imported = int(fit.sum())
    return {
        "read": source.read,
        "imported": imported,
        "quarantined": int(taken.sum()) - imported,
        "other": source.other,
    }


def _refuse(account: Accounting, *, strict: bool) -> None:
    """Refuse the file if too little of it can be used, or with `strict` if any feature is unfit."""
    file, quarantined, considered = account.source, account.quarantined, account.imported + account.quarantined
    if account.read == 0:
        raise FileFault("no-features", file=file)
    if considered == 0:
        raise FileFault("nothing-usable", file=file, others=_listed(account.other))
    if strict and quarantined:
        raise FileFault("strict", file=file, quarantined=quarantined, reasons=reasons(account))
    if 2 * quarantined > considered:
        counts = {"quarantined": quarantined, "considered": considered}
        raise FileFault("mostly-quarantined", file=file, **counts, reasons=reasons(account))


def reasons(account: Accounting) -> str:
    """Return the codes of what put features in quarantine, with the columns they are about, most often first.

    As ``code-unknown: level (10), geometry-missing (1)``.
    """
    quarantined = [issue for issue in account.issues if FAULTS[issue.code].kind == "feature"]
    codes = Counter(
        f"{each.code}: {each.details['column']}" if "column" in each.details else each.code for each in quarantined
    )
    return _listed(dict(codes.most_common()))


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in counts.items())


def _sha256(file: Path) -> str:
    """Return the hash of the file's bytes; of a shapefile's, those of its parts one after the other."""
    shapefile = file.suffix.lower() == ".shp"
    parts = [file.with_suffix(suffix) for suffix in SHAPEFILE_PARTS] if shapefile else [file]
    return digest_of(filter(Path.exists, parts))
