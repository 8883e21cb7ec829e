"""What a comparison of two records says, in words; and what the register's upkeep refuses."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lgnet.domain.people.enums import IdentifierKind
from lgnet.web.messages import explain

_ONE = {
    "IDENTIFIER_SAME": gettext_lazy("Lo stesso numero di documento"),
    "IDENTIFIER_NEAR": gettext_lazy("Numeri di documento quasi uguali: forse una svista"),
    "IDENTIFIER_DIFFERENT": gettext_lazy("Un altro numero dello stesso tipo"),
    "PHONE_SAME": gettext_lazy("Lo stesso telefono (le famiglie lo condividono)"),
    "PHONE_DIFFERENT": gettext_lazy("Telefoni diversi"),
    "EARLIER_NAME": gettext_lazy("È un nome usato prima"),
    "ALIAS_SAME": gettext_lazy("Lo stesso alias"),
    "NAME_WHOLE": gettext_lazy("Tutto il nome uguale"),
    "BIRTH_SAME_DAY": gettext_lazy("Lo stesso giorno di nascita"),
    "BIRTH_SAME_FIRST_JANUARY": gettext_lazy(
        "Stesso 1° gennaio: è la data che si scrive quando il giorno non si sa"
    ),
    "BIRTH_YEAR_FIRST_JANUARY": gettext_lazy("Stesso anno di nascita, il giorno non si sa"),
    "BIRTH_DAY_MONTH_SWAPPED": gettext_lazy("Giorno e mese di nascita scambiati"),
    "BIRTH_ONE_FIGURE": gettext_lazy("Nascita diversa per una cifra sola"),
    "BIRTH_SAME_YEAR": gettext_lazy("Stesso anno di nascita, un altro giorno"),
    "BIRTH_NEAR": gettext_lazy("Anni di nascita vicini"),
    "BIRTH_POSSIBLE": gettext_lazy("L’età apparente è compatibile"),
    "BIRTH_DIFFERENT": gettext_lazy("Nascite diverse"),
    "SEX_SAME": gettext_lazy("Stesso sesso"),
    "SEX_DIFFERENT": gettext_lazy("Sesso diverso"),
    "NATIONALITY_SAME": gettext_lazy("Stessa cittadinanza"),
    "NATIONALITY_DIFFERENT": gettext_lazy("Cittadinanze diverse"),
}
BANDS = {
    "UNLIKELY": gettext_lazy("poco probabile"),
    "POSSIBLE": gettext_lazy("possibile"),
    "LIKELY": gettext_lazy("probabile"),
    "ALMOST_CERTAIN": gettext_lazy("quasi certo"),
}
# What a conflict of a merge is about, by the model that has it.
_TWICE = {
    "cases.CaseFile": gettext_lazy("una cartella aperta"),
    "housing.Occupancy": gettext_lazy("un posto letto per la stessa notte"),
    "people.HouseholdMember": gettext_lazy("un nucleo nello stesso periodo"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One part of a judgement: what it is, how much it weighs, which way."""

    text: str
    note: str
    bits: float


def _counted(code: str, times: int) -> str:
    if code == "NAME_SAME":
        return ngettext("Una parola del nome uguale", "{n} parole del nome uguali", times).format(
            n=times
        )
    if code == "NAME_SOUNDS_ALIKE":
        return ngettext(
            "Una parola del nome che suona uguale",
            "{n} parole del nome che suonano uguali",
            times,
        ).format(n=times)
    if code in ("NAME_NEAR", "NAME_STARTS_ALIKE"):
        return ngettext(
            "Una parola del nome che si somiglia", "{n} parole del nome che si somigliano", times
        ).format(n=times)
    if code == "NAME_DIFFERENT":
        return ngettext("Una parola del nome diversa", "{n} parole del nome diverse", times).format(
            n=times
        )
    return ngettext(
        "Una parola che l’altra scheda non ha", "{n} parole che l’altra scheda non ha", times
    ).format(n=times)


def signed(bits: float) -> str:
    """Return a weight with its sign, as people write numbers."""
    sign = "+" if bits >= 0 else "−"
    return f"{sign}{number_format(abs(bits), 1)}"


def part_said(code: str, bits: float, times: int = 1) -> Said:
    """Say one thing two records agree or disagree in."""
    text = str(_ONE[code]) if code in _ONE else _counted(code, times)
    return Said(text, signed(bits), bits)


def short_reasons(codes: list[str]) -> list[str]:
    """Return the three weightiest reasons of a pair, for a list."""
    return [part_said(code, 0).text for code in codes[:3]]


def number_said(row: Any) -> str:
    """Return a number with its kind."""
    return f"{IdentifierKind(row.kind).label}: {row.value}"


def conflict_said(what: str) -> str:
    """Say what both records have and one person has once."""
    return str(_TWICE.get(what, _("qualcosa che una persona ha una volta sola")))


explain(
    {
        "people.merged": gettext_lazy(
            "Questa scheda è stata unita a un’altra: apri quella, dove si continua a scrivere."
        ),
        "people.reason_missing": gettext_lazy("Scrivi il motivo: resta accanto alla decisione."),
        "people.declared_different": gettext_lazy(
            "Qualcuno ha deciso che sono due persone: prima va ritirata quella decisione."
        ),
        "people.in_two_households": gettext_lazy(
            "Sono in due nuclei diversi: prima una delle due schede deve uscire dal suo."
        ),
        "people.merge_conflict": gettext_lazy(
            "Tutte e due le schede hanno qualcosa che una persona ha una volta sola "
            "(un posto letto, per esempio): prima va sistemato quello."
        ),
        "people.no_such_merge": gettext_lazy("Questa unione non c’è."),
        "people.merge_undone": gettext_lazy("Questa unione è già stata annullata."),
        "people.undo_later_first": gettext_lazy(
            "Dopo questa c’è stata un’altra unione: va annullata prima quella."
        ),
        "people.no_such_decision": gettext_lazy("Questa decisione non c’è più."),
        "people.no_such_pair": gettext_lazy("Questa coppia non è più da guardare."),
        "people.no_such_fact": gettext_lazy("Una delle voci scelte non è di questa persona."),
    }
)
