"""What an address is: from one row come the route of the application and its entry in the API description."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from api.asked import JSON

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.responses import Response

    from api.parameters import Parameters
    from api.service import Service
    from layers import LayerSpec
    from layers.text import Text

OF_A_LAYER = (400, 404, 406, 503)
"""The problems of an address that reads layers: 503 where the store is damaged."""

Endpoint: TypeAlias = "Callable[..., Awaitable[Response]]"


def _none(_service: Service, _spec: LayerSpec) -> Parameters:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """An address.

    Attributes
    ----------
    path
        With ``{collection}`` or ``{process}`` where the API description has one entry for each of them.
    endpoint
        Takes the request and the names in the path.
    id, title
        What it is called in the description, for programs and for people.
    schema
        The component of the description that the answer conforms to.
    media
        The media type of the answer.
    also
        The components of answers in other media types, by these.
    parameters
        The parameters of its query for one collection, besides those that every address has.
    problems
        The statuses it may answer besides 200.
    described
        Whether the description of the API has it; it has no pages for people.
    """

    path: str
    endpoint: Endpoint
    id: str
    title: Text
    schema: str
    media: str = JSON
    also: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"
    parameters: Callable[[Service, LayerSpec], Parameters] = _none
    problems: tuple[int, ...] = (400, 406)
    described: bool = True
