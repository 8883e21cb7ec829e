"""Places of reception before, as typed and as printed: dates no more precise than they are known."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lgnet.domain.people.enums import PlaceKind
from lgnet.web.desk.words import capital, long_day, short_day

_TOLD = re.compile(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})")


class ToldDate(forms.CharField):
    """A date as far as it is known: 2021, 03/2021 or 12/03/2021."""

    def clean(self, value: Any) -> tuple[int, int | None, int | None] | None:
        """Return year, month and day, None for what is not said."""
        text = super().clean(value).strip()
        if not text:
            return None
        found = _TOLD.fullmatch(text)
        if found is None:
            raise ValidationError(_("Scrivi un anno, un mese o un giorno: 2021, 03/2021."))
        day, month, year = found.groups()
        return int(year), int(month) if month else None, int(day) if day else None


class PlaceForm(forms.Form):
    """Where a person was received before."""

    kind = forms.ChoiceField(label=gettext_lazy("Che accoglienza"), choices=PlaceKind.choices)
    place = forms.CharField(label=gettext_lazy("Dove"), required=False, max_length=200)
    begun = ToldDate(
        label=gettext_lazy("Dal"), required=False, help_text=gettext_lazy("2021 o 03/2021")
    )
    ended = ToldDate(label=gettext_lazy("Al"), required=False)
    source = forms.CharField(
        label=gettext_lazy("Chi lo dice"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("la persona, un documento, il gestore"),
    )


def told_date(first: date | None, last: date | None) -> str:
    """Return a date no more precise than it is known."""
    if first is None or last is None:
        return ""
    if first == last:
        return short_day(first)
    if (first.month, last.month) == (1, 12):
        return str(first.year)
    return long_day(first, "F Y")


def place_lines(found: Sequence[Any]) -> list[dict[str, Any]]:
    """Return places as printed."""
    lines = []
    for row in found:
        begun, ended = told_date(row.from_on, row.from_to), told_date(row.to_on, row.to_to)
        when = [
            _("da {day}").format(day=begun) if begun else "",
            _("a {day}").format(day=ended) if ended else "",
        ]
        lines.append(
            {
                "id": row.id,
                "kind": capital(str(PlaceKind(row.kind).label)),
                "place": row.place or "",
                "source": row.source or "",
                "when": " ".join(part for part in when if part) or _("date non note"),
            }
        )
    return lines
