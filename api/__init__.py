"""The web service: OGC API Features and Processes over a workspace, read-only.

Nothing here computes: layers come from :mod:`layers`, answers from :mod:`landuse`. What may be shown to whom stands in
:mod:`api.privacy`, what is refused and how in :mod:`api.errors`.
"""

from __future__ import annotations

from api.app import create_app
from api.errors import SettingsFault
from api.settings import Settings

__all__ = ["Settings", "SettingsFault", "create_app"]
