"""What users write on the command line, read as values: dates, ``name=value``, ``LAYER=FILE`` and ``LAYER=LON,LAT``."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.errors import CommandFault

if TYPE_CHECKING:
    import geopandas as gpd

    from landuse.scenario import Scenario
    from layers import Workspace
    from layers.intake import Tell

_LARGEST_SCENARIO = 5_000_000
_MEANT_AS_NUMBERS = re.compile(r"[-\d\s.,;]*")
_LON_LAT = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*")


def day(text: str) -> date:
    """Return the date that `text` writes as YYYY-MM-DD.

    Raises
    ------
    CommandFault
        If it is no date, or one that has not come yet.
    """
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise CommandFault("not-a-date", text=text) from error
    if found > datetime.now().astimezone().date():
        raise CommandFault("not-come-yet", text=text)
    return found


def settings(words: list[str]) -> dict[str, Any]:
    """Return the parameters that ``--set name=value`` gives: JSON where it is JSON, else text.

    Raises
    ------
    CommandFault
        If a word has no ``=``, or a name is set twice.

    >>> settings(["max_distance=750", "mode=walk"])
    {'max_distance': 750, 'mode': 'walk'}
    """
    found: dict[str, Any] = {}
    for word in words:
        name, sign, text = word.partition("=")
        if not sign or not name:
            raise CommandFault("not-name-value", option="--set", word=word, form="--set max_distance=750")
        if name in found:
            raise CommandFault("set-twice", name=name)
        found[name] = _json_or_text(text)
    return found


def _json_or_text(text: str) -> Any:  # noqa: ANN401 - whatever JSON can hold
    try:
        return json.loads(text)
    except ValueError:
        return text


def scenario_in(path: Path) -> Scenario:
    """Return the scenario in the JSON file at `path`.

    Raises
    ------
    CommandFault
        If the file cannot be read, is too large, or holds no JSON.
    QuestionFault
        If the JSON is no scenario.
    """
    from landuse.scenario import Scenario

    try:
        if path.stat().st_size > _LARGEST_SCENARIO:
            raise CommandFault("scenario-too-large", file=path.name, most=_LARGEST_SCENARIO)
        raw = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise CommandFault("scenario-unreadable", file=path.name) from error
    return Scenario.of(raw)


def layers_given(words: list[str], workspace: Workspace, tell: Tell) -> dict[str, gpd.GeoDataFrame]:
    """Return the layers that ``--with LAYER=FILE`` or ``LAYER=LON,LAT`` gives for this run, by layer id.

    A file is read and checked as an import would, but not stored; `tell` hears the account of each. Several points of a
    layer may be given one by one.

    Raises
    ------
    CommandFault
        If a word has no ``=``, a layer is given twice, or a point is no longitude and latitude.
    UsageFault
        If the layer is unknown.
    FileFault
        If the file cannot be used.
    """
    from layers.given import from_file, from_points

    points: dict[str, list[tuple[float, float]]] = {}
    found: dict[str, gpd.GeoDataFrame] = {}
    for word in words:
        layer, sign, text = word.partition("=")
        if not sign or not layer:
            raise CommandFault("not-name-value", option="--with", word=word, form="--with centres=10.69,60.80")
        match = _LON_LAT.fullmatch(text)
        if layer in found or (layer in points and not match):
            raise CommandFault("set-twice", name=layer)
        if not match and _MEANT_AS_NUMBERS.fullmatch(text):
            raise CommandFault("not-lon-lat", word=word)
        if match:
            points.setdefault(layer, []).append(_lon_lat(match[1], match[2], word))
        else:
            found[layer] = from_file(workspace, layer, Path(text), tell)
    return found | {layer: from_points(workspace, layer, pairs) for layer, pairs in points.items()}


def _lon_lat(east: str, north: str, word: str) -> tuple[float, float]:
    longitude, latitude = float(east), float(north)
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise CommandFault("not-lon-lat", word=word)
    return longitude, latitude
