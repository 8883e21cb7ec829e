"""How figures, groups and periods are called."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lgnet.domain.grants.periods import Period
from lgnet.web.messages import explain

LABELS = {
    "persons_met": gettext_lazy("Incontrate"),
    "taken_in_charge": gettext_lazy("Prese in carico"),
    "placed": gettext_lazy("Inserite"),
    "waiting": gettext_lazy("In attesa"),
    "days_to_place": gettext_lazy("Giorni alla casa"),
    "bed_nights": gettext_lazy("Notti-presenza"),
    "transferred": gettext_lazy("Trasferite"),
    "exits_autonomy": gettext_lazy("Uscite in autonomia"),
    "exits_other": gettext_lazy("Uscite altrove"),
    "housed_6": gettext_lazy("In casa a 6 mesi"),
    "not_housed_6": gettext_lazy("Non in casa a 6 mesi"),
    "not_reached_6": gettext_lazy("Non raggiunte a 6 mesi"),
    "housed_12": gettext_lazy("In casa a 12 mesi"),
    "not_housed_12": gettext_lazy("Non in casa a 12 mesi"),
    "not_reached_12": gettext_lazy("Non raggiunte a 12 mesi"),
    "reports": gettext_lazy("Segnalazioni"),
    "visits": gettext_lazy("Uscite"),
}
MEANINGS = {
    "persons_met": gettext_lazy(
        "persone diverse incontrate in strada o allo sportello nel periodo"
    ),
    "taken_in_charge": gettext_lazy("persone diverse con una presa in carico aperta nel periodo"),
    "placed": gettext_lazy("persone diverse entrate in un alloggio nel periodo"),
    "waiting": gettext_lazy("persone con una richiesta di alloggio aperta, alla fine del periodo"),
    "days_to_place": gettext_lazy("mediana dei giorni dalla richiesta all’ingresso"),
    "bed_nights": gettext_lazy("notti registrate nei posti della rete"),
    "transferred": gettext_lazy("persone diverse passate da un alloggio a un altro della città"),
    "exits_autonomy": gettext_lazy("persone diverse uscite verso una casa loro"),
    "exits_other": gettext_lazy("persone diverse uscite verso un’altra destinazione"),
    "housed_6": gettext_lazy("persone ancora in una casa o ospiti, 6 mesi dopo l’uscita"),
    "not_housed_6": gettext_lazy("persone senza una casa, 6 mesi dopo l’uscita"),
    "not_reached_6": gettext_lazy("persone non raggiunte, 6 mesi dopo l’uscita"),
    "housed_12": gettext_lazy("persone ancora in una casa o ospiti, 12 mesi dopo l’uscita"),
    "not_housed_12": gettext_lazy("persone senza una casa, 12 mesi dopo l’uscita"),
    "not_reached_12": gettext_lazy("persone non raggiunte, 12 mesi dopo l’uscita"),
    "reports": gettext_lazy("segnalazioni ricevute"),
    "visits": gettext_lazy("uscite delle équipe concluse"),
}
AGES = {
    "<18": gettext_lazy("meno di 18"),
    "18-60": gettext_lazy("18–60"),
    ">60": gettext_lazy("più di 60"),
    "unknown": gettext_lazy("età non nota"),
}
SEXES = {
    "F": pgettext_lazy("sex", "donne"),
    "M": pgettext_lazy("sex", "uomini"),
    "X": pgettext_lazy("sex", "altro"),
    "U": pgettext_lazy("sex", "non noto"),
}
KINDS = {
    "response.report_received": gettext_lazy("segnalazione ricevuta"),
    "response.visit_done": gettext_lazy("uscita conclusa"),
    "response.person_met": gettext_lazy("persona incontrata"),
    "cases.case_opened": gettext_lazy("presa in carico"),
    "cases.case_closed": gettext_lazy("cartella chiusa"),
    "cases.action_logged": gettext_lazy("azione registrata"),
    "housing.request_opened": gettext_lazy("richiesta di alloggio"),
    "housing.request_withdrawn": gettext_lazy("richiesta ritirata"),
    "housing.beds_held": gettext_lazy("posti tenuti"),
    "housing.stay_started": gettext_lazy("posto assegnato"),
    "housing.arrived": gettext_lazy("ingresso in alloggio"),
    "housing.transferred": gettext_lazy("trasferimento"),
    "housing.followed_up": gettext_lazy("verifica dopo l’uscita"),
    "housing.stay_ended": gettext_lazy("uscita dall’alloggio"),
    "housing.bed_night": gettext_lazy("notte-presenza"),
}


def period_name(period: Period) -> str:
    """Return a period as people say it."""
    year = period.starts_on.year
    if period.is_quarter:
        return _("{n}° trimestre {year}").format(n=period.quarter, year=year)
    return _("anno {year}").format(year=year)


def period_short(period: Period) -> str:
    """Return a period as an axis says it."""
    year = f"{period.starts_on:%y}"
    return _("{n}° {year}").format(n=period.quarter, year=year) if period.is_quarter else year


explain(
    {
        "grants.no_such_period": gettext_lazy(
            "Questo periodo non esiste: scegline uno dall’elenco."
        ),
        "grants.no_figures": gettext_lazy("Per questa città e periodo non ci sono rilevazioni."),
        "grants.empty_period": gettext_lazy("Il periodo finisce prima di cominciare."),
        "network.unknown_municipality": gettext_lazy("Questo Comune non è nell’elenco ISTAT."),
        "network.bad_istat_code": gettext_lazy("Il codice ISTAT ha sei cifre."),
        "network.bad_prefix": gettext_lazy("La sigla ha due o tre lettere maiuscole."),
        "network.prefix_taken": gettext_lazy("Un altro Comune usa già questa sigla."),
        "network.dates_out_of_order": gettext_lazy(
            "La data di fine viene prima di quella di inizio."
        ),
        "network.outside_project": gettext_lazy("Le date sono fuori dal progetto."),
        "network.part_overlaps": gettext_lazy(
            "Questa organizzazione partecipa già in quei giorni: chiudi prima la partecipazione."
        ),
        "network.negative_budget": gettext_lazy("Il budget non può essere negativo."),
        "network.rate_and_sums_disagree": gettext_lazy(
            "L’importo finanziato non corrisponde al tasso sul totale."
        ),
    }
)
