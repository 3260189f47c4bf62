"""What every test may use: the real data, and how many examples hypothesis tries."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas
import pandas as pd
import pyogrio
import pyproj
import pytest
import shapely
from hypothesis import settings

from tests.chromium import chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _pytest.terminal import TerminalReporter
    from playwright.sync_api import Browser

REAL_DATA = Path(__file__).parents[2] / "shared" / "data"
RAN = ("passed", "failed", "xfailed", "xpassed")

settings.register_profile("ci", max_examples=200, deadline=None, derandomize=True)
settings.register_profile("fuzz", max_examples=2_000, deadline=None)
settings.load_profile("fuzz" if os.environ.get("LANDUSE_FUZZ") == "1" else "ci")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of real input; LANDUSE_REAL_DATA says where, LANDUSE_REQUIRE_DATA=1 that it must be there."""
    folder = Path(os.environ.get("LANDUSE_REAL_DATA", REAL_DATA))
    if not folder.is_dir():
        reason = f"no real data in {folder}: set LANDUSE_REAL_DATA to their folder"
        (pytest.fail if os.environ.get("LANDUSE_REQUIRE_DATA") == "1" else pytest.skip)(reason)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; the tests that use it have the marks ``tests.chromium.NEEDED``."""
    with chromium() as opened:
        yield opened


def pytest_report_header() -> str:
    """Name the versions that figures may depend on."""
    return (
        f"GDAL {pyogrio.__gdal_version_string__}, GEOS {shapely.geos_version_string}, PROJ {pyproj.proj_version_str}, "
        f"pandas {pd.__version__}, geopandas {geopandas.__version__}"
    )


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Say how many tests met real input, here and in the workers of pytest-xdist alike."""
    ran, skipped = _real(terminalreporter, *RAN), _real(terminalreporter, "skipped")
    terminalreporter.write_line(f"real input: {ran} ran, {skipped} skipped")


def _real(reporter: TerminalReporter, *outcomes: str) -> int:
    reports = (report for outcome in outcomes for report in reporter.getreports(outcome))
    return len({each.nodeid for each in reports if isinstance(each, pytest.TestReport) and "real" in each.keywords})
