"""Bringing reports in from a table."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lgnet.domain.response.access import ASSESS
from lgnet.domain.response.operations import import_reports
from lgnet.domain.response.sheets import REPORTS, SEPARATOR, signs_of
from lgnet.lib.sheets import ROW, Outcome, Problem
from lgnet.web.imports import Importer, register

_NAMES = {
    "codice": "external_id",
    "ricevuta": "received_at",
    "luogo": "place",
    "racconto": "what",
    "persone": "persons",
    "chi_segnala": "reporter_name",
    "contatto": "reporter_contact",
}
_COLUMNS = {
    **{name: column for column, name in _NAMES.items()},
    "signs": "segni",
    "languages": "lingue",
    "latitude": "latitudine",
    "longitude": "longitudine",
}


def _row(cells: dict[str, Any]) -> dict[str, Any]:
    """Return a line of the table as ``import_reports`` takes it."""
    row: dict[str, Any] = {name: cells.get(column) for column, name in _NAMES.items()}
    received = row["received_at"]
    if isinstance(received, datetime) and timezone.is_naive(received):
        row["received_at"] = timezone.make_aware(received)
    for column, name in (("latitudine", "latitude"), ("longitudine", "longitude")):
        row[name] = None if cells.get(column) is None else float(cells[column])
    row["signs"] = signs_of(cells.get("segni"))
    row["languages"] = (cells.get("lingue") or "").split(SEPARATOR)
    row["row"] = cells[ROW]
    return row


def _run(rows: list[dict[str, Any]], dry_run: bool, at: datetime) -> Outcome:
    done = import_reports(rows=[_row(cells) for cells in rows], dry_run=dry_run, at=at)
    return Outcome(
        done.created,
        done.updated,
        done.same,
        [
            Problem(
                line,
                _COLUMNS.get(str(error.params.get("field")), str(error.params.get("field"))),
                error.code,
                {name: value for name, value in error.params.items() if name != "field"},
            )
            for line, error in done.problems
        ],
    )


register(
    Importer(
        slug="segnalazioni",
        title=_("Segnalazioni"),
        intro=_(
            "Un registro di telefonate o di un altro servizio. Chi c’è già, per codice, si aggiorna "
            "nei testi; quello che è stato deciso resta."
        ),
        area="desk",
        sheet=REPORTS,
        permission=ASSESS,
        run=_run,
    )
)
