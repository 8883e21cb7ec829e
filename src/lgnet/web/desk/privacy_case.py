"""The tab Tutela of a case file: who alone sees it, what must be kept, what may go, the copy."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lgnet.domain.cases import queries as cases
from lgnet.domain.network.queries import municipality_name
from lgnet.domain.people import operations as people
from lgnet.domain.people.enums import ErasureReason, HoldReason
from lgnet.domain.privacy import operations, queries
from lgnet.domain.privacy.enums import EmergencyGround, SecludedFor
from lgnet.domain.security.queries import names_of
from lgnet.flows import protect_person
from lgnet.flows.subject_report import gather
from lgnet.lib.access import needs_fresh_to_download, requires
from lgnet.lib.actor import current_actor, current_municipality
from lgnet.lib.errors import LgnetError, NotFound
from lgnet.lib.paging import parse_id
from lgnet.web.desk import case_page, privacy_words  # noqa: F401  (its import adds the sentences)
from lgnet.web.desk.access_words import SIGHTED
from lgnet.web.desk.person_forms import add_error
from lgnet.web.desk.privacy_forms import EndForm, ErasureForm, NameForm, SecludeForm
from lgnet.web.desk.subject_report import report
from lgnet.web.desk.words import label, short_day
from lgnet.web.once import once
from lgnet.web.paper import pdf

LANGUAGES = {"it": "Italiano", "en": "English"}


def tab(page: case_page.CasePage) -> dict[str, Any]:
    """Return what the tab prints."""
    person_id = page.case.person_id
    seclusion = queries.seclusion_of(person_id=person_id)
    readers = queries.readers_of(person_id=person_id)
    erasure = queries.erasure_of(person_id=person_id)
    holds = queries.holds_of(person_id=person_id)
    emergencies = queries.emergencies_about(person_id=person_id)
    colleagues = queries.colleagues(on=page.on)
    others = [
        (str(user.pk), user.display_name)
        for user in colleagues
        if user.pk not in {row.user_id for row in readers} and user.pk != current_actor().user_id
    ]
    names = names_of(
        {row.user_id for row in (*readers, *emergencies)}
        | {seclusion.placed_by if seclusion else None, erasure.proposed_by if erasure else None}
    )
    return {
        "seclusion": seclusion
        and {
            "ground": label(SecludedFor(seclusion.ground)),
            "since": short_day(timezone.localdate(seclusion.placed_at)),
            "review": short_day(seclusion.review_on),
            "late": seclusion.review_on <= page.on,
            "by": names.get(seclusion.placed_by, ""),
            "reason": seclusion.reason,
        },
        "readers": [(row.user_id, names.get(row.user_id, "")) for row in readers],
        "emergencies": [
            {
                "at": row.opened_at,
                "who": names.get(row.user_id, ""),
                "ground": label(EmergencyGround(row.ground)),
                "reason": row.reason,
            }
            for row in emergencies
        ],
        "holds": [
            (label(HoldReason(row.reason)), short_day(timezone.localdate(row.from_at)))
            for row in holds
        ],
        "frozen": any(row.reason == HoldReason.RESTRICTION for row in holds),
        "erasure": erasure
        and {
            "why": label(ErasureReason(erasure.reason)),
            "day": short_day(timezone.localdate(erasure.proposed_at)),
            "by": names.get(erasure.proposed_by, ""),
        },
        "seclude_form": SecludeForm(colleagues=others, on=page.on),
        "name_form": NameForm(colleagues=others),
        "end_form": EndForm(),
        "erasure_form": ErasureForm(),
        "paper_languages": LANGUAGES.items(),
    }


def _shown(request: HttpRequest, case_id: UUID, **given: forms.Form) -> HttpResponse:
    page = case_page.load(case_id, at=timezone.now())
    context = case_page.context(page, "privacy") | tab(page) | given
    return render(request, "desk/case_privacy.html", context)


def _act(
    request: HttpRequest,
    case_id: UUID,
    *,
    name: str,
    form: forms.Form,
    act: Callable[[], Any],
    done: str,
) -> HttpResponse:
    if form.is_valid():
        try:
            act()
        except NotFound:
            raise
        except LgnetError as error:
            add_error(form, error)
        else:
            messages.success(request, done)
            return redirect("desk:case_tab", case_id, "privacy")
    return _shown(request, case_id, **{name: form})


def _person_of(case_id: UUID) -> UUID:
    return cases.get_case(case_id=case_id).person_id


def _others() -> list[tuple[str, str]]:
    found = queries.colleagues(on=timezone.localdate())
    return [(str(user.pk), user.display_name) for user in found]


@requires("privacy.seclude")
@require_POST
@once
def seclude(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Hide the person of a case from whoever is not named."""
    person_id, now = _person_of(case_id), timezone.now()
    form = SecludeForm(request.POST, colleagues=_others(), on=timezone.localdate(now))

    def act() -> None:
        told = form.cleaned_data
        protect_person.seclude(
            person_id=person_id,
            ground=told["ground"],
            reason=told["reason"],
            review_on=told["review_on"],
            named=[UUID(key) for key in told["named"]],
            with_household=told["with_household"],
            at=now,
        )

    done = _("Da adesso la vedono solo chi la segue e chi hai nominato.")
    return _act(request, case_id, name="seclude_form", form=form, act=act, done=done)


