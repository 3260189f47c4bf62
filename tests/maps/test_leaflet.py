from __future__ import annotations

import re
import sys

import pytest

from maps import leaflet


def test_leaflet_is_the_version_the_script_was_written_for() -> None:
    assert "Leaflet 1.9.4" in leaflet.script()


def test_the_licence_follows_the_copy() -> None:
    assert leaflet.script().startswith("/*!\nBSD 2-Clause License")
    assert "Agafonkin" in leaflet.script()[:400]


def test_leaflet_asks_for_nothing() -> None:
    assert "sourceMappingURL" not in leaflet.script()
    addresses = re.findall(r"url\(([^)]*)\)", leaflet.style_sheet())
    assert {address[:22] for address in addresses} == {"data:image/png;base64,", "#default#VML"}


def test_no_web_framework_is_imported() -> None:
    leaflet.script()
    assert "django" not in sys.modules
    assert leaflet.PACKAGE not in sys.modules


def test_a_missing_dependency_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaflet, "PACKAGE", "no_such_package")
    with pytest.raises(ModuleNotFoundError, match="django-js-lib-leaflet"):
        leaflet.folder.__wrapped__()
