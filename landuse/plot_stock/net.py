"""The net area of the plots of a stock: what :mod:`landuse.net_area` finds with its defaults, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from landuse import net_area
from landuse.net_area.constraints import HARD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import geopandas as gpd

    from landuse.plot_stock.parameters import Parameters


def net_areas(
    plots: gpd.GeoDataFrame,
    given: Mapping[str, Any],
    known: Iterable[net_area.Facts],
    parameters: Parameters,
    evidence: Mapping[str, Any],
) -> pd.DataFrame:
    """Return what of each plot can be built on, with the index of `plots`.

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

    Returns
    -------
    DataFrame
        ``net_m2``, NaN where something that may take ground is not known; ``net_most_m2``, all that it can be;
        ``net_unknown_wrt``, what may take more; ``hazard_share`` and ``slope_share``, how much of the plot is in a
        mapped hazard zone, and too steep, NaN where that is not known.
    """
    asked = net_area.Parameters(as_of=parameters.as_of, use=parameters.use)
    layers = net_area.cut({role: given[role] for role in sorted(net_area.roles_of(asked)) if role in given})
    facts = net_area.facts_of(plots, layers, asked, known, evidence)
    solid, names = facts.gross > 0, np.array(list(HARD), object)
    shares = np.divide(facts.alone.T, facts.gross, out=np.full(facts.alone.T.shape, np.nan), where=solid)
    return pd.DataFrame(
        {
            "net_m2": np.where(solid, facts.net, np.nan).round(3),
            "net_most_m2": np.where(solid, facts.most, np.nan).round(3),
            "net_unknown_wrt": [", ".join(names[row]) for row in facts.unknown],
            **{f"{name}_share": shares[list(HARD).index(name)].round(9) for name in ("hazard", "slope")},
        },
        index=plots.index,
    )
