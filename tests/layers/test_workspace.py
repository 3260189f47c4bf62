from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import layers
from layers.catalogue import LAYERS
from layers.errors import LayersError, UsageFault, WorkspaceFault
from layers.intake import Options
from layers.workspace import create_workspace, find_workspace, open_workspace

if TYPE_CHECKING:
    from layers.text import Text
    from layers.workspace import Workspace

TODAY = date(2026, 11, 21)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return create_workspace(tmp_path / "gjøvik", municipality="3407")


def geojson(path: Path, *names: str, at: tuple[float, float] = (590_000, 6_740_000)) -> Path:
    """Write centres of these names, each a hundred metres east of the one before; return `path`."""
    features = [
        {
            "type": "Feature",
            "properties": {"id": name, "name": name, "eier": {"orgnr": "940 155 223"}},
            "geometry": {"type": "Point", "coordinates": [at[0] + 100 * number, at[1]]},
        }
        for number, name in enumerate(names)
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    document = {"type": "FeatureCollection", "crs": crs, "features": features}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


# The folder


def test_a_new_workspace_is_opened_with_what_it_was_made_with(tmp_path: Path) -> None:
    made = create_workspace(tmp_path / "a" / "b", municipality="0301", crs="EPSG:25833")
    assert open_workspace(tmp_path / "a" / "b") == made
    assert (made.municipality, made.crs, made.layers()) == ("0301", "EPSG:25833", ())
    assert create_workspace(tmp_path / "c").settings == open_workspace(str(tmp_path / "c")).settings
    assert open_workspace(tmp_path / "c").municipality is None
    assert open_workspace(tmp_path / "c").crs == "EPSG:25832"


def test_a_workspace_is_not_made_over_another(workspace: Workspace) -> None:
    with pytest.raises(WorkspaceFault, match="already is a workspace"):
        create_workspace(workspace.folder, municipality="0301")
    assert open_workspace(workspace.folder).municipality == "3407"


def test_the_nearest_workspace_upwards_is_found(workspace: Workspace, tmp_path: Path) -> None:
    deep = workspace.folder / "out" / "maps"
    deep.mkdir(parents=True)
    assert find_workspace(deep) == find_workspace(workspace.folder) == workspace.folder
    for search in (find_workspace, open_workspace):
        with pytest.raises(WorkspaceFault, match="landuse new FOLDER"):
            search(tmp_path)


@pytest.mark.parametrize(
    ("settings", "code", "word"),
    [
        ("kommune = '3407'", "setting-unknown", "kommune"),
        ("municipality = 3407", "setting-municipality", "3407"),
        ("municipality = '34070'", "setting-municipality", "34070"),
        ("municipality = '٣٤٠٧'", "setting-municipality", "٣٤٠٧"),
        ("municipality = '3407\\n'", "setting-municipality", "3407"),
        ("crs = 'EPSG:4326'", "setting-crs", "EPSG:4326"),
        ("crs = 'EPSG:3857'", "setting-crs", "EPSG:3857"),
        ("crs = 'EPSG:3395'", "setting-crs", "EPSG:3395"),
        ("crs = 'EPSG:2225'", "setting-crs", "EPSG:2225"),
        ("crs = 'EPSG:5972'", "setting-crs", "EPSG:5972"),
        ("crs = 'UTM 32'", "setting-crs", "UTM 32"),
        ("crs = true", "setting-crs", "True"),
        ("crs = ", "settings-unreadable", "Invalid value"),
        ("crs = 'a'\ncrs = 'b'", "settings-unreadable", "Cannot overwrite"),
    ],
)
def test_a_wrong_setting_is_named_in_one_sentence(workspace: Workspace, settings: str, code: str, word: str) -> None:
    (workspace.folder / "landuse.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(WorkspaceFault) as caught:
        open_workspace(workspace.folder)
    assert (caught.value.code, caught.value.exit_code) == (code, 1)
    assert word in caught.value.say("nb")
    assert word in caught.value.say("en")


def test_settings_that_are_not_utf8_are_unreadable(workspace: Workspace) -> None:
    (workspace.folder / "landuse.toml").write_bytes("# Gjøvik".encode("latin-1"))
    with pytest.raises(WorkspaceFault, match="cannot be read"):
        open_workspace(workspace.folder)


@pytest.mark.parametrize("crs", ["EPSG:25832", "epsg:25833", "EPSG:25835", "EPSG:5110", 25832])
def test_settings_edited_by_hand_are_read(workspace: Workspace, crs: str | int) -> None:
    (workspace.folder / "landuse.toml").write_text(f"crs = {crs!r}\r\n# Gjøvik", encoding="utf-8-sig")
    assert open_workspace(workspace.folder).crs == f"EPSG:{str(crs)[-5:].removeprefix(':')}"


@pytest.mark.parametrize("wrong", [{"municipality": "34"}, {"crs": "EPSG:4326"}])
def test_a_new_workspace_with_a_wrong_setting_is_wrong_usage_and_makes_nothing(
    tmp_path: Path, wrong: dict[str, str]
) -> None:
    with pytest.raises(UsageFault) as caught:
        create_workspace(tmp_path / "a", **wrong)
    assert caught.value.exit_code == 2
    assert list(tmp_path.iterdir()) == []


# Import


def test_a_file_is_imported_read_and_accounted_for(workspace: Workspace, tmp_path: Path) -> None:
    said: list[Text] = []
    path = geojson(tmp_path / "Sentra 2026.geojson", "Gjøvik", "Biri")
    manifest = workspace.import_file("centres", path, progress=said.append, today=TODAY)
    frame = workspace.read("centres")
    assert sorted(frame["name"]) == ["Biri", "Gjøvik"]
    assert set(frame["part"]) == {"Sentra-2026"}
    assert "940 155 223" in frame["source_properties"][0]
    assert frame.attrs["source"]["version"] == manifest.version == workspace.manifest("centres").version
    assert frame.attrs["source"]["parts"][0]["source"] == "Sentra 2026.geojson"
    assert frame.attrs["source"]["parts"][0]["source_date"] is None
    assert (manifest.summary()["count"], manifest.summary()["quarantined"]) == (2, 0)
    assert workspace.layers() == ("centres",)
    assert (workspace.has("centres"), workspace.has("paths")) == (True, False)
    assert len(workspace.quarantine("centres")) == 0
    assert workspace.verify("centres") == ()
    assert "Storing 2 features in the layer “centres” …" in [text.en for text in said]


def test_the_part_is_named_by_the_user_or_after_the_file(workspace: Workspace, tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", "x")
    for part in ("sør-øst_1.2", None):
        manifest = workspace.import_file("centres", path, part=part, today=TODAY)
    assert [part.name for part in manifest.parts] == ["a", "sør-øst_1.2"]
    manifest = workspace.import_file("centres", path, replace_all=True, today=TODAY)
    assert [part.name for part in manifest.parts] == ["a"]
    assert workspace.drop("centres", "a", today=TODAY) is None
    assert workspace.layers() == ()


@pytest.mark.parametrize("part", ["", "a b", "a:b", "a/b", "a\n", "«a»"])
def test_a_part_has_a_plain_name(workspace: Workspace, tmp_path: Path, part: str) -> None:
    with pytest.raises(UsageFault, match="cannot be the name of a part"):
        workspace.import_file("centres", geojson(tmp_path / "a.geojson", "x"), part=part)
    assert workspace.layers() == ()


def test_the_date_that_data_stand_for_is_kept_and_today_is_the_last(workspace: Workspace, tmp_path: Path) -> None:
    old, new = geojson(tmp_path / "a.geojson", "old"), geojson(tmp_path / "b.geojson", "new")
    workspace.import_file("centres", old, part="p", as_of=date(2024, 1, 1), today=TODAY)
    workspace.import_file("centres", new, part="p", as_of=TODAY, today=TODAY)
    assert list(workspace.read("centres", as_of=date(2025, 1, 1))["name"]) == ["old"]
    assert workspace.read("centres").attrs["source"]["parts"][0]["source_date"] == "2026-11-21"
    assert not workspace.has("centres", date(2023, 12, 31))
    with pytest.raises(UsageFault, match="2026-11-22 has not come yet"):
        workspace.import_file("centres", new, as_of=date(2026, 11, 22), today=TODAY)
    with pytest.raises(WorkspaceFault, match="2025-01-01 is earlier"):
        workspace.import_file("centres", "not even there.gpkg", as_of=date(2025, 1, 1), today=TODAY)


def test_today_is_the_date_where_the_user_is(workspace: Workspace, tmp_path: Path) -> None:
    before = date.today()  # noqa: DTZ011 - the date of this machine is meant
    workspace.import_file("centres", geojson(tmp_path / "a.geojson", "x"))
    assert before <= workspace.store.history("centres")[0].as_of <= date.today()  # noqa: DTZ011 - as above


def test_the_same_file_on_another_day_is_the_same_version(workspace: Workspace, tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", "x")
    first = workspace.import_file("centres", path, today=date(2026, 1, 1))
    assert workspace.import_file("centres", path, today=TODAY) == first
    assert len(workspace.store.history("centres")) == 1


def test_a_file_that_cannot_be_used_leaves_the_layer_as_it_was(workspace: Workspace, tmp_path: Path) -> None:
    first = workspace.import_file("centres", geojson(tmp_path / "a.geojson", "x"), today=TODAY)
    (tmp_path / "a.geojson").write_bytes(b"{")
    with pytest.raises(LayersError):
        workspace.import_file("centres", tmp_path / "a.geojson", today=TODAY)
    assert workspace.manifest("centres") == first


def test_options_reach_the_reader(workspace: Workspace, tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", "x")
    with pytest.raises(LayersError, match="no-such-dialect"):
        workspace.import_file("centres", path, options=Options(dialect="no-such-dialect"), today=TODAY)


@pytest.mark.parametrize(
    "method", ["read", "has", "manifest", "quarantine", "verify", "import_file", "drop", "derived"]
)
def test_an_unknown_layer_is_wrong_usage_everywhere(workspace: Workspace, method: str) -> None:
    more: dict[str, tuple[Any, ...]] = {"import_file": ("a.gpkg",), "drop": ("a",), "derived": ("a", dict)}
    with pytest.raises(UsageFault, match="no layer “center”"):
        getattr(workspace, method)("center", *more.get(method, ()))


def test_arrays_are_derived_from_what_is_read(workspace: Workspace, tmp_path: Path) -> None:
    workspace.import_file("centres", geojson(tmp_path / "a.geojson", "x", "y"), today=TODAY)
    arrays = workspace.derived("centres", "easting-1", lambda frame: {"x": np.sort(frame.geometry.x)})
    assert arrays["x"].tolist() == [590_000, 590_100]


def test_layers_are_listed_in_the_order_of_the_catalogue(workspace: Workspace, tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", "x")
    for layer in ("viewpoints", "services", "centres"):
        workspace.import_file(layer, path, today=TODAY)
    assert workspace.layers() == ("centres", "services", "viewpoints")
    assert [layer for layer in LAYERS if workspace.has(layer)] == list(workspace.layers())


@pytest.mark.real
def test_gjovik_is_the_place_that_files_are_read_into(workspace: Workspace, real_data: Path) -> None:
    assert workspace.place().boundary is None
    workspace.import_file("municipality", real_data / "gjovik" / "municipality_3407.gpkg", today=TODAY)
    place = workspace.place()
    assert (place.municipality, place.crs) == ("3407", "EPSG:25832")
    assert place.boundary is not None
    assert place.boundary.area.sum() / 1e6 == pytest.approx(670.7, abs=0.1)


# The room's front door


def test_importing_the_room_loads_nothing_heavy_and_every_name_is_there() -> None:
    code = "import sys, layers; print(sorted({'numpy', 'pandas', 'geopandas', 'pyogrio'} & set(sys.modules)))"
    child = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert child.stdout == "[]\n"
    assert {name for name in layers.__all__ if getattr(layers, name) is None} == set()
    assert dir(layers) == sorted(layers.__all__)
    assert layers.open_workspace is open_workspace
    with pytest.raises(AttributeError, match="no attribute 'close_workspace'"):
        layers.close_workspace  # noqa: B018 - the access is what is tested
