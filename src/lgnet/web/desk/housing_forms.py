"""Forms of housing: they ask the least, and what an operation refuses stands beside its field."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lgnet.domain.housing.classes import TABLES
from lgnet.domain.housing.enums import BlockReason, Destination
from lgnet.lib.errors import Invalid, LgnetError
from lgnet.web.desk.housing_words import rule_words
from lgnet.web.messages import sentence

_COORDINATES = re.compile(r"(-?\d{1,2}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)")


def refusal(error: LgnetError) -> str:
    """Return why an operation said no; a rule is named in words."""
    if error.code == "housing.rule_failed":
        error.params["rule"] = rule_words(str(error.params.get("rule", "")))
    return sentence(error)


def put(form: forms.Form, error: Invalid) -> None:
    """Put an operation's complaint beside its field, or above the form."""
    field = str(error.params.get("field", ""))
    form.add_error(field if field in form.fields else None, sentence(error))


class Day(forms.DateField):
    """A day, typed or picked."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date", "class": "lg-in"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **kwargs)


def _text(rows: int = 2, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "class": "lg-in", **attrs})


class RequestForm(forms.Form):
    """What a household asks for: who is read from the household, the rest may stay as it is."""

    class_line = forms.ChoiceField(
        label=gettext_lazy("Riga della tabella"),
        choices=[(line.code, line.code) for table in TABLES for line in table.lines],
        error_messages={"required": gettext_lazy("Scegli una riga della tabella delle classi.")},
    )
    class_reason = forms.CharField(
        label=gettext_lazy("Perché questa classe"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "lg-in"}),
    )
    from_on = Day(label=gettext_lazy("Dalla notte del"))
    needed_by = Day(label=gettext_lazy("Ha un tetto fino al"), required=False)
    expected_nights = forms.IntegerField(
        label=gettext_lazy("Notti, la metà dei casi"),
        help_text=gettext_lazy("Metà di chi è in questa situazione resta meno."),
        min_value=1,
        max_value=730,
        initial=90,
        widget=forms.NumberInput(attrs={"class": "lg-in"}),
    )
    nights_p90 = forms.IntegerField(
        label=gettext_lazy("Notti, nove casi su dieci"),
        help_text=gettext_lazy("Si pianifica in mezzo: tre casi su quattro restano meno."),
        min_value=1,
        max_value=730,
        initial=240,
        widget=forms.NumberInput(attrs={"class": "lg-in"}),
    )
    needs_accessible = forms.BooleanField(label=gettext_lazy("senza gradini"), required=False)
    women_only = forms.BooleanField(
        label=gettext_lazy("ambiente di donne o alloggio esclusivo"), required=False
    )
    secret_address = forms.BooleanField(label=gettext_lazy("indirizzo riservato"), required=False)
    wants_kitchen = forms.BooleanField(label=gettext_lazy("cucina propria"), required=False)
    wants_bathroom = forms.BooleanField(label=gettext_lazy("bagno proprio"), required=False)
    near = forms.CharField(
        label=gettext_lazy("Vicino a scuola o lavoro"),
        required=False,
        help_text=gettext_lazy("Le coordinate del luogo, come le copia una mappa."),
        widget=forms.TextInput(attrs={"class": "lg-in", "placeholder": "43.7765, 11.2480"}),
    )
    max_minutes = forms.IntegerField(
        label=gettext_lazy("Al massimo minuti con i mezzi"),
        required=False,
        min_value=5,
        max_value=240,
        widget=forms.NumberInput(attrs={"class": "lg-in"}),
    )

    def clean_near(self) -> tuple[float, float] | None:
        """Read a place as maps write it: latitude, longitude."""
        told = self.cleaned_data["near"].strip()
        if not told:
            return None
        found = _COORDINATES.fullmatch(told)
        if found is None or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
            raise forms.ValidationError(
                _("Due numeri, latitudine e longitudine: 43.7765, 11.2480. Vuoto se non si sa.")
            )
        return float(found[1]), float(found[2])

    def clean(self) -> dict[str, Any]:
        """Refuse a time to nowhere."""
        told = super().clean() or {}
        if told.get("max_minutes") and not told.get("near") and "near" not in self.errors:
            self.add_error("near", _("Senza il luogo i minuti non si possono contare."))
        return told


class ReasonForm(forms.Form):
    """A reason that stays beside a decision."""

    reason = forms.CharField(label=gettext_lazy("Motivo"), max_length=300, widget=_text())


class EndForm(forms.Form):
    """An exit."""

    on = Day(label=gettext_lazy("Giorno di uscita"))
    destination = forms.ChoiceField(
        label=gettext_lazy("Dove va"), choices=Destination.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("Se non è nota, perché"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"class": "lg-in"}),
    )


class ExtendForm(forms.Form):
    """A new expected exit."""

    expected_to_on = Day(label=gettext_lazy("Nuova uscita prevista"))


class BlockForm(forms.Form):
    """A bed out of use for some nights."""

    bed = forms.UUIDField(
        label=gettext_lazy("Posto letto"), widget=forms.Select(attrs={"class": "lg-in"})
    )
    from_on = Day(label=gettext_lazy("Dalla notte del"))
    to_on = Day(label=gettext_lazy("Di nuovo libero dal"), required=False)
    reason = forms.ChoiceField(
        label=gettext_lazy("Perché"),
        choices=[
            ("", "—"),
            *(one for one in BlockReason.choices if one[0] != BlockReason.AWAY),
        ],
        widget=forms.Select(attrs={"class": "lg-in"}),
    )

    def __init__(self, *args: Any, beds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bed"].widget.choices = beds
