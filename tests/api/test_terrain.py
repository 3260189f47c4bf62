from __future__ import annotations

from typing import TYPE_CHECKING

from tests.api.conftest import client_of
from tests.layers.rasters.files import geotiff

if TYPE_CHECKING:
    from layers import Workspace


def test_a_raster_is_no_collection_of_features(own_village: Workspace) -> None:
    before = client_of(own_village, internal=True).get("/collections").json()["collections"]
    own_village.import_file("terrain", geotiff(own_village.folder / "dtm.tif"))
    client = client_of(own_village, internal=True)
    after = client.get("/collections").json()["collections"]
    assert [each["id"] for each in after] == [each["id"] for each in before]
    assert client.get("/collections/terrain/items").status_code == 404
    assert client.get("/readyz").status_code == 200
