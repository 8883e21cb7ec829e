"""Forms of the register's upkeep."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonedForm(forms.Form):
    """Why it is done; kept sealed beside the act."""

    reason = forms.CharField(
        label=_("Motivo"),
        max_length=500,
        help_text=_("Come lo si sa: un documento, la persona stessa, chi la conosce."),
    )


class MergeForm(ReasonedForm):
    """Which of two records stands, and why they are one person."""

    survivor = forms.TypedChoiceField(label=_("Resta la scheda di"), coerce=UUID)
    field_order = ("survivor", "reason")

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["survivor"].choices = choices


class UnmergeForm(ReasonedForm):
    """Why two records are taken apart, and whether they are two people."""

    different = forms.BooleanField(
        label=_("Sono due persone diverse: non proporle più insieme"), required=False, initial=True
    )
