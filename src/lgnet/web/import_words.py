"""What is wrong with a line of a file, and the way out, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import localize, number_format
from django.utils.translation import gettext_lazy as _

from lgnet.lib.errors import LgnetError
from lgnet.lib.sheets import Problem
from lgnet.web.messages import known_codes, sentence

Words = tuple[Any, Any]

_WORDS: dict[str, Words] = {
    "empty_file": (_("Il file è vuoto."), _("Scarica il modello e riempilo.")),
    "no_rows": (
        _("Il file ha le intestazioni ma nessuna riga."),
        _("Scrivi almeno una riga sotto le intestazioni; la riga di esempio non conta."),
    ),
    "file_too_big": (
        _("Il file supera {most} MB."),
        _("Dividilo in più file e importali uno alla volta."),
    ),
    "wrong_type": (
        _("Il file non è una tabella."),
        _("Salvalo come CSV o come cartella di lavoro Excel (.xlsx)."),
    ),
    "old_excel": (
        _("Il file è di una versione di Excel troppo vecchia, o è protetto da password."),
        _("Togli la password e salvalo come cartella di lavoro Excel (.xlsx) o come CSV."),
    ),
    "encoding": (
        _("I caratteri del file non si leggono."),
        _("Salvalo di nuovo come «CSV UTF-8» o come .xlsx."),
    ),
    "nul_bytes": (
        _("Il file contiene caratteri che una tabella non ha."),
        _("È danneggiato o non è un CSV: esportalo di nuovo dal programma di origine."),
    ),
    "broken_csv": (
        _("Da questa riga il CSV non si legge: di solito manca una virgoletta di chiusura."),
        _("Apri il file, chiudi o togli le virgolette della riga e ricaricalo."),
    ),
    "broken_workbook": (
        _("La cartella di lavoro è danneggiata."),
        _("Aprila con Excel o LibreOffice, salvala di nuovo e ricaricala."),
    ),
    "zip_bomb": (
        _("Aperto, il file supera {most} MB: non lo apriamo."),
        _("Copia le celle in un file nuovo e salva quello."),
    ),
    "entities": (
        _("Il file contiene istruzioni che una tabella non ha: non lo apriamo."),
        _("Copia le celle in un file nuovo e salva quello."),
    ),
    "too_many_rows": (_("Le righe sono più di {most}."), _("Dividi il file.")),
    "too_many_columns": (
        _("Le colonne sono più di {most}."),
        _("Tieni le colonne del modello e togli le altre."),
    ),
    "no_header": (
        _("La prima riga non ha nessuna delle colonne attese."),
        _("La prima riga deve avere le intestazioni: {columns}."),
    ),
    "missing_column": (_("Manca la colonna."), _("Aggiungila, come nel modello.")),
    "duplicate_column": (_("La colonna c’è due volte."), _("Tienine una.")),
    "extra_cells": (
        _("La riga ha più celle delle intestazioni."),
        _("Di solito un testo contiene il separatore: mettilo tra virgolette."),
    ),
    "blank": (_("La cella è vuota e serve."), _("Scrivi il valore o togli la riga.")),
    "cell_formula": (
        _("Qui c’è una formula, non il suo risultato."),
        _("Incolla i valori al posto delle formule."),
    ),
    "cell_too_long": (_("Il testo è troppo lungo."), _("Al massimo {most} caratteri.")),
    "control_characters": (
        _("La cella contiene caratteri invisibili non ammessi."),
        _("Riscrivi il testo a mano."),
    ),
    "not_code": (_("Non è un codice."), _("Servono {digits} cifre.")),
    "not_integer": (
        _("Non è un numero intero."),
        _("Scrivi solo cifre, senza punti né virgole: 1200."),
    ),
    "not_number": (_("Non è un numero."), _("Scrivi solo cifre e una virgola: 31,50.")),
    "too_precise": (
        _("Il numero ha troppi decimali."),
        _("Al massimo {places}. Se il punto separa le migliaia, toglilo."),
    ),
    "too_small": (_("Il numero è troppo piccolo."), _("Almeno {low}.")),
    "too_big": (_("Il numero è troppo grande."), _("Al massimo {high}.")),
    "out_of_range": (_("Il numero è fuori dai limiti."), _("Da {low} a {high}.")),
    "not_date": (
        _("Non è una data."),
        _("Scrivila così: 31/12/2021. Se non la conosci lascia vuoto."),
    ),
    "not_datetime": (_("Non è una data con l’ora."), _("Scrivila così: 31/12/2021 18:30.")),
    "date_out_of_range": (
        _("La data non è possibile."),
        _("Deve stare tra {low} e {high}. Se non la conosci lascia vuoto."),
    ),
    "not_yes_no": (_("Non è né sì né no."), _("Scrivi sì oppure no.")),
    "not_a_choice": (_("Non è una delle parole ammesse."), _("Scegli tra: {choices}.")),
    "duplicate_key": (
        _("Questa riga ripete la riga {first}."),
        _("Tieni una delle due."),
    ),
    "more_problems": (
        _("Ci sono altri problemi oltre a questi {most}."),
        _("Correggi questi e ricarica il file: vedrai i successivi."),
    ),
}


def explain_problems(words: Mapping[str, Words]) -> None:
    """Add (what, way out) for an importer's own codes, ``{name}`` for the parameters."""
    _WORDS.update(words)


def known_problem_codes() -> frozenset[str]:
    """Return the codes that have words."""
    return frozenset(_WORDS)


def _readable(value: Any) -> str:
    """Return a parameter as people read it; dates and text come as text already."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(number_format(value, use_l10n=True, force_grouping=value >= 10_000))
    return str(localize(value))


def words(problem: Problem) -> tuple[str, str]:
    """Return what is wrong and the way out."""
    if problem.code not in _WORDS and problem.code in known_codes():
        return sentence(LgnetError(problem.code, **problem.params)), ""
    what, way = _WORDS.get(
        problem.code,
        (_("La riga non si può importare ({code})."), _("Correggila o toglila.")),
    )
    params = {name: _readable(value) for name, value in problem.params.items()}
    params.setdefault("code", problem.code)
    return str(what).format_map(params), str(way).format_map(params)
