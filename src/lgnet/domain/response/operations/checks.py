"""What input must be before it is kept."""

import math
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

import pycountry

from lgnet.domain.response.enums import Sign
from lgnet.domain.response.models import MobileTeam, Report, Shift, Visit
from lgnet.lib.errors import Invalid, NotFound

MAX_TEXT = 4000
MAX_SHORT = 300
MAX_PERSONS = 500
MAX_PRECISION_M = 100_000


def text(value: str | None, *, field: str, most: int = MAX_TEXT) -> str | None:
    """Return a text without outer space, None when there is nothing in it.

    Raises
    ------
    Invalid
        ``response.text_too_long``.
    """
    stripped = (value or "").replace("\0", "").strip()
    if len(stripped) > most:
        raise Invalid("response.text_too_long", field=field, most=most)
    return stripped or None


def signs(values: Iterable[str]) -> list[str]:
    """Return signs once each, in the order of the list; refuse unknown ones."""
    given = set(values)
    if unknown := given - set(Sign.values):
        raise Invalid("response.unknown_sign", field="signs", count=len(unknown))
    if Sign.WELL in given and given & {Sign.DANGER, Sign.ILL, Sign.VIOLENCE, Sign.DISTRESS}:
        raise Invalid("response.signs_disagree", field="signs")
    return [sign for sign in Sign.values if sign in given]


@lru_cache(maxsize=1024)
def _is_language(code: str) -> bool:
    kind = {2: "alpha_2", 3: "alpha_3"}.get(len(code))
    return kind is not None and pycountry.languages.get(**{kind: code}) is not None


def languages(values: Iterable[str]) -> list[str]:
    """Return language codes (ISO 639-1 or 639-3) once each; refuse unknown ones."""
    given = list(dict.fromkeys(value.strip().lower() for value in values if value.strip()))
    if not all(_is_language(code) for code in given):
        raise Invalid("response.unknown_language", field="languages")
    return given


def persons(value: int | None) -> int | None:
    """Return a number of people within reason, None when not known."""
    if value is not None and not 1 <= value <= MAX_PERSONS:
        raise Invalid("response.absurd_persons", field="persons", most=MAX_PERSONS)
    return value


def position(
    latitude: float | None, longitude: float | None, precision_m: int | None
) -> tuple[float | None, float | None, int | None]:
    """Return a place on Earth with its precision, or nothing; half a position is refused."""
    if latitude is None and longitude is None:
        return None, None, None
    if latitude is None or longitude is None:
        raise Invalid("response.half_position", field="latitude")
    if not (math.isfinite(latitude) and -90 <= latitude <= 90):
        raise Invalid("response.absurd_position", field="latitude")
    if not (math.isfinite(longitude) and -180 <= longitude <= 180):
        raise Invalid("response.absurd_position", field="longitude")
    if precision_m is not None and not 0 <= precision_m <= MAX_PRECISION_M:
        raise Invalid("response.absurd_position", field="precision_m")
    return latitude, longitude, precision_m


def choices(values: Sequence[str], *, allowed: Sequence[str], field: str) -> list[str]:
    """Return chosen codes once each; refuse those that are not on the list."""
    given = list(dict.fromkeys(values))
    if set(given) - set(allowed):
        raise Invalid("response.unknown_choice", field=field)
    return given


def moment(at: datetime, *, field: str, now: datetime | None = None) -> datetime:
    """Return a moment with a time zone, not from another age nor, with ``now``, from the future."""
    if at.tzinfo is None:
        raise Invalid("response.no_time_zone", field=field)
    if not 2000 <= at.year <= 2100:
        raise Invalid("response.absurd_date", field=field)
    if now is not None and at > now + timedelta(minutes=5):
        raise Invalid("response.in_the_future", field=field)
    return at


def report(report_id: UUID) -> Report:
    """Return a report of this Comune, or raise :class:`NotFound`."""
    found = Report.objects.filter(pk=report_id).first()
    if found is None:
        raise NotFound("response.no_such_report")
    return found


def visit(visit_id: UUID) -> Visit:
    """Return a visit of this Comune with its report, or raise :class:`NotFound`."""
    found = Visit.objects.select_related("report").filter(pk=visit_id).first()
    if found is None:
        raise NotFound("response.no_such_visit")
    return found


def locked_visit(visit_id: UUID) -> Visit:
    """Return a visit after locking its shift: always the shift first, so nobody waits in a ring."""
    shift_id = Visit.objects.filter(pk=visit_id).values_list("shift_id", flat=True).first()
    if shift_id is None:
        raise NotFound("response.no_such_visit")
    shift = locked_shift(shift_id)
    found = visit(visit_id)
    if found.shift_id == shift.pk:
        found.shift = shift
    return found


def locked_shift(shift_id: UUID) -> Shift:
    """Return a shift locked until the commit, so that its round is ordered by one at a time."""
    found = (
        Shift.objects.select_for_update(of=("self",))
        .select_related("team")
        .filter(pk=shift_id)
        .first()
    )
    if found is None:
        raise NotFound("response.no_such_shift")
    return found


def team(team_id: UUID) -> MobileTeam:
    """Return a team of this Comune, or raise :class:`NotFound`."""
    found = MobileTeam.objects.filter(pk=team_id).first()
    if found is None:
        raise NotFound("response.no_such_team")
    return found
