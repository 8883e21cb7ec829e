"""Forms of the register and of a facility's beds; unknown is an answer everywhere but for a name."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lgnet.domain.housing.enums import (
    ConventionEnd,
    DiscrepancyOutcome,
    FacilityKind,
    NoCig,
    SexRule,
    UnitKind,
    UpkeepKind,
    UpkeepOutcome,
)
from lgnet.web.desk.person_forms import USUAL_LANGUAGES
from lgnet.web.desk.words import language_names

_POINT = re.compile(r"(-?\d{1,2}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)")
_IN = {"class": "lg-in"}
LAST_YEAR = 2100


def _date(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date", **_IN}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def _number(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, widget=forms.NumberInput(attrs=_IN), **more)


def _money(label: Any, most: int, **more: Any) -> forms.DecimalField:
    widget = forms.NumberInput(attrs={**_IN, "step": "0.01"})
    return forms.DecimalField(
        label=label, widget=widget, decimal_places=2, max_digits=most, min_value=Decimal(0), **more
    )


def _line(label: Any, most: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.TextInput(attrs=_IN), **more)


def _select(label: Any, choices: Any, *, blank: Any = None, **more: Any) -> forms.ChoiceField:
    listed = [*([("", blank)] if blank is not None else []), *choices]
    return forms.ChoiceField(label=label, choices=listed, widget=forms.Select(attrs=_IN), **more)


def _maybe(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[
            ("", pgettext_lazy("facility", "non noto")),
            ("1", gettext_lazy("sì")),
            ("0", gettext_lazy("no")),
        ],
        coerce=lambda told: told == "1",
        empty_value=None,
        required=False,
        widget=forms.Select(attrs=_IN),
    )


def _time(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time", **_IN}, format="%H:%M")
    return forms.TimeField(label=label, required=False, widget=widget)


class FactsForm(forms.Form):
    """What is known of a facility."""

    name = _line(gettext_lazy("Nome"), 120)
    kind = _select(gettext_lazy("Tipo"), FacilityKind.choices)
    applicant = _line(gettext_lazy("Chi la offre"), 120, required=False)
    body_id = forms.TypedChoiceField(
        label=gettext_lazy("Ente che la gestisce"),
        required=False,
        empty_value=None,
        widget=forms.Select(attrs=_IN),
    )
    contact_email = _line(
        gettext_lazy("E-mail per le conferme"),
        200,
        required=False,
        help_text=gettext_lazy(
            "Qui si chiede, al massimo una volta al giorno, quanti posti sono liberi."
        ),
    )
    phone = _line(gettext_lazy("Telefono"), 40, required=False)
    address = _line(gettext_lazy("Indirizzo"), 200, required=False)
    point = _line(
        gettext_lazy("Punto sulla mappa"),
        60,
        required=False,
        help_text=gettext_lazy("Latitudine e longitudine, come le copia una mappa."),
    )
    secret = forms.BooleanField(label=gettext_lazy("indirizzo riservato"), required=False)
    accessible = forms.BooleanField(label=gettext_lazy("senza gradini"), required=False)
    declared_places = _number(
        gettext_lazy("Posti dichiarati"), min_value=1, max_value=2000, required=False
    )
    sex_rule = _select(gettext_lazy("Chi può dormirci"), SexRule.choices)
    age_from = _number(gettext_lazy("Età da"), min_value=0, max_value=120, required=False)
    age_to = _number(gettext_lazy("Età fino a"), min_value=0, max_value=120, required=False)
    pets = _maybe(gettext_lazy("Animali"))
    smoking = _maybe(gettext_lazy("Si può fumare"))
    enters_from = _time(gettext_lazy("Si entra dalle"))
    enters_to = _time(gettext_lazy("fino alle"))
    contribution_eur = _money(gettext_lazy("Contributo al mese, €"), 7, required=False)
    max_nights = _number(
        gettext_lazy("Notti al massimo"), min_value=1, max_value=1000, required=False
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Lingue di chi ci lavora"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, bodies: list[tuple[Any, str]], kept: tuple[str, ...] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = {str(key): key for key, _name in bodies}
        self.fields["body_id"].choices = [
            ("", _("non noto")),
            *((str(key), name) for key, name in bodies),
        ]
        self.fields["body_id"].coerce = known.get
        codes = ["ita", *(code for code in USUAL_LANGUAGES if code != "ita")]
        codes += [code for code in kept if code not in codes]
        self.fields["languages"].choices = list(zip(codes, language_names(codes), strict=True))

    def clean_point(self) -> tuple[float | None, float | None]:
        """Read a point as maps write it."""
        told = self.cleaned_data["point"].strip()
        if not told:
            return None, None
        found = _POINT.fullmatch(told)
        if found is None or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
            raise forms.ValidationError(
                _("Due numeri, latitudine e longitudine: 43.7765, 11.2480. Vuoto se non si sa.")
            )
        return float(found[1]), float(found[2])

    def facts(self) -> dict[str, Any]:
        """Return the answers as the operation takes them."""
        told = dict(self.cleaned_data)
        told["latitude"], told["longitude"] = told.pop("point")
        return told


class StepForm(forms.Form):
    """A decision on a facility's place in the register."""

    reason = forms.CharField(
        label=gettext_lazy("Motivo"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, **_IN}),
        help_text=gettext_lazy("Serve per non accreditare e per togliere dal registro."),
    )


