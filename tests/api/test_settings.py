"""Settings come from arguments and from the environment, and a wrong one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from api import Settings, SettingsFault, create_app
from layers import WorkspaceFault


def test_the_environment_sets_what_nobody_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANDUSE_TRUSTED_HOSTS", "kart.example.no, localhost")
    monkeypatch.setenv("LANDUSE_INTERNAL", "true")
    monkeypatch.setenv("LANDUSE_LANG", "en")
    settings = Settings.of_environment(Path("d"))
    assert settings.trusted_hosts == ("kart.example.no", "localhost")
    assert settings.internal
    assert settings.workspace == Path("d")
    assert settings.body_bytes == 5_000_000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("QUERY_BYTES", "0"),
        ("BODY_BYTES", "mange"),
        ("INTERNAL", "kanskje"),
        ("PUBLIC_BASE_URL", "kart.example.no"),
        ("PUBLIC_BASE_URL", "https://kart.example.no/?x=1"),
        ("ANALYSES_WAITING", "-1"),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"LANDUSE_{name}", value)
    with pytest.raises(SettingsFault) as fault:
        Settings.of_environment(Path("d"))
    assert f"LANDUSE_{name}" in fault.value.say("nb")
    assert fault.value.exit_code == 2


def test_a_folder_that_is_no_workspace_cannot_be_served(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceFault):
        create_app(Settings(workspace=tmp_path))
