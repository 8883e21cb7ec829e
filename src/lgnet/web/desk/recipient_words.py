"""Who counts as a recipient of sub-action 4, and why: the codes of ``cores.eligibility`` in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from lgnet.domain.housing.bridge import Recipient
from lgnet.domain.people.vulnerabilities import BY_CODE
from lgnet.lib.actor import actor_or_none
from lgnet.web.desk.housing_words import short_date

OUTCOMES = {
    "ELIGIBLE": ("ok", gettext_lazy("destinatario")),
    "NOT_ELIGIBLE": ("warn", gettext_lazy("non conta per il progetto")),
    "UNKNOWN": ("old", gettext_lazy("da chiarire")),
}
REASONS: dict[str, Any] = {
    "PROTECTION_APPLICANT": gettext_lazy("Richiedente protezione internazionale"),
    "PROTECTION_HOLDER": gettext_lazy("Titolare di protezione internazionale"),
    "NO_INTERNATIONAL_PROTECTION": gettext_lazy("Nessuna protezione internazionale"),
    "PROTECTION_NOT_KNOWN": gettext_lazy("Titolo di soggiorno non noto"),
    "IN_RECEPTION": gettext_lazy("È ancora in accoglienza"),
    "OUT_OF_RECEPTION": gettext_lazy("Uscito dall’accoglienza il {since}"),
    "NEVER_IN_RECEPTION": gettext_lazy("Mai stato in accoglienza"),
    "RECEPTION_NOT_KNOWN": gettext_lazy("Storia di accoglienza non nota"),
    "NOT_THIRD_COUNTRY": gettext_lazy("Cittadino dell’Unione europea"),
    "CITIZENSHIP_NOT_KNOWN": gettext_lazy("Cittadinanza non nota"),
    "VULNERABLE_CATEGORY": gettext_lazy("Categoria vulnerabile: {categories}"),
    "VULNERABILITY_NOT_KNOWN": gettext_lazy("Vulnerabilità non ancora valutata"),
    "NO_VULNERABLE_CATEGORY": gettext_lazy("Nessuna categoria vulnerabile"),
    "APPLICANT_NOT_KNOWN": gettext_lazy("Non è noto se è richiedente"),
    "APPLICANTS_ONLY": gettext_lazy("La Sub-Azione 2 è solo per richiedenti"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One member as the page shows it."""

    name: str
    tone: str
    outcome: str
    reasons: tuple[str, ...]


def _categories(codes: str) -> str:
    english = get_language() == "en"
    known = [BY_CODE[code] for code in codes.split(",") if code in BY_CODE]
    return ", ".join(category.en if english else category.it for category in known)


def sentence(reason: Mapping[str, Any]) -> str:
    """Return one reason of eligibility in words."""
    params = dict(reason["params"])
    if "categories" in params:
        params["categories"] = _categories(params["categories"])
    if "since" in params:
        params["since"] = short_date(params["since"])
    return str(REASONS[reason["code"]]).format(**params)


def lines(judged: Iterable[Recipient], *, names: Mapping[UUID, str]) -> list[Line]:
    """Return the household, one line a person: what admits first, else what is missing."""
    found = []
    actor = actor_or_none()
    for number, recipient in enumerate(judged, start=1):
        tone, outcome = OUTCOMES[recipient.outcome]
        wanted = {"ELIGIBLE": "FOR", "UNKNOWN": "UNKNOWN"}.get(recipient.outcome)
        shown = [r for r in recipient.reasons if wanted is None or r["effect"] == wanted]
        if actor is not None and not actor.may("people.read"):
            shown = [r for r in shown if r["code"] != "VULNERABLE_CATEGORY"] or shown[:0]
        name = names.get(recipient.person_id) or _("Persona {n}").format(n=number)
        found.append(Line(name, tone, str(outcome), tuple(sentence(r) for r in shown)))
    return found
