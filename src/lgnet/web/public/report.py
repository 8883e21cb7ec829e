"""Segnala: tell us about somebody in difficulty, without a name, and follow what happens.

A trap field and a signed time stand between us and machines; nobody else is asked.
"""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from lgnet.domain.network.queries import list_tenants
from lgnet.domain.response import operations, queries
from lgnet.domain.response.enums import Channel, ReportState, Sign
from lgnet.domain.response.follow import follow_word, is_follow_word
from lgnet.domain.security.queries import public_actor
from lgnet.lib.access import public
from lgnet.lib.actor import act_as
from lgnet.lib.errors import Invalid
from lgnet.web.messages import sentence
from lgnet.web.once import once
from lgnet.web.response_words import moment

_SALT = "lgnet.public.report"
_FASTEST_SECONDS = 3
_OLDEST_SECONDS = 24 * 3600
_SESSION = "lgnet_receipt"
_SIGNS = (
    (Sign.DANGER, gettext_lazy("Pericolo di vita"), "danger"),
    (Sign.ILL, gettext_lazy("Sta male"), "health"),
    (Sign.PREGNANT, gettext_lazy("È incinta"), "pregnant"),
    (Sign.SMALL_CHILD, gettext_lazy("C’è un bambino piccolo"), "children"),
    (Sign.LONE_MINOR, gettext_lazy("Ragazza o ragazzo da solo"), "unknown"),
    (Sign.OUTDOORS, gettext_lazy("Dorme all’aperto"), "sleep"),
    (Sign.VIOLENCE, gettext_lazy("Violenza o minaccia"), "violence"),
    (Sign.BASICS, gettext_lazy("Chiede cibo o vestiti"), "food"),
)

# What a stranger may know of a report: that it was read, that somebody goes, that it is over.
_STATES: dict[str, Any] = {
    ReportState.RECEIVED: gettext_lazy("Ricevuta: un operatore la leggerà tra poco."),
    ReportState.ASSESSED: gettext_lazy("Letta da un operatore: si sta decidendo chi va."),
    ReportState.PLANNED: gettext_lazy("Affidata a una squadra."),
    ReportState.DESK: gettext_lazy("Affidata allo sportello."),
    ReportState.DONE: gettext_lazy("La squadra è passata. Grazie."),
    ReportState.CLOSED: gettext_lazy("Chiusa: se la situazione è cambiata, segnala di nuovo."),
    ReportState.MERGED: gettext_lazy("Era già stata segnalata: è unita alla prima. Grazie."),
}


