"""Forms of requests, offers and stays: they ask the least."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from lgnet.domain.housing.classes import table_on
from lgnet.domain.housing.enums import (
    ContributionKind,
    DeclineReason,
    Demand,
    FollowUpOutcome,
    Grade,
)
from lgnet.domain.housing.queries import LANGUAGES
from lgnet.web.desk.stay_words import CLASS_LINES
from lgnet.web.public.offer_texts import TEXTS

_IN = {"class": "lg-in"}


def day_field(**kwargs: Any) -> forms.DateField:
    """Return a field for a day."""
    widget = forms.DateInput(attrs={"type": "date", **_IN}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **kwargs)


def text_field(label: Any, *, most: int, required: bool = True) -> forms.CharField:
    """Return a field for one short line."""
    return forms.CharField(
        label=label, max_length=most, required=required, widget=forms.TextInput(attrs=_IN)
    )


class ClassForm(forms.Form):
    """Another line of the published table, and why."""

    class_line = forms.ChoiceField(
        label=gettext_lazy("Riga della tabella"), widget=forms.Select(attrs=_IN)
    )
    reason = text_field(gettext_lazy("Perché cambia"), most=200)

    def __init__(self, *args: Any, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["class_line"].choices = [
            (line.code, f"{line.priority_class} · {CLASS_LINES[line.code]}")
            for line in table_on(on).lines
        ]


class OfferForm(forms.Form):
    """In which language a place is offered."""

    language = forms.ChoiceField(
        label=gettext_lazy("Lingua del testo"),
        choices=[(code, TEXTS[code]["name"]) for code in LANGUAGES],
        widget=forms.Select(attrs=_IN),
    )


class AnswerForm(forms.Form):
    """What a household said at the desk."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Risposta"),
        choices=[("yes", gettext_lazy("sì")), ("no", gettext_lazy("no"))],
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Se no, perché"),
        choices=[("", "—"), *DeclineReason.choices],
        required=False,
        widget=forms.Select(attrs=_IN),
    )
    words = text_field(gettext_lazy("Parole loro"), most=300, required=False)


class ArriveForm(forms.Form):
    """The night a household came in."""

    on = day_field(label=gettext_lazy("Entrato la notte del"))


class TransferForm(forms.Form):
    """Another unit of the city, from a night on."""

    unit = forms.ChoiceField(label=gettext_lazy("Camera"), widget=forms.Select(attrs=_IN))
    on = day_field(label=gettext_lazy("Dalla notte del"))
    reason = text_field(gettext_lazy("Motivo"), most=300)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units


class MoneyForm(forms.Form):
    """One line of a contribution."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Che cosa"), choices=ContributionKind.choices, widget=forms.RadioSelect
    )
    amount = forms.DecimalField(
        label=gettext_lazy("Euro"),
        max_digits=9,
        decimal_places=2,
        min_value=Decimal(0),
        localize=True,
        widget=forms.TextInput(attrs={**_IN, "inputmode": "decimal"}),
    )
    on = day_field(label=gettext_lazy("Dal, o ricevuto il"))
    reason = text_field(gettext_lazy("Motivo, se condonato"), most=200, required=False)


class NightForm(forms.Form):
    """A night counted by mistake, or not counted."""

    person = forms.ChoiceField(label=gettext_lazy("Persona"), widget=forms.Select(attrs=_IN))
    night = day_field(label=gettext_lazy("Notte del"))
    present = forms.ChoiceField(
        label=gettext_lazy("C’era?"),
        choices=[("yes", gettext_lazy("c’era")), ("no", gettext_lazy("non c’era"))],
        widget=forms.RadioSelect,
    )
    reason = text_field(gettext_lazy("Come si sa"), most=80)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people


class FollowUpForm(forms.Form):
    """How people are some months after they left."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Come sta"),
        choices=FollowUpOutcome.choices,
        widget=forms.Select(attrs=_IN),
    )
    on = day_field(label=gettext_lazy("Sentito il"))
    note = text_field(gettext_lazy("Nota"), most=200, required=False)


def _grade(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[("", gettext_lazy("non chiesto")), *Grade.choices],
        required=False,
        widget=forms.Select(attrs=_IN),
    )


class QuestionnaireForm(forms.Form):
    """What people say of the stay; every answer may be left out."""

    helpful = _grade(gettext_lazy("Vi è servito?"))
    safe = _grade(gettext_lazy("Vi siete sentiti al sicuro?"))
    ready = _grade(gettext_lazy("Vi sentite pronti ad andare avanti?"))
    words = text_field(gettext_lazy("Parole loro"), most=500, required=False)


class NeedForm(forms.Form):
    """One need: what, for what, and whether it must be."""

    what = forms.CharField(required=False)
    language = forms.CharField(required=False, max_length=3)
    demand = forms.ChoiceField(choices=Demand.choices)


class SettingsForm(forms.Form):
    """The municipality's own terms."""

    target_days_0 = forms.IntegerField(label=gettext_lazy("Classe 0, giorni"))
    target_days_1 = forms.IntegerField(label=gettext_lazy("Classe 1, giorni"))
    target_days_2 = forms.IntegerField(label=gettext_lazy("Classe 2, giorni"))
    target_days_3 = forms.IntegerField(label=gettext_lazy("Classe 3, giorni"))
    absence_nights = forms.IntegerField(
        label=gettext_lazy("Notti di assenza prima che qualcuno guardi")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "lg-in"
