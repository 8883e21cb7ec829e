"""Forms of the way in."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lgnet.lib.errors import LgnetError
from lgnet.web.messages import sentence


def _text(label: Any, *, complete: str, **kwargs: Any) -> forms.CharField:
    widget = forms.TextInput(
        attrs={"autocomplete": complete, "autocapitalize": "none", "spellcheck": "false"}
    )
    return forms.CharField(label=label, widget=widget, **kwargs)


def _password(label: Any, *, complete: str, **kwargs: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": complete})
    # Blanks at the ends are part of a password; nothing longer than this is hashed.
    return forms.CharField(label=label, widget=widget, strip=False, max_length=200, **kwargs)


_RULE = _("Almeno 12 caratteri, e non una delle più usate. Tre o quattro parole a caso vanno bene.")


class SignInForm(forms.Form):
    """Name and password."""

    username = _text(_("Nome utente"), complete="username", max_length=60)
    password = _password("Password", complete="current-password")


class NewPasswordForm(forms.Form):
    """The code a manager gave, and the password from now on."""

    username = _text(_("Nome utente"), complete="username", max_length=60)
    code = _text(_("Codice ricevuto"), complete="one-time-code", max_length=40)
    password = _password(_("Nuova password"), complete="new-password", help_text=_RULE)


class ChangePasswordForm(forms.Form):
    """The password of now, and the one from now on."""

    old = _password(_("Password attuale"), complete="current-password")
    new = _password(_("Nuova password"), complete="new-password", help_text=_RULE)


class AppForm(forms.Form):
    """What the authenticator app shows, and how it is called."""

    sealed = forms.CharField(widget=forms.HiddenInput, max_length=400)
    code = _text(_("Codice di sei cifre"), complete="one-time-code", max_length=12)
    name = _text(_("Nome del dispositivo"), complete="off", max_length=60, required=False)


class EmailForm(forms.Form):
    """The e-mail a colleague has at the identity provider."""

    email = forms.CharField(
        label=_("E-mail verificata"),
        required=False,
        max_length=200,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


def refuse(form: forms.Form, error: LgnetError, *, called: Mapping[str, str] | None = None) -> None:
    """Put an operation's refusal beside its field; ``called`` says what the form names otherwise."""
    field = error.params.get("field", "")
    field = (called or {}).get(field, field)
    form.add_error(field if field in form.fields else None, sentence(error))
