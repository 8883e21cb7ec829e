"""Forms of the case file: an action in ten seconds, needs, states."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from lgnet.domain.cases.enums import SAID_REASONS, ActionKind, NeedKind, StateReason
from lgnet.domain.people.enums import HouseholdRole

MINUTES = ((5, "5"), (15, "15"), (30, "30"), (60, "60"), (90, "90"))

_REASONS = [pair for pair in StateReason.choices if pair[0] in SAID_REASONS]


class ActionForm(forms.Form):
    """An act of work; every field has a default, so that Enter is enough."""

    kind = forms.ChoiceField(
        label=_("Tipo"),
        choices=ActionKind.choices,
        initial=ActionKind.INTERVIEW,
        widget=forms.RadioSelect,
    )
    minutes = forms.TypedChoiceField(
        label=_("Minuti"),
        choices=MINUTES,
        coerce=int,
        initial=30,
        required=False,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    other_minutes = forms.IntegerField(label=_("altri minuti"), required=False)
    who = forms.ChoiceField(label=_("Persone"), required=False)
    note = forms.CharField(label=_("Nota"), required=False)
    on = forms.DateField(
        label=_("Giorno"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, who: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = who or []

    def told(self, *, now: datetime) -> dict[str, Any]:
        """Return kind, minutes, note and moment as the operation takes them."""
        clean = self.cleaned_data
        on = clean["on"]
        today = localtime(now)
        at = now if not on or on >= today.date() else datetime.combine(on, time(12), today.tzinfo)
        return {
            "kind": clean["kind"],
            "minutes": clean["other_minutes"] or clean["minutes"] or 0,
            "note": clean["note"],
            "at": at,
        }


class NeedForm(forms.Form):
    """Something a person needs."""

    kind = forms.ChoiceField(label=_("Bisogno"), choices=NeedKind.choices)
    urgent = forms.BooleanField(label=_("Urgente"), required=False)
    note = forms.CharField(label=_("Nota"), required=False)


class ReasonForm(forms.Form):
    """Why a case is suspended or closed."""

    reason = forms.ChoiceField(label=_("Motivo"), choices=_REASONS)


class UndoForm(forms.Form):
    """Why an action is taken back."""

    reason = forms.CharField(label=_("Motivo"), max_length=200)


class ReviewForm(forms.Form):
    """When the plan is looked at again."""

    on = forms.DateField(
        label=_("Prossima verifica"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class ReassignForm(forms.Form):
    """Who follows the case from now on."""

    to = forms.ChoiceField(label=_("Operatore di riferimento"))

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = colleagues


class JoinForm(forms.Form):
    """Somebody already registered joins the household, by the code of their case."""

    code = forms.CharField(label=_("Codice della cartella"))
    role = forms.ChoiceField(label=_("Ruolo"), choices=HouseholdRole.choices, initial="CHILD")