@requires("privacy.seclude")
@require_POST
@once
def name_reader(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Let one more colleague see the person."""
    person_id = _person_of(case_id)
    form = NameForm(request.POST, colleagues=_others())

    def act() -> None:
        user_id = UUID(form.cleaned_data["user"])
        operations.name_reader(person_id=person_id, user_id=user_id, at=timezone.now())

    return _act(
        request,
        case_id,
        name="name_form",
        form=form,
        act=act,
        done=_("Nominata: trova un avviso su Oggi."),
    )


@requires("privacy.seclude")
@require_POST
@once
def unname_reader(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take a colleague's name off."""
    user_id = parse_id(request.POST.get("user", ""))
    operations.unname_reader(person_id=_person_of(case_id), user_id=user_id, at=timezone.now())
    messages.success(request, _("Non la vede più."))
    return redirect("desk:case_tab", case_id, "privacy")


@requires("privacy.seclude")
@require_POST
@once
def end_seclusion(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Let the whole desk see the person again."""
    person_id, form = _person_of(case_id), EndForm(request.POST)

    def act() -> None:
        told = form.cleaned_data["reason"]
        operations.end_seclusion(person_id=person_id, reason=told, at=timezone.now())

    done = _("Non è più riservata: la vede tutto lo sportello.")
    return _act(request, case_id, name="end_form", form=form, act=act, done=done)


@requires("people.propose_erasure")
@require_POST
@once
def propose_erasure(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Propose that the person's data be erased."""
    person_id, form = _person_of(case_id), ErasureForm(request.POST)

    def act() -> None:
        why = form.cleaned_data["reason"]
        people.propose_erasure(person_id=person_id, reason=why, at=timezone.now())

    done = _("Proposta: decide il referente del Comune.")
    return _act(request, case_id, name="erasure_form", form=form, act=act, done=done)


@requires("people.propose_erasure")
@require_POST
@once
def freeze(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Restrict the processing, as the person asked (GDPR art. 18)."""
    protect_person.place_hold(
        person_id=_person_of(case_id), reason=HoldReason.RESTRICTION, at=timezone.now()
    )
    messages.success(request, _("Da adesso i dati si vedono, e non si cambiano né si usano."))
    return redirect("desk:case_tab", case_id, "privacy")


@needs_fresh_to_download
@requires("privacy.report")
@require_GET
def give_report(request: HttpRequest, person_id: UUID, paper: str) -> HttpResponse:
    """Give a person all that is held about them, as a paper or as data."""
    if paper not in {"pdf", "json"}:
        raise NotFound("people.no_such_person")
    asked = request.GET.get("lingua", "")
    lang = asked if asked in LANGUAGES else "it"
    now = timezone.now()
    held = gather(person_id=person_id, at=now, lists=list(SIGHTED))
    with translation.override(lang):
        found = report(held, city=municipality_name(current_municipality()), at=now, lang=lang)
    day = timezone.localdate(now).isoformat()
    if paper == "json":
        answer: HttpResponse = JsonResponse(found, json_dumps_params={"ensure_ascii": False})
    else:
        answer = HttpResponse(pdf(found), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="dati-{day}.{paper}"'
    return answer
