"""The net area of the plots of a stock: what :mod:`landuse.net_area` finds with its defaults, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from landuse import net_area

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import geopandas as gpd

    from landuse.plot_stock.parameters import Parameters


def net_m2(
    plots: gpd.GeoDataFrame,
    given: Mapping[str, Any],
    known: Iterable[net_area.Facts],
    parameters: Parameters,
    evidence: Mapping[str, Any],
) -> pd.Series[float]:
    """Return the m² of each plot that can be built on; NaN where something that may take ground is not known.

    Parameters
    ----------
    plots
        With the column ``use``.
    given
        The inputs of the stock by role.
    known
        Facts from before.
    parameters
        The day and the use.
    evidence
        What the evidence says of each input, by role.
    """
    asked = net_area.Parameters(as_of=parameters.as_of, use=parameters.use)
    layers = net_area.cut({role: given[role] for role in sorted(net_area.roles_of(asked)) if role in given})
    facts = net_area.facts_of(plots, layers, asked, known, evidence)
    net = np.where(facts.gross > 0, facts.net, np.nan)
    return pd.Series(net.round(3), plots.index)
