"""What is sent to a process, read with suspicion, and its answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from api import geojson, geometries, privacy
from api.asked import JSON
from api.crs import CRS84
from api.errors import RequestFault
from landuse.catalogue import ask
from layers.catalogue import LAYERS
from layers.errors import FileFault
from layers.given import from_file
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    import geopandas as gpd

    from api.service import Service
    from landuse.catalogue import AnalysisSpec
    from landuse.results import Result
    from layers.text import Lang

OUTPUT, FEATURES = "result", "features"
OUTPUTS: Mapping[str, str] = {OUTPUT: JSON, FEATURES: geojson.MEDIA}
"""The media types of the outputs: the object that ``--json`` prints, and the rows of the answer."""

LAYER_SCHEMA: Mapping[str, Any] = {
    "oneOf": [
        {
            "type": "object",
            "required": ["href"],
            "properties": {"href": {"type": "string"}},
            "additionalProperties": False,
        },
        {
            "type": "object",
            "required": ["type", "features"],
            "properties": {
                "type": {"type": "string", "enum": ["FeatureCollection"]},
                "features": {"type": "array", "minItems": 1, "items": {"type": "object"}},
            },
        },
    ]
}
FEATURES_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "format": "geojson-feature-collection",
    "contentMediaType": geojson.MEDIA,
}
_UNSAID = frozenset({"title", "description", "anyOf", "propertyNames"})
_DEEPEST = 16
_FORM = '{"inputs": {…}}'
RESPONSES = ("raw", "document")
_ALLOWED = {
    "inputs": Text("et objekt med analysens inndata", "an object with the inputs of the process"),
    "outputs": Text(
        f"et objekt med «{OUTPUT}», «{FEATURES}» eller begge", f"an object with “{OUTPUT}”, “{FEATURES}” or both"
    ),
    "response": Text(
        "document, eller raw når ett resultat er bedt om", "document, or raw where one output is asked for"
    ),
}
_LAYER = Text(
    "en GeoJSON-samling, eller «href» med et av disse: {layers}",
    "a GeoJSON collection, or “href” with one of: {layers}",
)
_SHALLOW = Text(f"høyst {_DEEPEST} nivåer dypt", f"at most {_DEEPEST} levels deep")


def schema_of(schema: Mapping[str, Any], unit: str | None = None) -> dict[str, Any]:
    """Return a parameter's JSON schema as OpenAPI 3.0 and OGC API Processes 1.0 write it.

    >>> schema_of({"title": "A", "anyOf": [{"type": "number", "exclusiveMinimum": 0}, {"type": "null"}]}, "m")
    {'type': 'number', 'exclusiveMinimum': True, 'minimum': 0, 'nullable': True, 'x-unit': 'm'}
    """
    kinds = [kind for kind in schema.get("anyOf", []) if kind != {"type": "null"}]
    said = {name: value for name, value in {**schema, **(kinds[0] if kinds else {})}.items() if name not in _UNSAID}
    if "const" in said:
        said["enum"] = [said.pop("const")]
    for inner in ("items", "additionalProperties"):
        if inner in said and isinstance(said[inner], dict):
            said[inner] = schema_of(said[inner])
    for bound in ("minimum", "maximum"):
        exclusive = f"exclusive{bound.capitalize()}"
        if exclusive in said:
            said |= {bound: said[exclusive], exclusive: True}
    nullable = {"nullable": True} if len(kinds) < len(schema.get("anyOf", [])) else {}
    return said | nullable | ({"x-unit": unit} if unit else {})


@dataclass(frozen=True, slots=True)
class Sent:
    """The body of an execution request: values of parameters, what stands in for layers, the outputs and their form.

    A layer is given as the id of a stored one (text), or as a GeoJSON collection.
    """

    parameters: Mapping[str, Any]
    layers: Mapping[str, str | dict[str, Any]]
    outputs: tuple[str, ...]
    response: str

    @classmethod
    def read(cls, body: bytes, entry: AnalysisSpec) -> Sent:
        """Return what `body` says.

        Raises
        ------
        RequestFault
            ``body-not-json``, ``body-member`` or ``input-unknown``.
        """
        document = _document(body)
        inputs, fields = document["inputs"], entry.parameters.model_fields
        for name in inputs:
            if name not in fields and name not in entry.layers:
                known = ", ".join((*fields, *entry.layers))
                raise RequestFault("input-unknown", process=entry.id, input=name, known=known)
        return cls(
            {name: value for name, value in inputs.items() if name in fields},
            {name: _layer(entry, name, value) for name, value in inputs.items() if name in entry.layers},
            tuple(name for name in OUTPUTS if name in document["outputs"]) or (OUTPUT,),
            document["response"],
        )


class Answer(NamedTuple):
    """The body of an answer, and its media type."""

    body: bytes
    media: str


def answer(service: Service, entry: AnalysisSpec, body: bytes, lang: Lang) -> Answer:
    """Return the answer of the analysis to what was sent; for a worker thread.

    Raises
    ------
    RequestFault
        If what was sent cannot be used, the answer may not be given to the public, or too many are waiting.
    LayersError
        If the analysis has no answer.
    """
    with service.gate.passed():
        sent = Sent.read(body, entry)
        parameters = dated(entry, sent.parameters)
        as_of = getattr(entry.parameters.checked(entry.id, parameters), "as_of", None)
        _refuse_people(service, entry, sent, as_of)
        given = {name: _frame(service, name, value, as_of) for name, value in sent.layers.items()}
        question = ask(entry.id, service.workspace, layers=given, **parameters)
        return _written(privacy.told(question.answer(), service.audience.untold(question)), sent, lang)


def _written(result: Result, sent: Sent, lang: Lang) -> Answer:
    """Return what was asked for of the answer: one output as it is, or a document with each by its name."""
    write = {OUTPUT: lambda: result.to_json(lang).encode(), FEATURES: lambda: _features(result.frame)}
    if sent.response == "raw":
        (output,) = sent.outputs
        return Answer(write[output](), OUTPUTS[output])
    members = (b'"%s":%s' % (output.encode(), write[output]()) for output in sent.outputs)
    return Answer(b"{%s}" % b",".join(members), JSON)


def _features(frame: gpd.GeoDataFrame) -> bytes:
    """Return the rows as a GeoJSON collection in longitude and latitude."""
    begun = geojson.beginnings(frame.drop(columns=frame.geometry.name))
    ended = geojson.endings(frame.geometry.to_numpy(), frame.crs.to_string(), CRS84)
    features = (beginning + ending for beginning, ending in zip(begun, ended, strict=True))
    return b'{"type":"FeatureCollection","features":[%s]}' % b",".join(features)


def _document(body: bytes) -> dict[str, Any]:
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise RequestFault("body-not-json", form=_FORM) from None
    if not isinstance(document, dict):
        raise RequestFault("body-not-json", form=_FORM)
    found: dict[str, Any] = {"inputs": {}, "outputs": {}} | document
    several = isinstance(found["outputs"], dict) and len(found["outputs"]) > 1
    forms = RESPONSES[-1:] if several else RESPONSES
    found = {"response": forms[0]} | found
    fit = {
        "inputs": isinstance(found["inputs"], dict),
        "outputs": isinstance(found["outputs"], dict) and found["outputs"].keys() <= OUTPUTS.keys(),
        "response": found["response"] in forms,
    }
    for member in found:
        if not fit.get(member, False):
            raise RequestFault("body-member", member=member, allowed=_ALLOWED.get(member, _MEMBERS))
    if _deeper(document, _DEEPEST):
        raise RequestFault("body-member", member="inputs", allowed=_SHALLOW)
    return found


_MEMBERS = Text("ett av medlemmene inputs, outputs og response", "one of the members inputs, outputs and response")


def _deeper(value: object, most: int) -> bool:
    """Return whether `value` is nested deeper than `most`; what follows may trust that it is not."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return most < 0 or any(_deeper(item, most - 1) for item in inner)


