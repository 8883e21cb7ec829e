"""The board's cells as HTML: built in Python, for a board has thousands and must come at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lgnet.domain.housing.enums import BlockReason
from lgnet.domain.housing.queries import BoardRow, Cell
from lgnet.web.desk.housing_words import left, persons, short_date
from lgnet.web.desk.words import capital


@dataclass(frozen=True, slots=True)
class Choice:
    """Which units suit whom the board is looked at for, and from which night.

    Parameters
    ----------
    fits
        Unit → first night; empty when nobody was chosen.
    size
        Persons to name in the free span.
    can_hold
        Whether a click keeps the unit: a household was chosen and the actor may.
    """

    fits: Mapping[UUID, date]
    size: int = 0
    can_hold: bool = False


@dataclass(frozen=True, slots=True)
class RowHtml:
    """A row ready to print: its name and its cells."""

    name: str
    fits: bool
    cells: SafeString


class Cells:
    """Prints the cells of one page: words and addresses are looked up once."""

    def __init__(self, *, at: datetime, end: date, choice: Choice) -> None:
        self._at = at
        self._end = end
        self._choice = choice
        blank = UUID(int=0)
        self._stay_url = reverse("housing:stay", args=[blank]).replace(str(blank), "{}")
        self._request_url = reverse("housing:request", args=[blank]).replace(str(blank), "{}")
        self._words = {
            "stay": _("Permanenza"),
            "uncertain": _("Permanenza, uscita da registrare"),
            "planned": _("Ingresso previsto"),
            "hold": _("Opzione"),
            "blocked": _("Bloccato"),
            "unusable": _("Non usabile"),
            "free": _("Libero"),
            "stale": _("Libero, non confermato"),
        }
        self._secluded = _("Persona riservata")
        self._beyond = _("oltre il {day}").format(day=short_date(end - timedelta(days=1)))

    def row(self, row: BoardRow) -> RowHtml:
        """Print a row."""
        first = self._choice.fits.get(row.unit_id)
        cells = mark_safe("".join(self._cell(cell, row, first) for cell in row.cells))  # noqa: S308
        if row.bed_label:
            name = _("{unit} · letto {bed}").format(unit=row.unit_name, bed=row.bed_label)
        else:
            name = _("{unit} · {n} posti").format(unit=row.unit_name, n=row.beds)
        return RowHtml(name, first is not None, cells)

    def _cell(self, cell: Cell, row: BoardRow, first: date | None) -> str:
        if cell.kind in ("free", "stale"):
            return self._free(cell, row, first)
        label = self._label(cell)
        until = (
            self._beyond
            if cell.to_on is None
            else _("fino al {day}").format(day=short_date(cell.to_on))
        )
        if cell.kind == "uncertain":
            until = _("attesa il {day}").format(day=short_date(cell.to_on))
        who = self._secluded if cell.hidden else cell.code
        spoken = f"{self._words[cell.kind]}: {label.rstrip(' →') or who}, {until}"
        kind = "blocked" if cell.kind == "unusable" else cell.kind
        href = ""
        if cell.hidden:
            return self._html(cell.nights, kind, label, spoken, href)
        if cell.stay_id is not None:
            href = self._stay_url.format(cell.stay_id)
        elif cell.request_id is not None:
            href = self._request_url.format(cell.request_id)
        return self._html(cell.nights, kind, label, spoken, href)

    def _label(self, cell: Cell) -> str:
        if cell.kind in ("blocked", "unusable"):
            return (
                capital(BlockReason(cell.reason).label) if cell.reason else self._words[cell.kind]
            )
        if cell.hidden:
            return self._secluded if cell.nights > 3 else ""
        if cell.nights <= 3:
            return "" if cell.nights == 1 else cell.code[-4:]
        text = cell.code
        if cell.persons > 1:
            text = f"{text}, {persons(cell.persons)}"
        if cell.kind == "hold" and cell.expires_at is not None:
            return _("{who} · scade tra {left}").format(
                who=text, left=left(cell.expires_at, self._at)
            )
        if cell.kind == "uncertain":
            return _("{who} · uscita attesa il {day}, da registrare").format(
                who=text, day=short_date(cell.to_on)
            )
        if cell.nights < 4:
            return text
        if cell.beds_left:
            empty = ngettext("{who}, {n} posto vuoto", "{who}, {n} posti vuoti", cell.beds_left)
            text = empty.format(who=text, n=cell.beds_left)
        if cell.to_on is None or cell.to_on > self._end:
            return f"{text} →"
        return f"{text} → {short_date(cell.to_on)}"

    def _free(self, cell: Cell, row: BoardRow, first: date | None) -> str:
        start = cell.from_on
        fits = first is not None and (cell.to_on is None or first < cell.to_on)
        fits = fits and first is not None and start <= max(first, start)
        word = self._words["free"] if cell.kind == "free" else _("Libero?")
        until = (
            self._beyond
            if cell.to_on is None
            else _("fino al {day}").format(day=short_date(cell.to_on))
        )
        spoken = f"{self._words[cell.kind]}: {short_date(start)}, {until}"
        if not fits or first is None:
            return self._html(cell.nights, cell.kind, word if cell.nights > 1 else "", spoken, "")
        label = word if cell.nights > 1 else "✓"
        if cell.nights > 4:
            label = _("Libero per {n}").format(n=self._choice.size)
        if not self._choice.can_hold:
            return self._html(cell.nights, "fits", label, spoken, "")
        night = max(first, start).isoformat()
        if cell.nights > 6:
            label = _("Libero per {n} · tieni").format(n=self._choice.size)
        spoken = _("{what}: tieni {unit} dal {day}").format(
            what=spoken, unit=row.unit_name, day=short_date(max(first, start))
        )
        return format_html(
            '<td colspan="{}"><button class="lg-b is-fits" form="hold" name="place"'
            ' value="{}:{}" aria-label="{}" title="{}">{}</button></td>',
            cell.nights,
            row.unit_id,
            night,
            spoken,
            spoken,
            label,
        )

    @staticmethod
    def _html(nights: int, kind: str, label: str, spoken: str, href: str) -> str:
        # Four pieces and plain escaping: format_html costs three times as much here.
        one = " is-1" if nights == 1 else ""
        spoken = conditional_escape(spoken)
        tag, role = (f'a href="{href}"', "") if href else ("span", ' role="img"')
        return (
            f'<td colspan="{nights}"><{tag} class="lg-b is-{kind}{one}"{role}'
            f' aria-label="{spoken}" title="{spoken}">{conditional_escape(label)}</{tag[:4].split()[0]}></td>'
        )


def sum_cells(counts: tuple[int, ...]) -> SafeString:
    """Print the free beds of each night."""
    return format_html_join("", "<td>{}</td>", ((count,) for count in counts))
