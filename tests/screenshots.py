"""Pictures of the pages, to be looked at and for the README: ``python -m tests.screenshots FOLDER``."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scripts.main import main
from tests.chromium import chromium
from tests.conftest import REAL_DATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WIDTHS = {320: 720, 768: 1024, 1440: 1000}
# Pages of the demo by the name of their picture.
SERVED = {
    "oversikt": "/",
    "tomter": "/tomter",
    "kart": "/kart",
    "byvekstgrense": "/kart/byvekstgrense",
    "coverage": "/kart/coverage",
    "access": "/kart/access",
    "barrier-effect": "/kart/barrier-effect",
    "best-link": "/kart/best-link",
    "net-area": "/kart/net-area",
    "embed": "/embed/plot-stock",
    "ark": "/kart/plot-stock/N33",
    "overview": "/?lang=en",
}
OSLO = {
    "paths": REAL_DATA / "osm" / "oslo-east-streets.osm.pbf",
    "population-grid": REAL_DATA / "population" / "befolkning_250m_2023_oslo.gpkg",
}


@contextmanager
def served_demo(folder: Path) -> Iterator[Mapping[str, str]]:
    """Serve the made-up municipality, and give the addresses of its pages by name."""
    command = [sys.executable, "-m", "scripts.main", "demo", "--dir", str(folder / "eksempelvik"), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        said = next(line for line in serving.stdout if "http://" in line)
        base = next(word for word in said.split() if word.startswith("http://"))
        yield {name: base + path for name, path in SERVED.items()}
        serving.terminate()


def oslo_page(folder: Path) -> Path:
    """Return the page of the tutorial: the 1000-metre city about a point in eastern Oslo."""
    workspace = ["--workspace", str(folder / "oslo")]
    main(["new", str(folder / "oslo"), "--municipality", "0301"])
    for layer, file in OSLO.items():
        main(["import", layer, str(file), *workspace])
    page = folder / "oslo.html"
    main(["map", "coverage", "--with", "centres=10.7715,59.9155", "-o", str(page), *workspace])
    return page


def take(pages: Mapping[str, str], folder: Path) -> None:
    """Write a picture of each page at every width."""
    with chromium() as browser:
        for width, height in WIDTHS.items():
            tab = browser.new_page(viewport={"width": width, "height": height})
            for name, address in pages.items():
                tab.goto(address)
                tab.wait_for_timeout(500)  # the map fits itself into view
                tab.screenshot(path=folder / f"{name}-{width}.png")


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as temporary:
        with served_demo(Path(temporary)) as addresses:
            take(addresses, target)
        if REAL_DATA.is_dir():
            take({"oslo": oslo_page(Path(temporary)).as_uri()}, target)
