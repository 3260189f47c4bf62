"""Leaflet, the map library in the browser, as the dependency ``django-js-lib-leaflet`` carries it.

Read as files beside the package, never imported: the package belongs to a web framework that is not ours. See
``docs/decisions/2026-11-21-leaflet-as-a-dependency.md``.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path

DISTRIBUTION = "django-js-lib-leaflet"
PACKAGE = "js_lib_leaflet"


@cache
def folder() -> Path:
    """Return the folder with ``leaflet.js``, ``leaflet.css`` and ``images/``."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        msg = f"the dependency {DISTRIBUTION} is not installed"
        raise ModuleNotFoundError(msg)
    return Path(spec.submodule_search_locations[0]) / "static" / PACKAGE


@cache
def script() -> str:
    """Return Leaflet's script under its licence, without the pointer to its source map."""
    text = (folder() / "leaflet.js").read_text(encoding="utf-8")
    return f"/*!\n{_licence()}*/\n" + re.sub(r"\n//# sourceMappingURL=\S*\s*$", "\n", text)


@cache
def style_sheet() -> str:
    """Return Leaflet's style sheet with its images as ``data:`` addresses, so that it asks for nothing."""
    text = (folder() / "leaflet.css").read_text(encoding="utf-8")
    return re.sub(r"url\((images/[\w.-]+)\)", _embedded, text)


def _embedded(match: re.Match[str]) -> str:
    image = (folder() / match[1]).read_bytes()
    return f"url(data:image/png;base64,{b64encode(image).decode('ascii')})"


def _licence() -> str:
    """Return the licence that must follow every copy (BSD-2-Clause)."""
    return distribution(DISTRIBUTION).read_text("LICENSE") or ""
