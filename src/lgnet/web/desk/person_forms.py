"""Forms about who a person is. They read typed text; what is right is decided by operations."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lgnet.domain.cases.enums import Origin
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.enums import (
    BirthPrecision,
    IdentifierKind,
    IdentityStage,
    Sex,
    UnknownReason,
)
from lgnet.domain.people.queries import Draft
from lgnet.domain.people.titles import TITLES
from lgnet.domain.people.vulnerabilities import CATEGORIES
from lgnet.lib.errors import Invalid, LgnetError
from lgnet.web.desk.words import capital, country_choices, language_names, language_now
from lgnet.web.messages import sentence

# The languages most spoken by who comes, from UNHCR Italy 2021; the others are typed.
USUAL_LANGUAGES = tuple(
    "ita eng fra ara ben urd pan tir amh som wol bam mnk ful pus fas kur tur rus ukr sqi spa zho".split()  # noqa: SIM905
)
NOTHING = ("", "—")


def add_error(form: forms.Form, error: LgnetError) -> None:
    """Show what an operation refused beside the field it is about."""
    field = error.params.get("field")
    form.add_error(field if field in form.fields else None, sentence(error))


def _date_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class PersonForm(forms.Form):
    """Who a person is, as far as it is known; one name is enough."""

    alias = forms.CharField(
        label=_("Alias o soprannome"), required=False, help_text=_("come si fa chiamare")
    )
    given_name = forms.CharField(label=_("Nome"), required=False)
    family_name = forms.CharField(label=_("Cognome"), required=False)
    native_name = forms.CharField(
        label=_("Nome nella sua scrittura"),
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    sex = forms.ChoiceField(
        label=_("Sesso"),
        choices=Sex.choices,
        initial=Sex.UNKNOWN,
        required=False,
        widget=forms.RadioSelect,
    )
    birth = forms.DateField(
        label=_("Data di nascita"),
        required=False,
        widget=_date_input(),
        error_messages={"invalid": _("Questa data non esiste: scrivila come 31/12/1995.")},
    )
    birth_year = forms.IntegerField(
        label=_("oppure anno"), required=False, widget=forms.NumberInput(attrs={"size": 4})
    )
    age = forms.CharField(
        label=_("oppure età apparente"),
        required=False,
        help_text=_("per esempio 30, oppure 25-35"),
        widget=forms.TextInput(attrs={"size": 7, "inputmode": "text"}),
    )
    nationality = forms.ChoiceField(label=_("Cittadinanza"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Lingue"), required=False, widget=forms.CheckboxSelectMultiple
    )
    phone = forms.CharField(
        label=_("Telefono"), required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    stage = forms.ChoiceField(
        label=_("Identità"),
        choices=IdentityStage.choices,
        initial=IdentityStage.DECLARED,
        required=False,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Nota"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, kept_languages: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = [*USUAL_LANGUAGES, *(c for c in kept_languages if c not in USUAL_LANGUAGES)]
        self.fields["languages"].choices = list(zip(codes, language_names(codes), strict=True))
        unknown = ("", _("non nota"))
        self.fields["nationality"].choices = [unknown, *country_choices(language_now())]

    def born(self, *, on: date) -> Birth:
        """Return the birth told in one of the three ways.

        Raises
        ------
        Invalid
            ``people.birth_absurd``: two ways at once, or an age that is no number.
        """
        day, year = self.cleaned_data.get("birth"), self.cleaned_data.get("birth_year")
        ages = self.cleaned_data.get("age", "").strip()
        if sum(1 for told in (day, year, ages) if told) > 1:
            raise Invalid("people.birth_absurd", field="birth")
        if day:
            return Birth.on_day(day)
        if year:
            return Birth.in_year(year)
        if not ages:
            return Birth()
        found = re.fullmatch(r"(\d{1,3})(?:\s*[-–/]\s*(\d{1,3}))?", ages)
        if found is None:
            raise Invalid("people.birth_absurd", field="age")
        return Birth.aged(int(found[1]), int(found[2] or found[1]), on=on)

    def told(self, *, on: date) -> dict[str, Any]:
        """Return what was typed, as the operations take it."""
        clean = self.cleaned_data
        names = ("alias", "given_name", "family_name", "native_name", "phone", "note")
        return {
            **{name: clean[name] for name in names},
            "sex": clean["sex"] or Sex.UNKNOWN,
            "stage": clean["stage"] or IdentityStage.DECLARED,
            "nationality": clean["nationality"],
            "languages": clean["languages"],
            "birth": self.born(on=on),
        }

    def draft(self, *, on: date) -> Draft:
        """Return what look-alikes are searched by."""
        clean = self.cleaned_data
        names = ("alias", "given_name", "family_name", "native_name", "phone")
        return Draft(**{name: clean[name] for name in names}, birth=self.born(on=on))


def initial_of(person: Any) -> dict[str, Any]:
    """Return a person as the form shows them."""
    shown = {
        name: getattr(person, name) or ""
        for name in ("alias", "given_name", "family_name", "native_name", "phone", "note")
    }
    shown |= {"sex": person.sex, "stage": person.stage, "nationality": person.nationality}
    shown["languages"] = person.languages
    if person.birth_precision == BirthPrecision.DAY:
        shown["birth"] = person.birth_on
    elif person.birth_precision == BirthPrecision.YEAR:
        shown["birth_year"] = person.birth_on.year
    return shown


class OpenCaseForm(forms.Form):
    """How somebody came, and why."""

    origin = forms.ChoiceField(
        label=_("Come arriva"),
        choices=Origin.choices,
        initial=Origin.SELF,
        widget=forms.RadioSelect,
    )
    summary = forms.CharField(
        label=_("In breve"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class TitleForm(forms.Form):
    """A title to stay."""

    title = forms.ChoiceField(label=_("Titolo"))
    from_on = forms.DateField(label=_("Dal"), required=False, widget=_date_input())
    to_on = forms.DateField(label=_("Scade il"), required=False, widget=_date_input())
    number = forms.CharField(label=_("Numero"), required=False)
    unknown_reason = forms.ChoiceField(
        label=_("Se il numero non è noto"),
        required=False,
        choices=[NOTHING, *UnknownReason.choices],
    )

    renews = forms.TypedChoiceField(
        label=_("Se è una ricevuta, rinnova"), required=False, coerce=UUID, empty_value=None
    )

    def __init__(
        self, *args: Any, renewable: Sequence[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "it"
        named = [(title.code, capital(title.label(language))) for title in TITLES]
        self.fields["title"].choices = [NOTHING, *named]
        self.fields["renews"].choices = [NOTHING, *renewable]


class IdentifierForm(forms.Form):
    """A number that names a person, or why it is not known."""

    kind = forms.ChoiceField(label=_("Che numero"), choices=IdentifierKind.choices)
    value = forms.CharField(label=_("Numero"), required=False)
    unknown_reason = forms.ChoiceField(
        label=_("Se non è noto"), required=False, choices=[NOTHING, *UnknownReason.choices]
    )


class VulnerabilityForm(forms.Form):
    """A category of art. 17, who assessed it and when."""

    category = forms.ChoiceField(label=_("Categoria"))
    assessed_on = forms.DateField(label=_("Valutata il"), widget=_date_input())
    assessed_by = forms.CharField(label=_("Da chi"), required=False)
    ascertained = forms.BooleanField(label=_("C’è un accertamento scritto"), required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "it"
        held = [c for c in CATEGORIES if c.held(on=on)]
        named = [(c.code, capital(c.label(language))) for c in held]
        self.fields["category"].choices = [NOTHING, *named]
        self.fields["assessed_on"].initial = on
