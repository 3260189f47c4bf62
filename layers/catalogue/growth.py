"""Where the town may grow inwards, and where it is not to grow outwards."""

from __future__ import annotations

from layers.catalogue.columns import LEGAL_FORCE, NAME, SOURCE_DOCUMENT, UTILISATION, kind_listed, required
from layers.catalogue.sources import MUNICIPAL
from layers.spec import Column, LayerSpec
from layers.text import Text

GROWTH = (
    LayerSpec(
        id="densification-zones",
        title=Text("Fortettingssoner", "Densification zones"),
        description=Text(
            "Områder der byen skal fortettes, transformeres eller bevares, med tillatt utnytting.",
            "Areas where the town is to be densified, transformed or preserved, with the utilisation allowed.",
        ),
        geometry="polygon",
        columns=(
            NAME,
            kind_listed("densification-zones"),
            *UTILISATION,
            LEGAL_FORCE,
            SOURCE_DOCUMENT,
        ),
        **MUNICIPAL,
    ),
    LayerSpec(
        id="byvekstgrense",
        title=Text("Byvekstgrense", "Urban growth boundary"),
        description=Text(
            "Grensen byen skal vokse innenfor, med kilde og nøyaktighet. Ofte et temakart uten rettsvirkning.",
            "The limit the town is to grow within, with its source and accuracy. Often a map without legal force.",
        ),
        geometry="polygon",
        columns=(
            NAME,
            required(LEGAL_FORCE),
            required(SOURCE_DOCUMENT),
            Column(name="source_date", title=Text("Kildedato", "Date of the source"), kind="date", required=True),
            Column(
                name="accuracy_m",
                title=Text("Nøyaktighet", "Accuracy"),
                kind="number",
                unit="m",
                required=True,
                least=0,
            ),
        ),
        **MUNICIPAL,
    ),
)
