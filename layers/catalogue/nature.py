"""The ground itself: what covers it, what threatens it and what protects it."""

from __future__ import annotations

from layers.catalogue.columns import KIND, NAME, kind_listed
from layers.catalogue.sources import GEOVEKST, MILJODIREKTORATET, NVE
from layers.codes import ListId
from layers.spec import Column, LayerSpec
from layers.text import Text

NATURE = (
    LayerSpec(
        id="land-cover",
        title=Text("Arealdekke", "Land cover"),
        description=Text(
            "Hva som dekker marka, etter AR5 eller N50: dyrka jord, skog, myr, bebyggelse og annet.",
            "What covers the ground, by AR5 or N50: farmland, forest, mire, built-up land and more.",
        ),
        geometry="polygon",
        columns=(
            Column(name="code", title=Text("Arealtype", "Type of land"), required=True),
            Column(
                name="scheme",
                title=Text("Klassifikasjon", "Classification"),
                kind="code",
                lists=(ListId("land-cover", "scheme"),),
                required=True,
            ),
        ),
        **GEOVEKST,
    ),
    LayerSpec(
        id="hazards",
        title=Text("Farer", "Hazards"),
        description=Text(
            "Soner for flom, skred og kvikkleire. Aktsomhet, kartlagt sone og klassifisering er tre ulike ting.",
            "Zones of flood, slides and quick clay. Susceptibility, mapped zone and class are three different things.",
        ),
        geometry="polygon",
        # Both come with the dataset: without them the file is refused, and no single zone is lost from sight.
        columns=(
            kind_listed("hazards"),
            Column(
                name="level",
                title=Text("Kartleggingsnivå", "Level of mapping"),
                kind="code",
                lists=(ListId("hazards", "level"),),
                required=True,
            ),
            Column(name="return_period", title=Text("Gjentaksintervall", "Return period"), kind="integer", unit="year"),
        ),
        **NVE,
    ),
    LayerSpec(
        id="protected",
        title=Text("Vernede områder", "Protected areas"),
        description=Text(
            "Nasjonalparker, naturreservater og andre vernede områder.",
            "National parks, nature reserves and other protected areas.",
        ),
        geometry="polygon",
        columns=(
            NAME,
            KIND,
            Column(name="protected_date", title=Text("Vernet fra", "Protected from"), kind="date"),
        ),
        **MILJODIREKTORATET,
    ),
    LayerSpec(
        id="water",
        title=Text("Vann", "Water"),
        description=Text("Innsjøer, elver og bekker.", "Lakes, rivers and streams."),
        geometry="any",
        columns=(NAME, KIND),
        **NVE,
    ),
)