def _layer(entry: AnalysisSpec, name: str, value: object) -> str | dict[str, Any]:
    """Return what is given for the layer `name`: a stored layer that can fill the same role, or a collection."""
    alike = next(item.layers for item in entry.inputs if name in item.layers)
    if isinstance(value, dict) and value.get("type") == "FeatureCollection" and isinstance(value.get("features"), list):
        return value
    if isinstance(value, dict) and value.keys() == {"href"} and value["href"] in alike:
        return str(value["href"])
    allowed = Text(*(side.format(layers=", ".join(alike)) for side in _LAYER))
    raise RequestFault("body-member", member=name, allowed=allowed)


def dated(entry: AnalysisSpec, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters with today's date where one is required and none is given."""
    field = entry.parameters.model_fields.get("as_of")
    today = {"as_of": datetime.now().astimezone().date()} if field is not None and field.is_required() else {}
    return today | dict(parameters)


def _refuse_people(service: Service, entry: AnalysisSpec, sent: Sent, as_of: date | None) -> None:
    """Raise RequestFault if the answer would rest on people and the audience is the public."""
    for layer in _stored(service, entry, sent, as_of):
        if not service.audience.may_rest_on(service.workspace, LAYERS[layer], as_of):
            raise RequestFault("internal-only", layers=layer)


def _stored(service: Service, entry: AnalysisSpec, sent: Sent, as_of: date | None) -> Iterator[str]:
    """Return the stored layers that the answer will rest on."""
    for item in entry.inputs:
        given = [sent.layers[layer] for layer in item.layers if layer in sent.layers]
        wanted = [layer for layer in given if isinstance(layer, str)] if given else item.layers
        found = [layer for layer in wanted if service.workspace.has(layer, as_of)]
        if wanted and (given or item.required) and not any(map(service.workspace.has, wanted)):
            raise RequestFault("input-absent", process=entry.id, layers=" / ".join(wanted))
        yield from found if given else found[:1]


def _frame(service: Service, name: str, given: str | dict[str, Any], as_of: date | None) -> gpd.GeoDataFrame:
    """Return the features that stand in for the layer `name`."""
    if isinstance(given, str):
        return service.workspace.read(given, as_of=as_of)
    geometries.refuse_excess(name, given, service.settings)
    with TemporaryDirectory(prefix="landuse-") as folder:
        file = Path(folder, f"{name}.geojson")
        file.write_bytes(orjson.dumps({member: given[member] for member in given.keys() & _KEPT}))
        return _taken(service, name, file)


_KEPT = frozenset({"type", "crs", "features"})


def _taken(service: Service, name: str, file: Path) -> gpd.GeoDataFrame:
    try:
        return from_file(service.workspace, name, file)
    except FileFault as fault:
        if fault.code != "strict":
            raise
        details = {"count": fault.details["quarantined"], "reasons": fault.details["reasons"]}
        raise RequestFault("input-unfit", input=name, **details) from None
