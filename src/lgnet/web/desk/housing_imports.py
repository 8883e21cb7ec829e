"""Facilities from a table, on the desk's import page."""

from django.utils.translation import gettext_lazy as _

from lgnet.domain.housing.operations import import_facilities
from lgnet.domain.housing.sheets import FACILITIES
from lgnet.web.imports import Importer, register

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
        run=lambda rows, dry_run, at: import_facilities(rows=rows, dry_run=dry_run, at=at),
    )
)
