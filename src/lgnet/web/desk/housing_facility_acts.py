"""What is done with a facility: steps of the register, conventions, beds, upkeep, links."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.enums import FacilityState
from lgnet.lib.access import requires
from lgnet.lib.errors import Invalid, Refused
from lgnet.lib.paging import parse_id
from lgnet.web.desk.housing_facility import page
from lgnet.web.desk.housing_forms import BlockForm, put, refusal
from lgnet.web.desk.housing_register import bodies
from lgnet.web.desk.housing_register_forms import (
    AddBedForm,
    CloseUpkeepForm,
    ConventionEndForm,
    ConventionForm,
    FactsForm,
    MoveBedForm,
    SettleForm,
    StepForm,
    UnitForm,
    UpkeepForm,
)
from lgnet.web.once import once


def _submit(
    request: HttpRequest,
    facility_id: UUID,
    *,
    tab: str,
    name: str,
    form: forms.Form,
    act: Callable[..., Any],
    done: str | Promise,
) -> HttpResponse:
    """Do what a form says; what is wrong comes back beside its field, with all that was typed."""
    if form.is_valid():
        told = form.terms() if isinstance(form, ConventionForm) else form.cleaned_data
        try:
            act(facility_id=facility_id, at=timezone.now(), **told)
            messages.success(request, str(done))
            return redirect(f"housing:{tab}", facility_id=facility_id)
        except Invalid as error:
            put(form, error)
        except Refused as error:
            form.add_error(None, refusal(error))
    return page(request, facility_id, tab, **{name: form})


def _press(
    request: HttpRequest,
    facility_id: UUID,
    *,
    tab: str,
    act: Callable[[], Any],
    done: str | Promise,
) -> HttpResponse:
    """Do what a button says; a refusal is told on the page it came from."""
    try:
        act()
        messages.success(request, str(done))
    except (Invalid, Refused) as error:
        messages.error(request, refusal(error))
    return redirect(f"housing:{tab}", facility_id=facility_id)


def _act(permission: str) -> Callable[[Callable[..., HttpResponse]], Any]:
    def wrap(view: Callable[..., HttpResponse]) -> Any:
        return require_POST(requires(permission)(once(view)))

    return wrap


def _rooms(facility_id: UUID) -> dict[str, list[tuple[str, str]]]:
    units = queries.list_units(facility_id=queries.get_facility(facility_id=facility_id).pk)
    beds = [
        (str(bed.pk), f"{unit.name} · {bed.label}")
        for unit in units
        for bed in sorted(unit.beds.all(), key=lambda bed: bed.label)
    ]
    return {"units": [(str(unit.pk), unit.name) for unit in units], "beds": beds}


@_act("housing.inventory")
def block(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """Take a bed out of use for some nights."""

    def act(*, facility_id: UUID, bed: UUID, **told: Any) -> None:
        operations.block_bed(bed_id=bed, **told)

    form = BlockForm(request.POST, beds=_rooms(facility_id)["beds"])
    return _submit(
        request,
        facility_id,
        tab="facility",
        name="form",
        form=form,
        act=act,
        done=gettext_lazy("Posto bloccato."),
    )


@_act("housing.inventory")
def unblock(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """End a block."""
    occupancy_id = parse_id(request.POST.get("block", ""))
    return _press(
        request,
        facility_id,
        tab="facility",
        act=lambda: operations.unblock_bed(
            occupancy_id=occupancy_id, facility_id=facility_id, at=timezone.now()
        ),
        done=gettext_lazy("Posto di nuovo usabile."),
    )


_STEPS: dict[str, tuple[Callable[..., Any], bool, Any]] = {
    FacilityState.APPLIED: (operations.reapply_facility, False, gettext_lazy("Domanda ricevuta.")),
    FacilityState.EXAMINED: (operations.examine_facility, False, gettext_lazy("In esame.")),
    FacilityState.ACCREDITED: (
        operations.accredit_facility,
        True,
        gettext_lazy("Accreditata: da adesso ha posti da dare."),
    ),
    FacilityState.REFUSED: (
        operations.refuse_facility,
        True,
        gettext_lazy("Non accreditata. La domanda si può ripresentare."),
    ),
    FacilityState.ENDED: (
        operations.end_facility,
        True,
        gettext_lazy("Fuori dal registro: i suoi posti non si danno più."),
    ),
}


@require_POST
@requires("housing.read")
@once
def step(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """Take a step in the register; the operation asks who may."""
    queries.get_facility(facility_id=facility_id)
    known = _STEPS.get(request.POST.get("to", ""))
    if known is None:
        raise Invalid("housing.facts", field="to")
    run, with_reason, done = known

    def act(*, facility_id: UUID, at: Any, reason: str) -> None:
        more = {"reason": reason} if with_reason else {}
        run(facility_id=facility_id, at=at, **more)

    return _submit(
        request,
        facility_id,
        tab="facility_register",
        name="step_form",
        form=StepForm(request.POST),
        act=act,
        done=done,
    )


@require_http_methods(["GET", "POST"])
@requires("housing.inventory")
@once
def facts(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """Change what is known of a facility."""
    facility = queries.get_facility(facility_id=facility_id)
    initial = {name: getattr(facility, name) for name in FactsForm.base_fields if name != "point"}
    initial |= {
        name: {True: "1", False: "0"}.get(initial[name], "") for name in ("pets", "smoking")
    }
    if facility.latitude is not None:
        initial["point"] = f"{facility.latitude}, {facility.longitude}"
    form = FactsForm(
        request.POST or None, bodies=bodies(), kept=tuple(facility.languages), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.keep_facts(facility_id=facility_id, at=timezone.now(), **form.facts())
        except Invalid as error:
            put(form, error)
        else:
            messages.success(request, _("Dati salvati."))
            return redirect("housing:facility_register", facility_id=facility_id)
    context = {"form": form, "facility": facility}
    return render(request, "desk/housing/facility_facts.html", context)


@_act("housing.inventory")
def convention(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """Write a convention down."""
    return _submit(
        request,
        facility_id,
        tab="facility_register",
        name="convention_form",
        form=ConventionForm(request.POST, bodies=bodies()),
        act=operations.sign_convention,
        done=gettext_lazy("Convenzione registrata."),
    )


@_act("housing.inventory")
def convention_end(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """End a convention early."""
    return _submit(
        request,
        facility_id,
        tab="facility_register",
        name="end_form",
        form=ConventionEndForm(request.POST),
        act=operations.end_convention,
        done=gettext_lazy("Convenzione chiusa."),
    )


@_act("housing.inventory")
def unit_new(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """Add a room."""
    return _submit(
        request,
        facility_id,
        tab="facility",
        name="unit_form",
        form=UnitForm(request.POST),
        act=operations.add_unit,
        done=gettext_lazy("Camera aggiunta."),
    )


@_act("housing.inventory")
def bed_add(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """Put an extra bed into a room."""
    return _submit(
        request,
        facility_id,
        tab="facility",
        name="add_form",
        form=AddBedForm(request.POST, units=_rooms(facility_id)["units"]),
        act=operations.add_bed,
        done=gettext_lazy("Letto aggiunto."),
    )


@_act("housing.inventory")
def bed_move(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """Move an extra bed, or take it away."""

    def act(*, unit_id: UUID | None, **told: Any) -> None:
        if unit_id is None:
            operations.remove_bed(**told)
        else:
            operations.move_bed(unit_id=unit_id, **told)

    return _submit(
        request,
        facility_id,
        tab="facility",
        name="move_form",
        form=MoveBedForm(request.POST, **_rooms(facility_id)),
        act=act,
        done=gettext_lazy("Fatto: il tableau lo sa già."),
    )


@_act("housing.inventory")
def upkeep(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """Write down works, an inspection or damage."""
    return _submit(
        request,
        facility_id,
        tab="facility",
        name="upkeep_form",
        form=UpkeepForm(request.POST, **_rooms(facility_id)),
        act=_open_upkeep,
        done=gettext_lazy("Annotato: i posti scelti sono bloccati."),
    )


def _open_upkeep(*, bed_ids: list[str], **told: Any) -> None:
    operations.open_upkeep(bed_ids=[parse_id(each) for each in bed_ids], **told)


@_act("housing.inventory")
def upkeep_close(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """Say how it ended; its beds are free again."""
    return _from(
        request,
        facility_id,
        tab="facility",
        form=CloseUpkeepForm(request.POST),
        act=operations.close_upkeep,
        done=gettext_lazy("Chiuso: i suoi posti sono di nuovo liberi."),
    )


def _from(
    request: HttpRequest,
    facility_id: UUID,
    *,
    tab: str,
    form: forms.Form,
    act: Callable[..., Any],
    done: str | Promise,
) -> HttpResponse:
    """Press a button that carries a choice."""
    if not form.is_valid():
        raise Invalid("housing.facts", field=next(iter(form.errors)))
    return _press(
        request,
        facility_id,
        tab=tab,
        act=lambda: act(facility_id=facility_id, at=timezone.now(), **form.cleaned_data),
        done=done,
    )


@_act("housing.inventory")
def link_new(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """Make a link by which the facility confirms."""
    return _press(
        request,
        facility_id,
        tab="facility_picture",
        act=lambda: operations.make_link(facility_id=facility_id, at=timezone.now()),
        done=gettext_lazy("Link pronto: copialo e mandalo alla struttura."),
    )


@_act("housing.inventory")
def link_revoke(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """Make a link useless."""
    link_id = parse_id(request.POST.get("link", ""))
    return _press(
        request,
        facility_id,
        tab="facility_picture",
        act=lambda: operations.revoke_link(
            facility_id=facility_id, link_id=link_id, at=timezone.now()
        ),
        done=gettext_lazy("Il link non vale più."),
    )


@_act("housing.hold")
def discrepancy(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """Say how what a facility told was settled."""
    return _from(
        request,
        facility_id,
        tab="facility_picture",
        form=SettleForm(request.POST),
        act=operations.settle_discrepancy,
        done=gettext_lazy("Chiarito."),
    )
