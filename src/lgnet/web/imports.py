"""Bringing tables in: upload, trial run with every problem in words, yes, done whole or not at all.

An importer registers itself with :func:`register`; the pages, templates, trial run, problem list
and confirmation are the same for all. The file waits sealed in the database for its sender, an
hour at most (``lib.sheets.pending``), so nobody has to choose it twice and nothing can be changed
between the trial and the yes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lgnet.lib import audit
from lgnet.lib.access import can, check, requires
from lgnet.lib.actor import current_frame
from lgnet.lib.errors import NotFound
from lgnet.lib.sheets import (
    FORMATS,
    Outcome,
    Parsed,
    Problem,
    Sheet,
    pending,
    read,
    template,
    write,
)
from lgnet.lib.sheets.files import MAX_BYTES
from lgnet.lib.sheets.writing import explain
from lgnet.web.import_words import words
from lgnet.web.messages import explain as explain_errors
from lgnet.web.once import once

explain_errors(
    {
        "import.gone": gettext_lazy("Il file non c’è più: caricalo di nuovo."),
        "import.has_problems": gettext_lazy("Il file ha dei problemi: nulla è stato importato."),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """One kind of table.

    Parameters
    ----------
    slug
        Its place in addresses.
    title, intro
        What comes in, and from where.
    area
        ``desk`` or ``coordination``: whose page offers it.
    sheet
        What the table looks like.
    permission
        Who may import it.
    run
        ``run(rows, dry_run, at)``; called inside a savepoint that a trial always rolls back.
    """

    slug: str
    title: str | Promise
    intro: str | Promise
    area: str
    sheet: Sheet
    permission: str
    run: Callable[[list[dict[str, Any]], bool, datetime], Outcome]


_IMPORTERS: dict[str, Importer] = {}


def register(importer: Importer) -> None:
    """Offer an importer on its area's page."""
    _IMPORTERS[importer.slug] = importer


