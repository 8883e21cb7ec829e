"""What the network brings in: the Comuni, as ISTAT lists them."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from lgnet.domain.network.comuni import COMUNI
from lgnet.domain.network.operations import import_comuni
from lgnet.lib.sheets import Outcome
from lgnet.web.import_words import explain_problems
from lgnet.web.imports import Importer, register

explain_problems(
    {
        "network.bad_belfiore": (
            _("Non è un codice catastale."),
            _("Una lettera maiuscola e tre cifre, per esempio D612."),
        )
    }
)


def _run(rows: list[dict[str, Any]], dry_run: bool, at: datetime) -> Outcome:
    return import_comuni(rows=rows, dry_run=dry_run, at=at)


register(
    Importer(
        slug="comuni",
        title=_("Comuni"),
        intro=_(
            "L’elenco dei Comuni d’Italia di ISTAT. I Comuni nuovi entrano, quelli cambiati si "
            "aggiornano; chi fa parte della rete non cambia."
        ),
        area="coordination",
        sheet=COMUNI,
        permission="network.maintain",
        run=_run,
    )
)
