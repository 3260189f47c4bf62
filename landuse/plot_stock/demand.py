"""How many daa a year are asked for, as far as anybody has said so."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from landuse.results import Remark
from layers.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from landuse.plot_stock.parameters import Parameters

_ROUNDING = 1e-9
NOT_GIVEN = Text("Behov ikke oppgitt.", "No demand given.")


class Demand(NamedTuple):
    """A low and a high estimate of the daa a year that are taken into use; None where nobody gave one."""

    low: float | None = None
    high: float | None = None

    def years(self, area: float | None) -> tuple[float | None, float | None]:
        """Return for how many years `area` (daa) lasts, at high demand and at low demand.

        >>> Demand(2.0, 4.0).years(10.0), Demand(2.0).years(10.0)
        ((2.5, 5.0), (None, 5.0))
        """
        shortest, longest = (
            None if area is None or demand is None else area / demand for demand in (self.high, self.low)
        )
        return shortest, longest


def demand_of(parameters: Parameters, district: str | None) -> Demand:
    """Return the demand in a district; nobody has given that of no district."""
    given = parameters.by_district.get(district or "")
    return Demand(*given) if given else Demand()


def whole_demand(parameters: Parameters, districts: Sequence[str]) -> Demand:
    """Return the demand in the whole municipality: as it is given, or the sum if that of every district is given."""
    jobs = (parameters.jobs_low, parameters.jobs_high)
    if parameters.m2_per_job is not None and jobs != (None, None):
        return Demand(*(None if count is None else count * parameters.m2_per_job / 1000 for count in jobs))
    if (parameters.demand_low, parameters.demand_high) != (None, None):
        return Demand(parameters.demand_low, parameters.demand_high)
    by_district = [demand_of(parameters, name) for name in districts]
    if not by_district or Demand() in by_district:
        return Demand()
    return Demand(*(fsum(side) for side in zip(*by_district, strict=True)))


def below_districts(parameters: Parameters, districts: Sequence[str]) -> tuple[Remark, ...]:
    """Return a remark for each estimate of the whole municipality that is less than what its districts need."""
    given = [each for each in (demand_of(parameters, name) for name in districts) if each != Demand()]
    whole, summed = whole_demand(parameters, districts), (fsum(side) for side in zip(*given, strict=True))
    pairs = [(most, parts) for most, parts in zip(whole, summed, strict=False) if most is not None]
    return tuple(
        Remark("demand-below-districts", "districts", len(given), {"whole": f"{most:g}", "summed": f"{parts:g}"})
        for most, parts in pairs
        if most < parts - _ROUNDING
    )


def said_of(parameters: Parameters, demand: float) -> Text:
    """Return how the demand in the whole municipality, `demand` daa a year, was given."""
    if (parameters.demand_low, parameters.demand_high, parameters.jobs_low, parameters.jobs_high) == (None,) * 4:
        return Text(
            f"Byggeklart areal delt på {demand:g} daa i året, summen av behovet i kommunedelene.",
            f"Ready-to-build area divided by {demand:g} daa a year, the sum of the demand in the districts.",
        )
    if parameters.m2_per_job is not None:
        jobs = f"{demand * 1000 / parameters.m2_per_job:g}"
        return Text(
            f"Byggeklart areal delt på {demand:g} daa i året: {jobs} arbeidsplasser à {parameters.m2_per_job:g} m².",
            f"Ready-to-build area divided by {demand:g} daa a year: {jobs} jobs of {parameters.m2_per_job:g} m² each.",
        )
    return Text(
        f"Byggeklart areal delt på {demand:g} daa i året.", f"Ready-to-build area divided by {demand:g} daa a year."
    )
