"""What was not taken in, as a table for whoever is to put it right: the reason in words, and every attribute."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import orjson
import pandas as pd

from layers.faults import FAULTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from layers.manifest import Manifest
    from layers.text import Lang
    from layers.workspace import Workspace

    Records = list[dict[str, Any]]

_OWN = ("layer", "part", "id", "reason", "sentence")
_ELSEWHERE = ("source_properties", "geometry", "geom", "fid")  # the last two are what a GeoPackage adds


def explained(workspace: Workspace, layers: Iterable[str], lang: Lang) -> gpd.GeoDataFrame:
    """Return the features in quarantine, in the working CRS, a row each, layer by layer and part by part.

    Columns ``layer part id reason sentence``, then every original attribute under its own name, then
    ``source_properties``, which has them all as JSON, and ``geometry`` as it came, null where it could not be read. An
    attribute is text unless all its values are numbers, or all are truth values; what is nested stays JSON. One whose
    name is taken (capitals make no difference, since a GeoPackage sees none) has a number put after it.

    Raises
    ------
    WorkspaceFault, StoreFault
        As :meth:`layers.store.Store.manifest`.
    """
    frame = pd.concat([_of_layer(workspace, layer, lang) for layer in layers], ignore_index=True)
    records = [orjson.loads(text) for text in frame["source_properties"]]
    whole = pd.concat([frame[[*_OWN]], _attributes(records), frame[["source_properties", "geometry"]]], axis=1)
    return gpd.GeoDataFrame(whole, geometry="geometry", crs=workspace.crs)


def _of_layer(workspace: Workspace, layer: str, lang: Lang) -> pd.DataFrame:
    """Return the quarantine of a layer with its sentences, and a geometry also where the layer has none."""
    frame = pd.DataFrame(workspace.quarantine(layer))
    sentences = _Sentences(workspace.manifest(layer), lang)
    given = zip(frame["part"], frame["id"], frame["reason"], strict=True)
    told = frame.assign(layer=layer, sentence=[sentences.say(*one) for one in given])
    return told if "geometry" in told else told.assign(geometry=None)


class _Sentences:
    """The sentences of the features in quarantine, from the remarks of the parts they came with."""

    def __init__(self, manifest: Manifest, lang: Lang) -> None:
        self._lang = lang
        self._details: defaultdict[tuple[str, str | None, str], list[Mapping[str, object]]] = defaultdict(list)
        for part in manifest.parts:
            for issue in part.accounting.issues:
                self._details[part.name, issue.id, issue.code].append(issue.details)

    def say(self, part: str, id_: str, reason: str) -> str:
        """Return why the feature is in quarantine; of several with one id and reason, those before it come first."""
        details = self._details[part, id_, reason]
        return FAULTS[reason].text.say(self._lang, **details.pop(0))


def _attributes(records: Records) -> pd.DataFrame:
    """Return a column for each attribute that a record has."""
    taken = {name.casefold() for name in (*_OWN, *_ELSEWHERE)}
    columns: dict[str, pd.Series[Any]] = {}
    for name in dict.fromkeys(name for record in records for name in record):
        free = _free(name, taken)
        taken.add(free.casefold())
        columns[free] = _column([record.get(name) for record in records])
    return pd.DataFrame(columns, index=range(len(records)))


def _free(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name}_{number}"
    return free


def _column(values: list[Any]) -> pd.Series[Any]:
    kinds = {type(value) for value in values if value is not None}
    for kind, dtype in ((int, "Int64"), (float, "float64"), (bool, "boolean")):
        if kinds == {kind}:
            return pd.Series(values, dtype=dtype)
    texts = [value if value is None or isinstance(value, str) else orjson.dumps(value).decode() for value in values]
    return pd.Series(texts, dtype="str")