class ConventionForm(forms.Form):
    """A convention, or the renewal of one."""

    cig = _line(gettext_lazy("CIG"), 14, required=False)
    no_cig = _select(gettext_lazy("Se non c’è, perché"), NoCig.choices, blank="—", required=False)
    body_id = forms.TypedChoiceField(
        label=gettext_lazy("Con chi"),
        required=False,
        empty_value=None,
        widget=forms.Select(attrs=_IN),
    )
    places = _number(gettext_lazy("Posti"), min_value=1, max_value=2000)
    daily_rate = _money(gettext_lazy("€ al giorno per posto"), 8, required=False)
    pays_empty = forms.BooleanField(
        label=gettext_lazy("si paga anche il posto vuoto"), required=False
    )
    from_on = _date(gettext_lazy("Dal"))
    last_on = _date(gettext_lazy("Fino al, compreso"))
    renews_id = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, bodies: list[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {str(key): key for key, _name in bodies}
        self.fields["body_id"].choices = [
            ("", _("chi la gestisce")),
            *((str(key), name) for key, name in bodies),
        ]
        self.fields["body_id"].coerce = known.get

    def clean_last_on(self) -> date:
        """Refuse a last day nothing comes after."""
        told: date = self.cleaned_data["last_on"]
        if told.year > LAST_YEAR:
            raise forms.ValidationError(_("L’ultimo giorno viene dopo il primo, entro dieci anni."))
        return told

    def terms(self) -> dict[str, Any]:
        """Return the answers as the operation takes them."""
        told = dict(self.cleaned_data)
        told["to_on"] = told.pop("last_on") + timedelta(days=1)
        return told


class ConventionEndForm(forms.Form):
    """The end of a convention before its day."""

    convention_id = forms.UUIDField(widget=forms.HiddenInput)
    on = _date(gettext_lazy("Non vale più dal"))
    reason = _select(gettext_lazy("Perché"), ConventionEnd.choices)


class UnitForm(forms.Form):
    """A room or a flat."""

    name = _line(gettext_lazy("Nome"), 60)
    beds = _number(gettext_lazy("Posti"), min_value=1, max_value=60)
    kind = _select(gettext_lazy("Che cos’è"), UnitKind.choices)
    sex_rule = _select(gettext_lazy("Chi può dormirci"), SexRule.choices)
    exclusive = forms.BooleanField(label=gettext_lazy("un nucleo alla volta"), required=False)
    accessible = forms.BooleanField(label=gettext_lazy("senza gradini"), required=False)
    own_bathroom = forms.BooleanField(label=gettext_lazy("bagno proprio"), required=False)
    own_kitchen = forms.BooleanField(label=gettext_lazy("cucina propria"), required=False)


class _InRooms(forms.Form):
    def __init__(
        self,
        *args: Any,
        units: list[tuple[str, str]] = [],  # noqa: B006  read, never written
        beds: list[tuple[str, str]] = [],  # noqa: B006
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if "unit_id" in self.fields:
            blank = [] if self.fields["unit_id"].required else [("", _("tutta la struttura"))]
            self.fields["unit_id"].widget.choices = [*blank, *units]
        for name in ("bed_id", "bed_ids"):
            if name in self.fields:
                self.fields[name].widget.choices = beds
                if name == "bed_ids":
                    self.fields[name].choices = beds


class AddBedForm(_InRooms):
    """An extra bed for some nights."""

    unit_id = forms.UUIDField(label=gettext_lazy("Camera"), widget=forms.Select(attrs=_IN))
    from_on = _date(gettext_lazy("Dalla notte del"))
    to_on = _date(gettext_lazy("Va via il"), required=False)


class MoveBedForm(_InRooms):
    """An extra bed into another room, or away when none is chosen."""

    bed_id = forms.UUIDField(label=gettext_lazy("Letto aggiunto"), widget=forms.Select(attrs=_IN))
    unit_id = forms.UUIDField(
        label=gettext_lazy("Nella camera"), required=False, widget=forms.Select(attrs=_IN)
    )
    on = _date(gettext_lazy("Dalla notte del"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rooms = [choice for choice in self.fields["unit_id"].widget.choices if choice[0]]
        self.fields["unit_id"].widget.choices = [("", _("nessuna: si toglie")), *rooms]


class UpkeepForm(_InRooms):
    """Works, an inspection or damage, and the beds nobody can sleep in meanwhile."""

    kind = _select(gettext_lazy("Che cosa"), UpkeepKind.choices)
    unit_id = forms.UUIDField(
        label=gettext_lazy("Dove"), required=False, widget=forms.Select(attrs=_IN)
    )
    from_on = _date(gettext_lazy("Dal"))
    to_on = _date(gettext_lazy("Finisce il"), required=False)
    bed_ids = forms.MultipleChoiceField(
        label=gettext_lazy("Posti bloccati"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = _line(
        gettext_lazy("Che cosa si è visto"),
        300,
        required=False,
        help_text=gettext_lazy("Senza nomi: lo legge chi tiene le strutture."),
    )


class CloseUpkeepForm(forms.Form):
    """How it ended."""

    upkeep_id = forms.UUIDField(widget=forms.HiddenInput)
    outcome = _select(gettext_lazy("Com’è finita"), UpkeepOutcome.choices)


class SettleForm(forms.Form):
    """How what a facility said was settled."""

    discrepancy_id = forms.UUIDField(widget=forms.HiddenInput)
    outcome = _select(gettext_lazy("Com’è finita"), DiscrepancyOutcome.choices)
