"""The features of a collection: a page of them, or one."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request  # noqa: TC002 - FastAPI reads the annotation at run time
from starlette.responses import Response  # noqa: TC002 - the same

from api import parameters
from api.asked import Asked
from api.crs import CRS84, Box, served
from api.errors import RequestFault
from api.geojson import MEDIA
from api.routes import OF_A_LAYER, Route
from api.site import HTML
from landuse.catalogue import ANALYSES
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.asked import Link
    from api.crs import Crs
    from api.holding import Days, Holding, Rows
    from api.parameters import Parameters
    from api.privacy import Audience
    from api.service import Service
    from layers import LayerSpec

_CRS = Text("Koordinatsystemet i svaret.", "The coordinate system of the answer.")
_BOX_CRS = Text("Koordinatsystemet til bbox.", "The coordinate system of bbox.")
_NEXT, _BEFORE = Text("Neste side", "Next page"), Text("Forrige side", "Previous page")
_SHEET = Text("Alt svaret sier, med det det bygger på", "All that the answer says, and what it rests on")
_ITEMS, _ITEM = Text("Objektene i samlingen", "The features of the collection"), Text("Objektet", "The feature")


def systems(spec: LayerSpec, storage: str) -> Mapping[str, Crs]:
    """Return the coordinate systems in which a layer stored in `storage` is served, by URI."""
    return {CRS84.uri: CRS84} if spec.geometry == "none" else served(storage)


def queryables(spec: LayerSpec, audience: Audience) -> Parameters:
    """Return the parameters that ask for features with a value: those of the columns, save hidden counts."""
    hidden = audience.counts_hidden(spec)
    return tuple(parameters.queryable(column) for column in spec.columns if column.name not in hidden)


def _of_page(service: Service, spec: LayerSpec) -> Parameters:
    return _page_parameters(spec, service.workspace.crs, service.audience)


def _of_feature(service: Service, spec: LayerSpec) -> Parameters:
    return (_system("crs", _CRS, spec, service.workspace.crs),)


def _system(name: str, text: Text, spec: LayerSpec, storage: str) -> parameters.Parameter:
    return parameters.choice(name, text, systems(spec, storage))


@lru_cache(maxsize=256)
def _page_parameters(spec: LayerSpec, storage: str, audience: Audience) -> Parameters:
    return (
        parameters.PAGE_SIZE,
        parameters.OFFSET,
        parameters.BOX,
        _system("bbox-crs", _BOX_CRS, spec, storage),
        _system("crs", _CRS, spec, storage),
        parameters.MOMENT,
        *queryables(spec, audience),
    )


async def items(request: Request, collection: str) -> Response:
    """Return a page of the collection's features."""
    asked = Asked(request, MEDIA)
    version = asked.service.version_of(collection)
    tag = asked.tag(version)
    if answer := asked.unchanged(tag):
        return answer
    holding = await asked.service.holding(collection, version)
    spec = holding.spec
    wanted = asked.values(_of_page(asked.service, spec))
    crs = wanted.get("crs", CRS84)
    rows = holding.matching(_box(wanted), _equal(wanted, spec), _within(wanted, spec))
    first, count = wanted.get("offset", 0), wanted.get("limit", parameters.LIMIT)
    features = await _features(holding, rows[first : first + count], crs)
    members = _members(asked, len(rows), len(features), first, count)
    return asked.reply(_joined(members, features), tag, Content_Crs=f"<{crs.uri}>")


def _box(wanted: Mapping[str, Any]) -> Box | None:
    return Box.of(wanted.get("bbox-crs", CRS84), wanted["bbox"]) if "bbox" in wanted else None


def _equal(wanted: Mapping[str, Any], spec: LayerSpec) -> dict[str, Any]:
    return {column.name: wanted[column.name] for column in spec.columns if column.name in wanted}


def dates_of(spec: LayerSpec) -> list[str]:
    """Return the columns of the layer that hold dates."""
    return [column.name for column in spec.columns if column.kind == "date"]


def _within(wanted: Mapping[str, Any], spec: LayerSpec) -> dict[str, Days]:
    """Return the interval of the layer's date; GDAL trusts the answer, so what is not clear is refused."""
    dates = dates_of(spec) if "datetime" in wanted else []
    if len(dates) > 1:
        raise RequestFault("dates-several", collection=spec.id, columns=", ".join(dates))
    return dict.fromkeys(dates, wanted.get("datetime", (None, None)))


async def _features(holding: Holding, rows: Rows, crs: Crs) -> list[bytes]:
    if holding.holds(crs):
        return holding.features(rows, crs)
    return await run_in_threadpool(holding.features, rows, crs)


def _members(asked: Asked, matched: int, returned: int, first: int, count: int) -> dict[str, Any]:
    """Return the members of the answer besides its features."""
    links = asked.own_links()
    if first + returned < matched and returned:
        links.append(asked.link(asked.here(offset=first + count), "next", _NEXT, MEDIA))
    if first:
        links.append(asked.link(asked.here(offset=max(0, first - count)), "prev", _BEFORE, MEDIA))
    return {
        "type": "FeatureCollection",
        "numberMatched": matched,
        "numberReturned": returned,
        "timeStamp": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "links": links,
    }


def _joined(members: Mapping[str, Any], features: list[bytes]) -> bytes:
    return b'%s,"features":[%s]}' % (orjson.dumps(members)[:-1], b",".join(features))


async def item(request: Request, collection: str, feature: str) -> Response:
    """Return one feature of the collection."""
    asked = Asked(request, MEDIA)
    version = asked.service.version_of(collection)
    tag = asked.tag(version)
    if answer := asked.unchanged(tag):
        return answer
    holding = await asked.service.holding(collection, version)
    crs = asked.values(_of_feature(asked.service, holding.spec)).get("crs", CRS84)
    row = holding.row(feature)
    if row is None:
        raise RequestFault("no-such-feature", collection=collection, id=feature)
    (found,) = await _features(holding, np.array([row]), crs)
    body = b'%s,"links":%s}' % (found[:-1], orjson.dumps(_item_links(asked, holding.spec, feature)))
    return asked.reply(body, tag, Content_Crs=f"<{crs.uri}>")


def _item_links(asked: Asked, spec: LayerSpec, feature: str) -> list[Link]:
    """Return the links of a feature; one of an answer has a sheet that says what it rests on."""
    sheet = asked.url("kart", spec.id, feature)
    ways = (
        (asked.link(sheet, "describedby", _SHEET, HTML), asked.link(f"{sheet}?f=json", "describedby", _SHEET))
        if spec.id in ANALYSES
        else ()
    )
    return [*asked.own_links(), asked.link(asked.url("collections", spec.id), "collection", spec.title), *ways]


ROUTES = (
    Route(
        path="/collections/{collection}/items",
        endpoint=items,
        id="items",
        title=_ITEMS,
        schema="features",
        media=MEDIA,
        parameters=_of_page,
        problems=OF_A_LAYER,
    ),
    Route(
        path="/collections/{collection}/items/{feature:path}",
        endpoint=item,
        id="item",
        title=_ITEM,
        schema="feature",
        media=MEDIA,
        parameters=_of_feature,
        problems=OF_A_LAYER,
    ),
)
