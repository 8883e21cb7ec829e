"""One-line inputs print as Django's own templates print them."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from lgnet.lib.forms import Renderer

VALUES: list[dict[str, Any]] = [
    {},
    {"text": "<\"a&b'>", "number": 12345, "day": date(2026, 1, 2), "secret": "x", "kept": "k"},
    {"number": "no number", "day": "never"},
]


class _Form(forms.Form):
    text = forms.CharField(max_length=9, help_text="h", widget=forms.TextInput({"disabled": False}))
    number = forms.IntegerField(min_value=1, required=False)
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    secret = forms.CharField(widget=forms.PasswordInput)
    kept = forms.CharField(widget=forms.HiddenInput)
    long = forms.CharField(widget=forms.Textarea)
    one = forms.ChoiceField(choices=[("a", "A")])


@pytest.mark.parametrize("values", VALUES)
@pytest.mark.parametrize("language", ["it", "en"])
def test_widgets_print_as_djangos_own(values: dict[str, Any], language: str) -> None:
    from django.utils.translation import override

    with override(language):
        for given in ({"data": values}, {"initial": values}):
            quick, plain = (
                _Form(**given, renderer=Renderer()),
                _Form(**given, renderer=DjangoTemplates()),
            )
            for name in _Form.base_fields:
                assert str(quick[name]) == str(plain[name])
