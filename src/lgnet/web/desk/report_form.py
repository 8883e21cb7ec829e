"""The form of a new report: it asks the least, and unknown is an answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lgnet.domain.response.enums import Channel, Sign

LANGUAGES = (
    ("ar", _("arabo")),
    ("fr", _("francese")),
    ("en", _("inglese")),
    ("ur", _("urdu")),
    ("bn", _("bengalese")),
    ("ti", _("tigrino")),
    ("es", _("spagnolo")),
    ("uk", _("ucraino")),
    ("fa", _("persiano")),
    ("it", _("italiano")),
)


class ReportForm(forms.Form):
    """A report taken by an operator."""

    use_required_attribute = False

    channel = forms.ChoiceField(
        label=_("Come arriva"),
        choices=[(c, Channel(c).label) for c in (Channel.PHONE, Channel.DESK, Channel.PARTNER)],
        initial=Channel.PHONE,
        widget=forms.RadioSelect,
    )
    place = forms.CharField(
        label=_("Dove"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "lg-in", "autocomplete": "off"}),
        help_text=_("Via, piazza, un punto conosciuto: “Novoli, portico dietro il mercato”."),
    )
    what = forms.CharField(
        label=_("Che cosa si vede"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"class": "lg-in", "rows": 4}),
        help_text=_("Con le parole di chi segnala. Niente nomi se non servono."),
    )
    signs = forms.MultipleChoiceField(
        label=_("Segni"),
        required=False,
        choices=Sign.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Solo quelli detti. Quello che non si sa resta non noto e non abbassa la classe."
        ),
    )
    persons = forms.IntegerField(
        label=_("Quante persone"),
        required=False,
        widget=forms.NumberInput(attrs={"class": "lg-in", "min": 1, "max": 500}),
        help_text=_("Vuoto se non è noto."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Lingue"),
        required=False,
        choices=LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    latitude = forms.FloatField(
        label=_("Latitudine"),
        required=False,
        widget=forms.TextInput(attrs={"class": "lg-in", "inputmode": "decimal"}),
    )
    longitude = forms.FloatField(
        label=_("Longitudine"),
        required=False,
        widget=forms.TextInput(attrs={"class": "lg-in", "inputmode": "decimal"}),
    )
    reporter_name = forms.CharField(
        label=_("Chi segnala"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "lg-in", "autocomplete": "off"}),
    )
    reporter_contact = forms.CharField(
        label=_("Come richiamare"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "lg-in", "autocomplete": "off"}),
    )