def patterns(area: str, permission: str) -> list[URLPattern]:
    """Return the addresses of an area's import pages; ``permission`` opens the page itself."""

    def view(function: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        def run(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            return function(request, area, **kwargs)

        return requires(permission)(run)

    return [
        path("importa/", view(_index), name="imports"),
        path("importa/<slug:slug>/", view(_upload), name="import"),
        path("importa/<slug:slug>/modello.<str:fmt>", view(_template), name="import_template"),
        path("importa/<slug:slug>/<uuid:upload_id>/", view(_trial), name="import_trial"),
        path(
            "importa/<slug:slug>/<uuid:upload_id>/problemi.<str:fmt>",
            view(_problems),
            name="import_problems",
        ),
        path("importa/<slug:slug>/<uuid:upload_id>/si/", view(_confirm), name="import_confirm"),
    ]


def _importer(area: str, slug: str) -> Importer:
    found = _IMPORTERS.get(slug)
    if found is None or found.area != area:
        raise NotFound("import.unknown")
    check(found.permission)
    return found


def _context(area: str, importer: Importer | None = None, **more: Any) -> dict[str, Any]:
    return {"area": area, "base": f"{area}/base.html", "importer": importer, **more}


@require_GET
def _index(request: HttpRequest, area: str) -> HttpResponse:
    """Show what may be imported here."""
    mine = [i for i in _IMPORTERS.values() if i.area == area and can(i.permission)]
    return render(request, "imports/index.html", _context(area, importers=mine))


@require_GET
def _template(request: HttpRequest, area: str, slug: str, fmt: str) -> HttpResponse:
    """Hand out the table to fill in."""
    importer = _importer(area, slug)
    return _file(importer.slug, fmt, lambda: template(importer.sheet, fmt))


def _file(name: str, fmt: str, make: Callable[[], bytes]) -> HttpResponse:
    if fmt not in FORMATS:
        raise NotFound("import.unknown")
    response = HttpResponse(make(), content_type=FORMATS[fmt])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{fmt}"'
    return response


@require_http_methods(["GET", "POST"])
@once
def _upload(request: HttpRequest, area: str, slug: str) -> HttpResponse:
    """Take a file, try it, keep it for the yes."""
    importer, now = _importer(area, slug), timezone.now()
    rules = [explain(column) for column in importer.sheet.columns]
    if request.method == "GET":
        return render(request, "imports/upload.html", _context(area, importer, rules=rules))
    file = request.FILES.get("file")
    if file is None:
        context = _context(area, importer, rules=rules, missing=True)
        return render(request, "imports/upload.html", context)
    data = file.read(MAX_BYTES + 1)
    parsed = read(data, file.name, importer.sheet)
    outcome = _summary(parsed, _try(importer, parsed, now))
    key = pending.keep(slug=slug, filename=file.name, data=data, outcome=outcome, at=now)
    return redirect(f"{area}:import_trial", slug=slug, upload_id=key)


def _try(importer: Importer, parsed: Parsed, at: datetime) -> Outcome:
    """Run an import and take everything back, audit events included."""
    if not parsed.rows:
        return Outcome()
    events = current_frame().events
    mark = len(events)
    with transaction.atomic():
        outcome = importer.run(parsed.rows, True, at)
        transaction.set_rollback(True)
    del events[mark:]
    return outcome


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value) if isinstance(value, Decimal) else value


def _summary(parsed: Parsed, outcome: Outcome) -> dict[str, Any]:
    """Return a trial's result as it is kept: counts and codes, no cell of the file."""
    problems = sorted([*parsed.problems, *outcome.problems], key=lambda p: (p.row, p.column))
    return {
        "total": parsed.total,
        "created": outcome.created,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
        "ignored": parsed.ignored,
        "problems": _kept(problems),
        "notes": _kept(sorted(outcome.notes, key=lambda p: (p.row, p.column))),
    }


def _kept(problems: Sequence[Problem]) -> list[list[Any]]:
    return [
        [p.row, p.column, p.code, {name: _plain(v) for name, v in p.params.items()}]
        for p in problems
    ]


def _rows(outcome: dict[str, Any], kind: str = "problems") -> list[tuple[int, str, str, str]]:
    return [
        (row, column, *words(Problem(row, column, code, params)))
        for row, column, code, params in outcome.get(kind, ())
    ]


@require_GET
def _trial(request: HttpRequest, area: str, slug: str, upload_id: UUID) -> HttpResponse:
    """Show what the import would do, and what stands in its way."""
    importer = _importer(area, slug)
    upload = pending.get(upload_id=upload_id, slug=slug, at=timezone.now())
    problems = _rows(upload.outcome)
    context = _context(area, importer, upload=upload, outcome=upload.outcome, total=len(problems))
    notes = _rows(upload.outcome, "notes")
    shown = {"problems": problems[:100], "notes": notes[:100], "noted": len(notes)}
    return render(request, "imports/trial.html", {**context, **shown})


@require_GET
def _problems(
    request: HttpRequest, area: str, slug: str, upload_id: UUID, fmt: str
) -> HttpResponse:
    """Hand out the list of problems."""
    _importer(area, slug)
    upload = pending.get(upload_id=upload_id, slug=slug, at=timezone.now())
    head = (_("Riga"), _("Colonna"), _("Che cosa non va"), _("Che cosa fare"))
    rows = [*_rows(upload.outcome), *_rows(upload.outcome, "notes")]
    return _file(f"{slug}-problemi", fmt, lambda: write(fmt, _("Problemi"), head, rows))


@require_POST
@once
def _confirm(request: HttpRequest, area: str, slug: str, upload_id: UUID) -> HttpResponse:
    """Import the file that was tried, whole or not at all."""
    importer, now = _importer(area, slug), timezone.now()
    upload = pending.get(upload_id=upload_id, slug=slug, at=now)
    parsed = read(pending.content(upload), upload.filename, importer.sheet)
    outcome = _import(importer, parsed, now) if parsed.ok else Outcome()
    if parsed.problems or outcome.problems:
        messages.error(request, _("Nel frattempo qualcosa è cambiato: nulla è stato importato."))
        return redirect(f"{area}:import", slug=slug)
    audit.record(f"import.{slug}", at=now)
    pending.forget(upload_id=upload_id)
    messages.success(request, _done(outcome))
    return redirect(f"{area}:imports")


def _import(importer: Importer, parsed: Parsed, at: datetime) -> Outcome:
    events = current_frame().events
    mark = len(events)
    with transaction.atomic():
        outcome = importer.run(parsed.rows, False, at)
        if outcome.problems:
            transaction.set_rollback(True)
            del events[mark:]
    return outcome


def _done(outcome: Outcome) -> str:
    new = ngettext("{n} riga nuova", "{n} righe nuove", outcome.created).format(n=outcome.created)
    changed = ngettext("{n} aggiornata", "{n} aggiornate", outcome.updated).format(
        n=outcome.updated
    )
    counts = _("Importazione confermata: {new}, {changed}, {same} già uguali.").format(
        new=new, changed=changed, same=outcome.unchanged
    )
    return " ".join((counts, *outcome.remarks))
