"""Facilities, presences and the public list of centres from tables, on the desk's import page."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from lgnet.domain.housing.operations import import_centres, import_facilities, import_presences
from lgnet.domain.housing.sheets import FACILITIES
from lgnet.domain.housing.sheets_presences import CENTRES, PRESENCES
from lgnet.lib.sheets import Outcome
from lgnet.web.import_words import explain_problems
from lgnet.web.imports import Importer, register

explain_problems(
    {
        "housing.facility_differs": (
            _("Dice altro della riga {row} della stessa struttura."),
            _("Ripeti gli stessi dati della struttura su ogni sua camera, o lascia vuoto."),
        ),
        "housing.not_ingresso_dalle": (_("Non è un’ora."), _("Scrivila così: 18:00.")),
        "housing.not_ingresso_alle": (_("Non è un’ora."), _("Scrivila così: 22:30.")),
        "housing.not_lingue": (
            _("Non sono codici di lingue."),
            _("Tre lettere ciascuno, separati da spazi: ita fra ara."),
        ),
        "housing.not_email_conferme": (
            _("Non è un indirizzo e-mail."),
            _("Scrivilo come nome@ente.it, o lascia vuoto."),
        ),
        "housing.ages": (
            _("L’età massima è sotto quella minima."),
            _("Correggi una delle due, o lascia vuoto."),
        ),
        "housing.bed_in_use": (
            _("Toglierebbe un posto in cui c’è qualcuno."),
            _("Registra prima l’uscita, o lascia il numero di posti com’era."),
        ),
    }
)


explain_problems(
    {
        "housing.unknown_facility": (
            _("Nessuna struttura accreditata ha questo codice."),
            _("Usa il codice della tabella delle strutture, o importa prima la struttura."),
        ),
        "housing.night_ahead": (
            _("La notte non è ancora cominciata."),
            _("Scrivi notti passate o stanotte."),
        ),
        "housing.night_too_old": (
            _("La notte è troppo lontana."),
            _("Al massimo {days} giorni fa."),
        ),
        "housing.code_or_number": (
            _("Serve o il codice di chi c’è, o il numero dei presenti: uno dei due."),
            _("Per una struttura e una notte usa sempre lo stesso modo."),
        ),
        "housing.number_twice": (
            _("Il numero dei presenti c’è già per questa struttura e questa notte."),
            _("Tieni una riga sola."),
        ),
        "housing.too_many_nights": (_("Le notti sono più di {most}."), _("Dividi il file.")),
        "housing.not_expected_there": (
            _("Qui quella notte non è attesa nessuna persona con questo codice."),
            _("Registra prima l’ingresso, o correggi il codice."),
        ),
        "housing.expected_elsewhere": (
            _("Questa persona è attesa nella camera {unit}, letto {bed}."),
            _("Correggi la camera e il letto, o lasciali vuoti."),
        ),
        "housing.night_counted_without": (
            _("La notte è già contata e mancano {n} persone dell’elenco."),
            _("Non si conta di nuovo: guarda le loro permanenze."),
        ),
        "housing.night_counted_with": (
            _("La notte è già contata con {n} persone che l’elenco non ha."),
            _("Resta com’è: se non c’erano, scrivilo nella nota della loro cartella."),
        ),
        "housing.number_differs": (
            _("La struttura conta {told} presenti, per noi sono {expected}."),
            _("Il numero si tiene accanto al nostro e lo sportello ha qualcosa da chiarire."),
        ),
        "housing.out_of_scope": (
            _("Il centro è in un altro Comune."),
            _("La riga non entra: la importa quel Comune."),
        ),
        "housing.centre_unreadable": (
            _("Il valore non si legge."),
            _("Resta non noto: il resto della riga entra."),
        ),
        "housing.centre_no_presences": (
            _("Le presenze mancano."),
            _("Restano non note: non sono zero."),
        ),
        "housing.centre_over_full": (
            _("Le presenze sono il {percent} % della capienza."),
            _("Entrano così come sono, e si vede sulla pagina della struttura."),
        ),
        "housing.centre_kind_blank": (
            _("Il tipo manca."),
            _("Entra come «tipo non noto»."),
        ),
        "housing.centre_kind_not_in_table": (
            _("Il tipo è un testo che non conosciamo."),
            _("Entra come «tipo non noto», con il testo della fonte."),
        ),
        "housing.centre_no_name": (
            _("Il nome manca."),
            _("Al suo posto c’è il codice del centro."),
        ),
        "housing.centre_dates_reversed": (
            _("La convenzione finirebbe prima di cominciare."),
            _("Le date restano non note."),
        ),
        "housing.centre_terms_overlap": (
            _("In quei giorni vale già un’altra convenzione."),
            _("Resta quella che c’è."),
        ),
        "housing.centre_is_ours": (
            _("Questa struttura è già andata avanti nel registro."),
            _("Si tiene solo la rilevazione: i dati li teniamo noi."),
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


def _presences(rows: list[dict[str, Any]], dry_run: bool, at: datetime) -> Outcome:
    return import_presences(rows=rows, dry_run=dry_run, at=at)


def _centres(rows: list[dict[str, Any]], dry_run: bool, at: datetime) -> Outcome:
    return import_centres(rows=rows, dry_run=dry_run, at=at)


register(
    Importer(
        slug="presenze",
        title=_("Presenze"),
        intro=_(
            "L’elenco di una struttura per una notte: chi c’è, per codice, o quanti sono. Chi è atteso e"
            " non è in elenco risulta assente; una notte già contata si confronta e basta."
        ),
        area="desk",
        sheet=PRESENCES,
        permission="housing.presence",
        run=_presences,
    )
)
register(
    Importer(
        slug="centri",
        title=_("Centri d’Italia"),
        intro=_(
            "L’elenco pubblico dei centri di accoglienza. Entrano nel registro, come censiti, quelli di"
            " questo Comune; quello che non si legge resta non noto e si vede nella prova."
        ),
        area="desk",
        sheet=CENTRES,
        permission="housing.inventory",
        run=_centres,
    )
)
