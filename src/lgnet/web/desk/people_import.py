"""Bringing people in from a table."""

import json
import re
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from lgnet.domain.people.access import MERGE
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.enums import IdentifierKind
from lgnet.domain.people.operations import ListRead, read_list
from lgnet.domain.people.sheets import PEOPLE, SEPARATOR
from lgnet.lib.errors import Invalid
from lgnet.lib.sheets import ROW, Outcome, Problem
from lgnet.web.imports import Importer, register

_TOLD = {
    "given_name": "nome",
    "family_name": "cognome",
    "native_name": "nome_originale",
    "alias": "alias",
    "phone": "telefono",
    "note": "nota",
    "sex": "sesso",
    "stage": "identita",
    "nationality": "cittadinanza",
}
_NUMBERS = {
    IdentifierKind.TAX_CODE.value: "codice_fiscale",
    IdentifierKind.CUI.value: "cui",
    IdentifierKind.VESTANET.value: "vestanet",
    IdentifierKind.PASSPORT.value: "passaporto",
}
_COLUMNS = {
    **_TOLD,
    **_NUMBERS,
    "birth": "nascita",
    "languages": "lingue",
    "title": "titolo",
    "from_on": "titolo_dal",
    "to_on": "titolo_scade",
    "value": "codice_fiscale",
}
_AGES = re.compile(r"(\d{1,3})(?:\s*[-–/]\s*(\d{1,3}))?")


def _born(cells: dict[str, Any], at: datetime) -> Birth | None:
    ways = [name for name in ("nascita", "anno_nascita", "eta_apparente") if cells.get(name)]
    if not ways:
        return None
    if len(ways) > 1:
        raise Invalid("people.birth_absurd", field="birth")
    told = cells[ways[0]]
    if ways[0] == "nascita":
        return Birth.on_day(told)
    if ways[0] == "anno_nascita":
        return Birth.in_year(told)
    found = _AGES.fullmatch(told.strip())
    if found is None:
        raise Invalid("people.birth_absurd", field="birth")
    return Birth.aged(int(found[1]), int(found[2] or found[1]), on=localdate(at))


def _row(cells: dict[str, Any], at: datetime) -> dict[str, Any]:
    """Return a line of the table as ``read_list`` takes it."""
    title, languages = cells.get("titolo"), (cells.get("lingue") or "").split(SEPARATOR)
    told = {name: cells.get(column) for name, column in _TOLD.items()}
    told["languages"] = [one.strip() for one in languages if one.strip()]
    told["birth"] = _born(cells, at)
    return {
        "row": cells[ROW],
        "code": cells["codice"],
        "line": json.dumps(
            {name: cells[name] for name in sorted(cells) if name != ROW}, default=str
        ),
        "told": {name: value for name, value in told.items() if value},
        "numbers": {kind: cells.get(column) for kind, column in _NUMBERS.items()},
        "title": title
        and {
            "title": title,
            "number": cells.get("titolo_numero"),
            "from_on": cells.get("titolo_dal"),
            "to_on": cells.get("titolo_scade"),
        },
    }


def _problem(line: int, error: Invalid) -> Problem:
    name = str(error.params.get("field"))
    params = {key: value for key, value in error.params.items() if key != "field"}
    return Problem(line, _COLUMNS.get(name, name), error.code, params)


def run(rows: list[dict[str, Any]], dry_run: bool, at: datetime) -> Outcome:
    """Read a table of people; the outcome tells how many pairs are to be looked at."""
    told, wrong = [], []
    for cells in rows:
        try:
            told.append(_row(cells, at))
        except Invalid as error:
            wrong.append(_problem(cells[ROW], error))
    done = read_list(rows=told, dry_run=dry_run or bool(wrong), at=at)
    wrong += [_problem(line, error) for line, error in done.problems]
    remarks = () if dry_run or wrong else _remarks(done)
    return Outcome(done.created, done.updated, done.same, wrong, remarks)


def _remarks(done: ListRead) -> tuple[str, ...]:
    left = ngettext(
        "{n} riga non è stata scritta: i dati di quella persona non si possono cambiare.",
        "{n} righe non sono state scritte: i dati di quelle persone non si possono cambiare.",
        done.left,
    ).format(n=done.left)
    return (_to_look_at(done.look_alikes), *([left] if done.left else []))


def _to_look_at(pairs: int) -> str:
    if not pairs:
        return gettext("Nessuno somiglia a qualcuno già registrato.")
    return ngettext(
        "In «Forse la stessa persona» c’è {n} coppia che si somiglia, da guardare.",
        "In «Forse la stessa persona» ci sono {n} coppie che si somigliano, da guardare.",
        pairs,
    ).format(n=pairs)


register(
    Importer(
        slug="persone",
        title=_("Persone"),
        intro=_(
            "Il registro di un altro servizio. Chi c’è già, per codice dell’elenco, si aggiorna: "
            "una cella vuota lascia quello che si sa. Chi somiglia a qualcuno già registrato non si "
            "unisce da solo: le coppie si guardano dopo, una per una."
        ),
        area="desk",
        sheet=PEOPLE,
        permission=MERGE,
        run=run,
    )
)
