"""A real WFS: Debian's MapServer behind a CGI handler of our own."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from tests.layers.fetching.loopback import Reply, Request

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

MAPSERV = shutil.which("mapserv") or "/usr/lib/cgi-bin/mapserv"
_CONFIG = 'CONFIG\n  ENV\n    MS_MAP_PATTERN "."\n  END\nEND\n'
_MAP = """
MAP
  NAME "ms"
  EXTENT {extent}
  PROJECTION "init=epsg:{epsg}" END
  WEB
    METADATA
      "wfs_title" "Tests"
      "wfs_onlineresource" "{url}?"
      "wfs_srs" "EPSG:25833 EPSG:25832 EPSG:4326"
      "wfs_enable_request" "*"
      "wfs_encoding" "UTF-8"
      {most}
    END
  END
  LAYER
    NAME "{name}"
    TYPE {kind}
    STATUS ON
    CONNECTIONTYPE OGR
    CONNECTION "{file}"
    DATA "{name}"
    PROJECTION "init=epsg:{epsg}" END
    METADATA
      "wfs_title" "{name}"
      "gml_featureid" "{key}"
      "gml_include_items" "all"
      "wfs_use_default_extent_for_getfeature" "false"
    END
    TEMPLATE "none"
  END
END
"""


class MapServer:
    """Answers WFS questions about the features of one frame as MapServer does."""

    def __init__(
        self,
        folder: Path,
        features: gpd.GeoDataFrame,
        name: str,
        *,
        key: str,
        most: int | None = None,
        url: str = "https://kart.example.no/wfs",
    ) -> None:
        file = folder / f"{name}.gpkg"
        features.to_file(file, layer=name)
        self._config, self._map = folder / "mapserver.conf", folder / "tests.map"
        self._config.write_text(_CONFIG)
        self._map.write_text(
            _MAP.format(
                name=name,
                key=key,
                url=url,
                file=file,
                kind={"Polygon": "POLYGON", "Point": "POINT", "LineString": "LINE"}[features.geom_type.iloc[0]],
                epsg=features.crs.to_epsg(),
                extent=" ".join(map(str, features.total_bounds)),
                most="" if most is None else f'"wfs_maxfeatures" "{most}"',
            ),
            encoding="utf-8",
        )

    def __call__(self, request: Request) -> Reply:
        """Run MapServer once, as a web server would."""
        environment = {
            "MAPSERVER_CONFIG_FILE": str(self._config),
            "MS_MAPFILE": str(self._map),
            "REQUEST_METHOD": "GET",
            "QUERY_STRING": urlencode(request.query),
            "SCRIPT_NAME": request.path,
            "SERVER_NAME": "kart.example.no",
        }
        done = subprocess.run([MAPSERV], env=environment, capture_output=True, check=True)
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().splitlines())
        status = int(headers.pop("Status", "200").split()[0])
        return Reply(body, status=status, media=headers.pop("Content-Type"), headers=headers)
