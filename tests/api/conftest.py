"""Two services without a network: one of the made-up town, one of a village small enough to know by heart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from api import Settings, create_app
from layers import Workspace, create_workspace
from layers.eksempelvik import CRS, MUNICIPALITY, write_sources
from tests.api.village import settle

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Eksempelvik as anybody can make it."""
    folder = tmp_path_factory.mktemp("town")
    workspace = create_workspace(folder / "eksempelvik", municipality=MUNICIPALITY, crs=CRS)
    for layer, file in write_sources(folder / "sources"):
        workspace.import_file(layer, file)
    return workspace


@pytest.fixture(scope="session")
def town_client(town: Workspace) -> TestClient:
    return client_of(town)


@pytest.fixture(scope="session")
def town_internal(town: Workspace) -> TestClient:
    """Eksempelvik as its own people meet it."""
    return client_of(town, internal=True)


@pytest.fixture(scope="session")
def village(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return settle(tmp_path_factory.mktemp("village"))


@pytest.fixture(scope="session")
def client(village: Workspace) -> TestClient:
    """The village as the public meets it."""
    return client_of(village)


@pytest.fixture(scope="session")
def internal(village: Workspace) -> TestClient:
    """The village as the municipality's own people meet it."""
    return client_of(village, internal=True)


@pytest.fixture
def own_village(tmp_path: Path) -> Workspace:
    """A village that a test may change."""
    return settle(tmp_path)


def client_of(workspace: Workspace, **settings: object) -> TestClient:
    return TestClient(create_app(Settings.model_validate({"workspace": workspace.folder, **settings})))
