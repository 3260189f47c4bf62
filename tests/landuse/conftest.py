"""The main job on real input: eastern Oslo in a workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layers import create_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from layers import Workspace


@pytest.fixture(scope="session")
def oslo(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a workspace with the streets of eastern Oslo and the population grid of the city."""
    workspace = create_workspace(tmp_path_factory.mktemp("workspace") / "oslo", municipality="0301")
    workspace.import_file("paths", real_data / "osm" / "oslo-east-streets.osm.pbf")
    workspace.import_file("population-grid", real_data / "population" / "befolkning_250m_2023_oslo.gpkg")
    return workspace
