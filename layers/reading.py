"""What reading a file of the store may come to, in the store's own words."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from layers import parquet
from layers.errors import StoreFault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Raise whatever keeps `path` from being read as ``store-missing``, ``store-closed`` or ``store-damaged``."""
    try:
        yield
    except FileNotFoundError:
        raise StoreFault("store-missing", file=str(path)) from None
    except PermissionError:
        raise StoreFault("store-closed", file=str(path)) from None
    except parquet.UNREADABLE as error:
        raise StoreFault("store-damaged", file=str(path)) from error
