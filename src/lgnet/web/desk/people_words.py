"""Sentences for what operations of people and cases refuse."""

from django.utils.translation import gettext_lazy as _

from lgnet.web.messages import explain

explain(
    {
        "people.no_name": _("Serve almeno un nome: va bene un alias o un soprannome."),
        "people.too_long": _("È troppo lungo: al massimo {limit} caratteri."),
        "people.not_a_choice": _("Scegli una delle voci dell’elenco."),
        "people.birth_absurd": _(
            "Questa nascita non sta in piedi: scrivi una data, oppure un anno, oppure due età."
        ),
        "people.birth_future": _("La data di nascita è nel futuro: controlla l’anno."),
        "people.birth_too_old": _("Avrebbe più di {oldest} anni: controlla l’anno."),
        "people.unknown_country": _("Questo stato non è nell’elenco."),
        "people.unknown_language": _("Questa lingua non è nell’elenco."),
        "people.too_many_languages": _("Bastano {limit} lingue: lascia le più utili."),
        "people.tax_code_wrong": _(
            "Il codice fiscale non torna: controlla lettere e numeri, o scrivi che non è noto."
        ),
        "people.value_or_reason": _("Scrivi il numero, oppure scegli perché non è noto."),
        "people.identifier_twice": _("Questo numero è già scritto per questa persona."),
        "people.unknown_title": _("Scegli un titolo dell’elenco."),
        "people.renews_what": _("Solo una ricevuta rinnova, e rinnova un titolo già scritto."),
        "people.title_not_in_force": _("In quella data questo titolo non si rilasciava più."),
        "people.title_ends_first": _("La scadenza viene prima dell’inizio."),
        "people.place_ends_first": _("La fine viene prima dell’inizio."),
        "people.no_such_place": _("Questo luogo non c’è."),
        "people.date_absurd": _("Questa data non è credibile: se non la sai, lascia vuoto."),
        "people.date_to_come": _("Questa data deve ancora venire."),
        "people.unknown_category": _("Scegli una categoria dell’elenco."),
        "people.category_not_in_force": _("In quella data questa categoria non era nella legge."),
        "people.finding_needed": _(
            "Per la violenza la legge chiede un accertamento: scrivi chi l’ha fatto."
        ),
        "people.no_such_person": _("Questa persona non c’è."),
        "people.no_such_household": _("Questo nucleo non c’è."),
        "people.no_such_vulnerability": _("Questa vulnerabilità non c’è."),
        "people.vulnerability_ended": _("Questa vulnerabilità era già terminata."),
        "people.household_members": _("Scegli almeno una persona, e una sola di riferimento."),
        "people.in_another_household": _(
            "È già nel nucleo {household}: prima deve uscirne, poi può entrare in un altro."
        ),
        "people.household_dissolved": _("Questo nucleo è sciolto: formane uno nuovo."),
        "people.in_no_household": _("A quella data non è in nessun nucleo."),
        "people.same_record": _("Sono la stessa scheda."),
        "people.match_decided": _("Qualcuno ha già deciso il contrario su queste due schede."),
        "people.frozen": _(
            "Il trattamento di questi dati è limitato: si possono vedere, non cambiare né usare."
        ),
        "people.erased": _("I dati di questa persona sono stati cancellati."),
        "people.erasure_proposed": _("Una cancellazione è già proposta."),
        "people.erasure_held": _("I dati vanno conservati: c’è un vincolo ancora in corso."),
        "people.erasure_by_same_person": _("Decide una persona diversa da chi ha proposto."),
        "people.erasure_by_nobody": _("Una cancellazione la propone e la decide una persona."),
        "people.no_such_erasure": _("Questa proposta di cancellazione non c’è."),
        "people.hold_placed": _("Questo vincolo c’è già."),
        "people.no_such_hold": _("Questo vincolo non c’è."),
        "people.search_too_long": _("Scrivi al massimo {limit} caratteri."),
        "cases.not_a_choice": _("Scegli una delle voci dell’elenco."),
        "cases.no_such_case": _("Questa cartella non c’è."),
        "cases.no_such_code": _("Nessuna cartella ha questo codice, o manca il nucleo."),
        "cases.no_such_action": _("Questa azione non c’è."),
        "cases.no_such_need": _("Questo bisogno non c’è."),
        "cases.already_open": _("È già in carico con la cartella {case}."),
        "cases.minutes": _("I minuti vanno da 1 a {most}."),
        "cases.no_cases": _("Scegli almeno una persona."),
        "cases.too_many_cases": _("Al massimo {most} persone in una volta."),
        "cases.closed": _("La cartella {case} è chiusa: riaprila prima."),
        "cases.reason_missing": _("Scrivi il motivo: resterà accanto all’azione."),
        "cases.action_reversed": _("Questa azione era già stata annullata."),
        "cases.review_day": _("La verifica va da oggi a due anni."),
        "cases.not_a_case_worker": _("Scegli un operatore dello sportello di questa città."),
        "export.no_such_form": _("Si può scaricare in CSV o in XLSX."),
    }
)
