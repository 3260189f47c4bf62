"""Layers given for one question only: read and checked as an import would, and not stored."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import geopandas as gpd

from layers.catalogue import spec
from layers.errors import FileFault, UsageFault
from layers.intake import Options, untold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from layers.intake import Issue, Tell
    from layers.workspace import Workspace


_TOLD = frozenset({"code-ignored", "value-ignored", "outside-municipality"})


def from_file(workspace: Workspace, layer: str, path: Path, tell: Tell = untold) -> gpd.GeoDataFrame:
    """Return the features of the file at `path` as the layer's, in the workspace's CRS; `tell` hears the account.

    What may change the answer of who does not look into the file, values that could not be read and features that lie
    elsewhere, is in ``attrs["issues"]``: by code, how often (``count``) and the first (``first``, the details of the
    fault's sentence).

    Raises
    ------
    UsageFault
        ``unknown-layer``.
    FileFault
        As an import would; also if a feature would go to quarantine, since nobody would see it there.
    """
    from layers.taking import reasons, take_in  # noqa: PLC0415 - lazy: readers of every format; points need none

    intake = take_in(path, spec(layer), Options(), workspace.place())
    account = intake.accounting
    tell(account)
    if account.quarantined:
        raise FileFault("given-unfit", file=path.name, quarantined=account.quarantined, reasons=reasons(account))
    intake.features.insert(1, "part", path.stem)
    intake.features.attrs["issues"] = _summed(intake.accounting.issues)
    return intake.features


def _summed(issues: Sequence[Issue]) -> dict[str, dict[str, object]]:
    counts = Counter(issue.code for issue in issues if issue.code in _TOLD)
    first = {issue.code: issue.details for issue in reversed(issues)}
    return {code: {"count": counts[code], "first": dict(first[code])} for code in sorted(counts)}


def from_points(workspace: Workspace, layer: str, points: Sequence[tuple[float, float]]) -> gpd.GeoDataFrame:
    """Return points given as (longitude, latitude) as the layer's features, numbered from 1.

    Raises
    ------
    UsageFault
        ``unknown-layer``, or ``layer-takes-no-points``.
    """
    described = spec(layer)
    if described.geometry not in {"point", "any"} or layer == "barriers":
        raise UsageFault("layer-takes-no-points", layer=layer)
    longitude, latitude = zip(*points, strict=True)
    columns = {"id": [str(number + 1) for number in range(len(points))], "part": "given"}
    unknown = dict.fromkeys((column.name for column in described.columns), None)
    frame = gpd.GeoDataFrame(columns | unknown, geometry=gpd.points_from_xy(longitude, latitude), crs="EPSG:4326")
    return frame.to_crs(workspace.crs)
