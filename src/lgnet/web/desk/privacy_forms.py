"""Forms of privacy: who alone sees a person, emergencies, terms, limits."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lgnet.domain.people.enums import ErasureReason, HoldReason
from lgnet.domain.privacy.enums import EmergencyGround, EmergencyOutcome, SecludedFor, TermKind

Choices = Sequence[tuple[str, str]]


class _Day(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, **kwargs)


class _Reason(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=1000, widget=forms.Textarea(attrs={"rows": 2}), **kwargs)


class SecludeForm(forms.Form):
    """Make a person exist for the named only."""

    ground = forms.ChoiceField(label=_("Perché"), choices=SecludedFor.choices)
    reason = _Reason(label=_("Motivo, in parole"))
    review_on = _Day(label=_("Da rivedere il"))
    named = forms.MultipleChoiceField(
        label=_("Chi altro la vede"), required=False, widget=forms.CheckboxSelectMultiple
    )
    with_household = forms.BooleanField(
        label=_("Nascondi anche chi vive con lei"), required=False, initial=True
    )

    def __init__(self, *args: Any, colleagues: Choices = (), on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["named"].choices = colleagues
        self.fields["review_on"].initial = on + timedelta(days=90)


class NameForm(forms.Form):
    """Let one more colleague see a secluded person."""

    user = forms.ChoiceField(label=_("Collega"))

    def __init__(self, *args: Any, colleagues: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = colleagues


class EndForm(forms.Form):
    """End something, with the reason."""

    reason = _Reason(label=_("Motivo, in parole"))


class EmergencyForm(forms.Form):
    """Open a hidden file for a while."""

    code = forms.CharField(label=_("Codice della cartella"), max_length=20)
    ground = forms.ChoiceField(label=_("Che emergenza è"), choices=EmergencyGround.choices)
    reason = _Reason(label=_("Che cosa succede"))


class ReviewForm(forms.Form):
    """Judge an emergency."""

    outcome = forms.ChoiceField(
        label=_("Giudizio"), choices=EmergencyOutcome.choices, widget=forms.RadioSelect
    )
    note = _Reason(label=_("Che cosa hai verificato"))


class ErasureForm(forms.Form):
    """Propose that a person's data be erased."""

    reason = forms.ChoiceField(label=_("Perché"), choices=ErasureReason.choices)


class HoldForm(forms.Form):
    """Keep somebody's data whatever the term, by the code of the file."""

    code = forms.CharField(label=_("Codice della cartella"), max_length=20)
    reason = forms.ChoiceField(label=_("Perché"), choices=HoldReason.choices)


class TermForm(forms.Form):
    """Set how long something is kept."""

    kind = forms.ChoiceField(label=_("Che cosa"), choices=TermKind.choices)
    months = forms.IntegerField(label=_("Mesi"), min_value=1, max_value=600)
    legal_basis = forms.CharField(label=_("Base giuridica"), max_length=300)
    from_on = _Day(label=_("In vigore dal"))


class LimitsForm(forms.Form):
    """The municipality's limits."""

    emergency_minutes = forms.IntegerField(
        label=_("Durata di un accesso d’emergenza, in minuti"), min_value=5, max_value=240
    )
    opened_at_least = forms.IntegerField(
        label=_("Persone aperte in un giorno, per chiunque"), min_value=1, max_value=1000
    )
    opened_per_case = forms.IntegerField(
        label=_("Persone aperte per ogni cartella seguita"), min_value=1, max_value=20
    )
    day_from = forms.IntegerField(label=_("Orario: dalle"), min_value=0, max_value=23)
    day_to = forms.IntegerField(label=_("Orario: alle"), min_value=1, max_value=24)
    night_opened = forms.IntegerField(
        label=_("Persone aperte fuori orario"), min_value=0, max_value=1000
    )
    searches_an_hour = forms.IntegerField(
        label=_("Ricerche in un’ora"), min_value=1, max_value=1000
    )
