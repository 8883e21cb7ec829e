"""What the audit says about a file, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lgnet.domain.security.enums import Role
from lgnet.lib.audit.queries import Look
from lgnet.web.desk.words import weekday

_WORDS = {
    "cases.case_read": gettext_lazy("ha aperto la cartella"),
    "people.person_read": gettext_lazy("ha aperto la scheda della persona"),
    "people.registered": gettext_lazy("ha registrato la persona"),
    "people.identity_completed": gettext_lazy("ha completato l’identità"),
    "people.identifier_added": gettext_lazy("ha aggiunto un numero"),
    "people.title_added": gettext_lazy("ha aggiunto un titolo"),
    "people.vulnerability_added": gettext_lazy("ha aggiunto una vulnerabilità"),
    "people.vulnerability_ended": gettext_lazy("ha chiuso una vulnerabilità"),
    "people.erasure_proposed": gettext_lazy("ha proposto la cancellazione"),
    "people.erasure_declined": gettext_lazy("ha respinto la cancellazione"),
    "people.erasure_authorised": gettext_lazy("ha autorizzato la cancellazione dei dati"),
    "people.erased_again": gettext_lazy("ha ripetuto la cancellazione dopo un ripristino"),
    "people.hold_placed": gettext_lazy("ha vincolato i dati alla conservazione"),
    "people.hold_ended": gettext_lazy("ha tolto il vincolo di conservazione"),
    "people.household_joined": gettext_lazy("ha aggiunto la persona al nucleo"),
    "people.household_left": gettext_lazy("ha tolto la persona dal nucleo"),
    "privacy.secluded": gettext_lazy("ha reso riservata la cartella"),
    "privacy.seclusion_ended": gettext_lazy("ha tolto la riservatezza"),
    "privacy.reader_named": gettext_lazy("ha nominato chi può vederla"),
    "privacy.reader_unnamed": gettext_lazy("ha tolto un nome tra chi può vederla"),
    "privacy.emergency_opened": gettext_lazy("ha aperto la cartella riservata in emergenza"),
    "privacy.emergency_closed": gettext_lazy("ha richiuso la cartella dopo l’emergenza"),
    "privacy.emergency_reviewed": gettext_lazy("ha giudicato un accesso d’emergenza"),
    "privacy.report_read": gettext_lazy("ha stampato tutti i dati per la persona"),
    "privacy.kept": gettext_lazy("ha conservato i dati oltre il termine"),
    "matching.partners_read": gettext_lazy("ha visto quali partner forse la conoscono"),
    "matching.asked": gettext_lazy("ha chiesto di lei a un partner"),
    "matching.received": gettext_lazy("ha ricevuto una richiesta di un partner su di lei"),
    "matching.inquiry_read": gettext_lazy("ha letto una richiesta tra Comuni"),
    "matching.inquiry_moved": gettext_lazy("ha portato avanti una richiesta tra Comuni"),
    "response.reports_forgotten": gettext_lazy("ha cancellato i testi delle segnalazioni"),
    "cases.case_opened": gettext_lazy("ha preso in carico"),
    "cases.action_logged": gettext_lazy("ha registrato un’azione"),
    "cases.need_added": gettext_lazy("ha aggiunto un bisogno"),
    "cases.review_set": gettext_lazy("ha fissato la verifica"),
    "cases.reassigned": gettext_lazy("ha cambiato l’operatore di riferimento"),
}

# Reads that show many people at once: what it says of somebody who was among them.
SIGHTED = {
    "people.search_read": gettext_lazy("l’ha trovata in una ricerca"),
    "people.similar_read": gettext_lazy("l’ha vista tra le persone forse già note"),
    "people.list_read": gettext_lazy("l’ha vista in un elenco di persone"),
    "people.met_read": gettext_lazy("l’ha vista tra le persone incontrate"),
    "cases.list_read": gettext_lazy("l’ha vista nell’elenco delle cartelle"),
    "cases.export_read": gettext_lazy("ha scaricato un elenco con la sua cartella"),
    "housing.presence_read": gettext_lazy("l’ha vista tra le presenze della sera"),
}


@dataclass(frozen=True, slots=True)
class LookLine:
    """One line of who did or saw what."""

    day: str
    hour: str
    iso: str
    who: str
    role: str
    what: str
    read: bool
    sighted: bool = False


def look_lines(looks: Sequence[Look], *, names: Mapping[Any, str], on: date) -> list[LookLine]:
    """Return acts about a person as sentences."""
    found = []
    for look in looks:
        local = localtime(look.at)
        fallback = _("ha consultato i dati") if look.is_read else _("ha lavorato sulla cartella")
        found.append(
            LookLine(
                day=weekday(look.at, on=on),
                hour=date_format(local, "H:i"),
                iso=local.isoformat(),
                who=names.get(look.user_id, "") or _("il sistema"),
                role=str(Role(look.role).label) if look.role in Role.values else look.role,
                what=str(_WORDS.get(look.action) or SIGHTED.get(look.action) or fallback),
                read=look.is_read,
                sighted=look.action in SIGHTED,
            )
        )
    return found
