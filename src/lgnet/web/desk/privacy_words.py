"""Sentences for what operations of privacy refuse."""

from django.utils.translation import gettext_lazy as _

from lgnet.web.messages import explain

explain(
    {
        "privacy.not_a_choice": _("Scegli una delle voci dell’elenco."),
        "privacy.reason_short": _(
            "Scrivi il motivo in almeno {least} lettere: qualcuno lo leggerà."
        ),
        "privacy.by_nobody": _("Di questo risponde una persona."),
        "privacy.no_such_colleague": _("Scegli chi lavora oggi in questo Comune."),
        "privacy.review_on": _("Scegli un giorno entro un anno."),
        "privacy.secluded_already": _("Questa cartella è già riservata."),
        "privacy.not_secluded": _("Questa cartella non è riservata."),
        "privacy.no_such_reader": _("Questa persona non è tra chi può vederla."),
        "privacy.not_hidden": _("Questa cartella la vedi già: cercala per codice."),
        "privacy.no_such_emergency": _("Questo accesso d’emergenza non c’è, o è già finito."),
        "privacy.own_emergency": _("Non si giudica il proprio accesso: lo fa qualcun altro."),
        "privacy.reviewed_already": _("Qualcuno l’ha già giudicato."),
        "privacy.no_such_notice": _("Questo avviso non c’è, o è già stato visto."),
        "privacy.months": _("Scrivi da 1 a {most} mesi."),
        "privacy.legal_basis": _("Scrivi la base giuridica: la norma, o la voce del massimario."),
        "privacy.term_from": _("Viene prima del termine in vigore: scegli un giorno dopo."),
        "privacy.no_such_due": _("A questo qualcuno ha già risposto."),
        "privacy.again_on": _("Scegli un giorno entro due anni."),
        "privacy.limit": _("Scrivi un numero da {low} a {high}."),
        "privacy.day_hours": _("L’orario finisce prima di cominciare."),
        "privacy.no_such_anomaly": _("Questa segnalazione non c’è, o riguarda te."),
    }
)