class PublicReportForm(forms.Form):
    """Where, what is seen; everything else is free to leave out."""

    use_required_attribute = False

    city = forms.ChoiceField(
        label=gettext_lazy("In quale città"),
        widget=forms.Select(attrs={"class": "lg-in"}),
        error_messages={"required": gettext_lazy("Scegli la città.")},
    )
    place = forms.CharField(
        label=gettext_lazy("Dove"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "lg-in", "autocomplete": "off"}),
        help_text=gettext_lazy("Via, piazza, stazione, un negozio vicino."),
    )
    what = forms.CharField(
        label=gettext_lazy("Che cosa vedi"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"class": "lg-in", "rows": 4}),
        help_text=gettext_lazy("Senza nomi e senza foto. Quante persone, come stanno."),
    )
    signs = forms.MultipleChoiceField(
        label=gettext_lazy("Che cosa si nota"),
        choices=[(sign, label) for sign, label, _pic in _SIGNS],
        required=False,
    )
    reporter_contact = forms.CharField(
        label=gettext_lazy("Un contatto"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "lg-in", "autocomplete": "off"}),
        help_text=gettext_lazy("Solo se vuoi essere richiamato: telefono o indirizzo email."),
    )
    website = forms.CharField(required=False)
    started = forms.CharField(required=False)

    def __init__(self, *args: Any, cities: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["city"].choices = [("", ""), *((city.pk, city.name) for city in cities)]

    def clean(self) -> dict[str, Any]:
        """Refuse what a machine filled in, in words a person would understand."""
        cleaned = super().clean() or {}
        age = None
        with suppress(signing.BadSignature):
            signed = signing.TimestampSigner(salt=_SALT)
            started = float(signed.unsign(cleaned.get("started", ""), max_age=_OLDEST_SECONDS))
            age = timezone.now().timestamp() - started
        if cleaned.get("website") or age is None or age < _FASTEST_SECONDS:
            raise forms.ValidationError(
                _(
                    "Non siamo riusciti a leggere il modulo: aspetta qualche secondo e invia di nuovo."
                )
            )
        return cleaned


def _started() -> str:
    return signing.TimestampSigner(salt=_SALT).sign(str(timezone.now().timestamp()))


def _cities() -> list[Any]:
    return list(list_tenants())


def _public_code(city: Any, code: str) -> str:
    return f"{city.prefix or city.pk}-{code}"


@public("anybody may tell us about somebody in difficulty; nothing is shown back but a code")
@require_http_methods(["GET", "POST"])
@once
def report(request: HttpRequest) -> HttpResponse:
    """Take a report from anybody, for one city."""
    cities = _cities()
    form = PublicReportForm(request.POST or None, cities=cities)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        city = values.pop("city")
        del values["website"], values["started"]
        try:
            with act_as(public_actor(municipality_id=city)):
                made = operations.receive_report(
                    at=timezone.now(), channel=Channel.PUBLIC, **values
                )
        except Invalid as error:
            field = error.params.get("field")
            form.add_error(field if field in form.fields else None, sentence(error))
        else:
            request.session[_SESSION] = [city, str(made.pk), made.code]
            return redirect("public:report_sent")
    context = {
        "form": form,
        "started": form["started"].value() or _started(),
        "signs": [{"value": s, "label": label, "pictogram": p} for s, label, p in _SIGNS],
        "chosen": form["signs"].value() or [],
    }
    return render(request, "public/report.html", context)


@public("shows a code and a word only to the browser that just sent the report")
@require_GET
def report_sent(request: HttpRequest) -> HttpResponse:
    """Give the code and the word to follow what was just reported."""
    kept = request.session.get(_SESSION)
    if not kept:
        return redirect("public:report")
    city_id, report_id, code = kept
    city = next((city for city in _cities() if city.pk == city_id), None)
    if city is None:
        return redirect("public:report")
    with act_as(public_actor(municipality_id=city_id)):
        word = follow_word(UUID(report_id))
    context = {"code": _public_code(city, code), "word": word, "city": city.name}
    return render(request, "public/report_sent.html", context)


class FollowForm(forms.Form):
    """The code and the word given when reporting."""

    use_required_attribute = False

    code = forms.CharField(
        label=gettext_lazy("Codice"),
        max_length=30,
        widget=forms.TextInput(
            attrs={"class": "lg-in", "autocomplete": "off", "placeholder": "FI-S-2026-0001"}
        ),
        error_messages={"required": gettext_lazy("Scrivi il codice.")},
    )
    word = forms.CharField(
        label=gettext_lazy("Parola"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "lg-in", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Scrivi la parola che ti abbiamo dato.")},
    )


def _followed(code: str, word: str) -> dict[str, Any] | None:
    """Return what a stranger may know of a report; a wrong code and a wrong word are one answer."""
    prefix, _dash, rest = code.strip().upper().partition("-")
    city = next((city for city in _cities() if prefix in (city.prefix, city.pk)), None)
    if city is None or not prefix:
        return None
    with act_as(public_actor(municipality_id=city.pk)):
        found = queries.follow(code=rest)
        if found is None or not is_follow_word(found.pk, word):
            return None
        return {
            "code": _public_code(city, found.code),
            "state": str(_STATES[found.state]),
            "at": moment(found.received_at, at=timezone.now()),
            "over": found.state in (ReportState.DONE, ReportState.CLOSED, ReportState.MERGED),
        }


@public("shows the state of a report, in one sentence, to who knows its code and word")
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Tell how far a report has come; nothing about any person."""
    form, found = FollowForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        found = _followed(form.cleaned_data["code"], form.cleaned_data["word"])
        if found is None:
            form.add_error("code", _("Codice o parola non corrispondono: controlla tutti e due."))
    return render(request, "public/follow.html", {"form": form, "found": found})
