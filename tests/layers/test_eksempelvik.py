from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
import pytest
import shapely

from layers.catalogue import LAYERS
from layers.eksempelvik import CRS, MUNICIPALITY, layers, write_sources
from layers.workspace import create_workspace

if TYPE_CHECKING:
    from pathlib import Path

TOWN = layers()


def test_two_towns_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    first, second = (dict(write_sources(tmp_path / name)) for name in ("en", "to"))
    assert {layer: file.read_bytes() for layer, file in first.items()} == {
        layer: file.read_bytes() for layer, file in second.items()
    }


@pytest.mark.parametrize("layer", TOWN)
def test_every_layer_imports_whole_and_says_that_it_is_made_up(layer: str, tmp_path: Path) -> None:
    workspace = create_workspace(tmp_path / "d", municipality=MUNICIPALITY, crs=CRS)
    workspace.import_file(layer, dict(write_sources(tmp_path / "sources"))[layer])
    (part,) = workspace.manifest(layer).parts
    assert (part.count, part.accounting.quarantined) == (len(TOWN[layer]), 0)
    assert not part.issues
    assert "Eksempelvik" in part.accounting.attribution
    assert all(orjson.loads(text)["oppdiktet"] for text in workspace.read(layer)["source_properties"])


def test_the_town_uses_only_layers_of_the_catalogue() -> None:
    assert set(TOWN) <= set(LAYERS)


def test_the_railway_is_crossed_only_at_the_crossing() -> None:
    railway = TOWN["barriers"].geometry.iloc[0]
    crossing = TOWN["crossings"].geometry.iloc[0]
    over = TOWN["paths"][TOWN["paths"].crosses(railway)]
    assert len(over) == 1
    assert over.geometry.iloc[0].distance(crossing) < 0.02
    assert over["level"].iloc[0] == -1


def test_the_lake_is_dry_of_addresses_and_some_residents_are_unknown() -> None:
    addresses = TOWN["addresses"]
    assert not shapely.contains(TOWN["water"].geometry.iloc[0], addresses.geometry.to_numpy()).any()
    assert 10 < addresses["residents"].isna().sum() < 100
    assert addresses["residents"].dropna().between(1, 5).all()


def test_every_address_lies_in_the_municipality() -> None:
    assert TOWN["addresses"].within(TOWN["municipality"].geometry.iloc[0]).all()
