"""The data files of a holding, as values."""

from __future__ import annotations

import json
from typing import Any

from kg.views.datafiles import Catalogue
from kg.views.facts import Holding
from kg.views.place import look, places_of
from kg.views.texts import Texts
from kg.views.writing import everywhere_of


def catalogue_of(holding: Holding) -> Catalogue:
    return Catalogue(everywhere_of(holding), [look(facts)[1] for facts in places_of(holding)])


def data_files(holding: Holding) -> dict[str, Any]:
    """All but pictures and answers, by name."""
    catalogue = catalogue_of(holding)
    files = dict(catalogue.index())
    for facts in places_of(holding):
        files |= dict(catalogue.of_place(look(facts)[0], Texts(None)))
    files |= dict(catalogue.shared())
    return {name: json.loads(text) for name, text in files.items()}
