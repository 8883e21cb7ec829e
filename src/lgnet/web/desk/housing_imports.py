"""Facilities from a table, on the desk's import page."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from lgnet.domain.housing.operations import import_facilities
from lgnet.domain.housing.sheets import FACILITIES
from lgnet.lib.sheets import Outcome
from lgnet.web.import_words import explain_problems
from lgnet.web.imports import Importer, register

explain_problems(
    {
        "housing.facility_differs": (
            _("Dice altro della riga {row} della stessa struttura."),
            _("Ripeti gli stessi dati della struttura su ogni sua camera, o lascia vuoto."),
        ),
        "housing.bed_in_use": (
            _("Toglierebbe un posto in cui c’è qualcuno."),
            _("Registra prima l’uscita, o lascia il numero di posti com’era."),
        ),
    }
)


def _run(rows: list[dict[str, Any]], dry_run: bool, at: datetime) -> Outcome:
    return import_facilities(rows=rows, dry_run=dry_run, at=at)


register(
    Importer(
        slug="strutture",
        title=_("Strutture, camere e posti"),
        intro=_(
            "Una riga per camera. Chi ha già un codice viene aggiornato; un posto occupato non si"
            " toglie mai."
        ),
        area="desk",
        sheet=FACILITIES,
        permission="housing.inventory",
        run=_run,
    )
)
