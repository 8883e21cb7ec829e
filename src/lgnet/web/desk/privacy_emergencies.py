"""Hidden files opened in an emergency, and the notices of it: asked, given back, judged, read."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lgnet.domain.cases import queries as cases
from lgnet.domain.privacy import operations, queries
from lgnet.domain.privacy.enums import EmergencyGround, EmergencyOutcome, NoticeKind
from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import names_of
from lgnet.lib.access import needs_fresh, requires
from lgnet.lib.errors import LgnetError, NotFound
from lgnet.web.desk import privacy_words  # noqa: F401  (its import adds the sentences)
from lgnet.web.desk.person_forms import add_error
from lgnet.web.desk.privacy_forms import EmergencyForm, ReviewForm
from lgnet.web.desk.words import capital, label
from lgnet.web.once import once


def role_name(code: str) -> str:
    return str(Role(code).label) if code in Role.values else code


def emergency_line(row: Any, names: dict[UUID, str]) -> dict[str, Any]:
    return {
        "id": row.pk,
        "at": row.opened_at,
        "until": row.closed_at or row.until,
        "open": row.closed_at is None and row.until > timezone.now(),
        "who": names.get(row.user_id, ""),
        "role": role_name(row.role),
        "ground": capital(label(EmergencyGround(row.ground))),
        "reason": row.reason,
        "outcome": label(EmergencyOutcome(row.outcome)) if row.outcome else "",
        "fair": row.outcome == EmergencyOutcome.JUSTIFIED,
        "note": row.review_note or "",
        "judge": names.get(row.reviewed_by, ""),
        "seen": row.reviewed_at,
    }


@requires("privacy.review")
@require_http_methods(["GET", "POST"])
@once
def emergency(request: HttpRequest, emergency_id: UUID) -> HttpResponse:
    """Show an emergency with its reason, and judge it."""
    row = queries.get_emergency(emergency_id=emergency_id)
    names = names_of({row.user_id, row.reviewed_by})
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            operations.review_emergency(
                emergency_id=emergency_id,
                outcome=told["outcome"],
                note=told["note"],
                at=timezone.now(),
            )
        except NotFound:
            raise
        except LgnetError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Giudizio scritto: la persona lo può leggere."))
            return redirect("desk:protection")
    context = {"line": emergency_line(row, names), "form": form}
    return render(request, "desk/emergency.html", context)


@needs_fresh
@requires("privacy.break_glass")
@require_http_methods(["GET", "POST"])
@once
def break_glass(request: HttpRequest) -> HttpResponse:
    """Open a hidden file in an emergency, by its code, for a while."""
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            row = operations.open_emergency(at=timezone.now(), **told)
        except LgnetError as error:
            add_error(form, error)
        else:
            case = cases.case_by_code(code=told["code"]) if row else None
            if row is not None and case is not None:
                messages.warning(
                    request,
                    _("Aperta fino alle {hour}. Chi la segue e il referente lo sanno già.").format(
                        hour=f"{timezone.localtime(row.until):%H:%M}"
                    ),
                )
                return redirect("desk:case", case.pk)
            form.add_error("code", _("Nessuna cartella riservata ha questo codice."))
    context = {"form": form, "minutes": queries.settings_now().emergency_minutes}
    return render(request, "desk/emergency_new.html", context)


@requires("privacy.break_glass")
@require_POST
@once
def give_back(request: HttpRequest, emergency_id: UUID) -> HttpResponse:
    """Close a hidden file before its time is over."""
    operations.close_emergency(emergency_id=emergency_id, at=timezone.now())
    messages.success(request, _("Cartella richiusa."))
    return redirect("desk:today")


@requires("privacy.read_notices")
@require_http_methods(["GET", "POST"])
@once
def notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Show a notice, and take it off Oggi."""
    row = queries.my_notices().filter(pk=notice_id).first()
    if row is None:
        raise NotFound("privacy.no_such_notice")
    if request.method == "POST":
        operations.see_notice(notice_id=notice_id, at=timezone.now())
        return redirect("desk:today")
    names = names_of({row.about_user})
    context = {
        "notice": row,
        "what": capital(label(NoticeKind(row.kind))),
        "who": names.get(row.about_user, "") if row.about_user else "",
        "case": cases.open_case_of(person_id=row.person_id) if row.person_id else None,
    }
    return render(request, "desk/notice.html", context)
