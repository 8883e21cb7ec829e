"""Presence night by night, counted once however often it is recorded, corrected by counter-rows."""

from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone

from lgnet.domain.housing import access
from lgnet.domain.housing.enums import Corrected
from lgnet.domain.housing.models import BedNight, Occupancy, Stay, StayCorrection
from lgnet.domain.housing.queries.households import members_of
from lgnet.domain.housing.queries.stays import counted_nights, get_stay, night_of
from lgnet.domain.ledger.enums import FactKind
from lgnet.domain.ledger.operations import NewFact, record, reverse_keys
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, current_municipality, operation
from lgnet.lib.errors import Invalid, NotFound, Refused
from lgnet.lib.texts import short

MOST_NIGHTS = 400
SUB_ACTION = 4

# As lgnet.domain.people.birth.Birth.bracket says it of a birth between two days; a test compares.
AGE_BRACKET = """
CASE
    WHEN {born_from} IS NULL OR {born_to} IS NULL THEN 'unknown'
    WHEN extract(year FROM age({night}, {born_from})) < 18 THEN '<18'
    WHEN extract(year FROM age({night}, {born_to})) > 60 THEN '>60'
    WHEN extract(year FROM age({night}, {born_to})) >= 18
        AND extract(year FROM age({night}, {born_from})) <= 60 THEN '18-60'
    ELSE 'unknown'
END
"""

# Who was said not to be in on an evening has no night there, nor has who has not come in yet. A
# night taken back is recorded anew when the reason is gone (an exit undone), unless somebody said
# the person was not there.
# One statement for any number of nights: the rows of a year are made where they lie. A
# stay past its expected exit goes on until somebody records the exit.
_RECORD = """
WITH night AS (
    SELECT day::date AS night
    FROM generate_series(%(night_from)s::date, %(night_to)s::date - 1, interval '1 day') AS day
), slept AS (
    INSERT INTO housing_bednight (
        municipality_id, stay_id, bed_id, person_id, night, turn, reason, recorded_at
    )
    SELECT o.municipality_id, o.stay_id, o.bed_id, o.person_id, n.night,
        coalesce(before.turn + 1, 0), '', now()
    FROM housing_occupancy o
    JOIN housing_stay s ON s.id = o.stay_id
    JOIN night n ON o.from_on <= n.night
        AND (o.to_on IS NULL OR n.night < o.to_on OR s.state = 'ACTIVE')
        AND n.night >= s.arrived_on
    LEFT JOIN LATERAL (
        SELECT b.turn, b.reason FROM housing_bednight b
        WHERE b.person_id = o.person_id AND b.night = n.night ORDER BY b.turn DESC LIMIT 1
    ) before ON true
    WHERE o.municipality_id = %(municipality)s
        AND o.kind = 'STAY' AND NOT o.released AND o.person_id IS NOT NULL
        AND s.state IN ('ACTIVE', 'ENDED')
        AND (before.turn IS NULL OR (before.turn %% 2 = 1 AND before.reason <> 'presence'))
        AND NOT EXISTS (
            SELECT 1 FROM housing_absence a WHERE a.person_id = o.person_id AND a.night = n.night
        )
        AND o.from_on < %(night_to)s::date
        AND (o.to_on IS NULL OR o.to_on > %(night_from)s::date OR s.state = 'ACTIVE')
    ORDER BY n.night, o.person_id
    ON CONFLICT (person_id, night, turn) DO NOTHING
    RETURNING municipality_id, stay_id, person_id, night, turn
)
INSERT INTO ledger_fact (
    municipality_id, key, kind, happened_on, recorded_at, sub_action, subject, object_id, quantity,
    dimensions, reason
)
SELECT
    slept.municipality_id,
    'night:' || slept.stay_id || ':' || p.pseudonym || ':' || slept.night
        || CASE WHEN slept.turn > 0 THEN '#' || slept.turn ELSE '' END,
    %(kind)s, slept.night, now(), %(sub_action)s, p.pseudonym, slept.stay_id, 1,
    jsonb_build_object(
        'age', {age},
        'sex', p.sex,
        'vulnerable', EXISTS (
            SELECT 1 FROM people_vulnerability v
            WHERE v.person_id = p.id AND v.assessed_on <= slept.night
                AND (v.ended_on IS NULL OR v.ended_on > slept.night)
        )
    ),
    ''
FROM slept
JOIN people_person p ON p.id = slept.person_id
ORDER BY slept.night, p.pseudonym
ON CONFLICT (municipality_id, key) DO NOTHING
""".replace(
    "{age}",
    AGE_BRACKET.format(night="slept.night", born_from="p.birth_on", born_to="p.birth_to"),
)


@operation
def record_bed_nights(*, night_from: date, night_to: date) -> int:
    """Record who slept where on the nights of ``[night_from, night_to)``; return how many are new.

    Safe to run twice, and late: a night is a row and a fact keyed by stay, person and date. Who
    was recorded as absent on the evening is left out, and who has not come in yet.

    Raises
    ------
    Invalid
        ``housing.nights``: no night, or more than 400 at once.
    """
    access.check_can_keep_presence()
    if not 1 <= (night_to - night_from).days <= MOST_NIGHTS:
        raise Invalid("housing.nights", field="night_to", most=MOST_NIGHTS)
    with connection.cursor() as cursor:
        cursor.execute(
            _RECORD,
            {
                "night_from": night_from,
                "night_to": night_to,
                "municipality": current_municipality(),
                "kind": FactKind.BED_NIGHT,
                "sub_action": SUB_ACTION,
            },
        )
        recorded = cursor.rowcount
    audit.record("housing.record_bed_nights", fields=[night_from.isoformat(), night_to.isoformat()])
    return int(recorded)


def _key(row: BedNight) -> str:
    key = f"night:{row.stay_id}:{row.person.pseudonym}:{row.night.isoformat()}"
    return f"{key}#{row.turn}" if row.turn else key


def take_back_nights(*, stay: Stay, from_on: date, reason: str, at: datetime) -> int:
    """Take back the nights of a stay from one on, by rows more and counter-facts; return how many.

    Parameters
    ----------
    reason
        A code; ``presence`` keeps the morning count from recording them again.
    """
    rows = list(counted_nights().filter(stay=stay, night__gte=from_on).select_related("person"))
    _take_back(rows, reason=reason, at=at)
    return len(rows)


def _take_back(rows: list[BedNight], *, reason: str, at: datetime) -> None:
    BedNight.objects.bulk_create([_next_turn(row, reason) for row in rows])
    reverse_keys(keys=[_key(row) for row in rows], reason=reason, on=timezone.localdate(at))


def _next_turn(row: BedNight, reason: str) -> BedNight:
    return BedNight(
        stay_id=row.stay_id,
        bed_id=row.bed_id,
        person_id=row.person_id,
        night=row.night,
        turn=row.turn + 1,
        reason=reason,
        recorded_by=current_actor().user_id,
    )


def note_correction(*, stay: Stay, what: Corrected, reason: str, at: datetime) -> None:
    """Keep why something of a stay was taken back."""
    StayCorrection.objects.create(
        vault_key=stay.vault_key,
        stay=stay,
        what=what,
        reason=reason,
        at=at,
        by=current_actor().user_id,
    )


@operation
def correct_night(
    *, stay_id: UUID, person_id: UUID, night: date, present: bool, reason: str, at: datetime
) -> bool:
    """Say that somebody was there on a night that was counted, or was not; tell if that is new.

    Nothing is edited: the night gets a row more and the fact a counter-fact, or another fact.

    Raises
    ------
    Invalid
        No reason; ``housing.night``: not a night of this stay, or not over yet.
    NotFound
        No such stay, or nobody of it.
    Refused
        ``housing.night_elsewhere``: the person is counted in another bed that night.
    """
    access.check_can_keep_presence()
    reason = short(reason, most=80)
    if not reason:
        raise Invalid("housing.reason_required", field="reason")
    stay = get_stay(stay_id=stay_id)
    bed = (
        Occupancy.objects.select_for_update(of=("self",))
        .filter(stay=stay, person_id=person_id)
        .order_by("pk")
        .first()
    )
    if bed is None:
        raise NotFound("housing.not_expected")
    over = min(stay.to_on or night_of(at), night_of(at))
    if stay.arrived_on is None or not stay.arrived_on <= night < over:
        raise Invalid("housing.night", field="night")
    last = (
        BedNight.objects.select_related("person")
        .filter(person_id=person_id, night=night)
        .order_by("-turn")
        .first()
    )
    counted = last is not None and last.turn % 2 == 0
    if counted and last is not None and last.stay_id != stay.pk:
        raise Refused("housing.night_elsewhere")
    if counted == present:
        return False
    if last is not None and not present:
        _take_back([last], reason="presence", at=at)
    else:
        _count(stay, bed, night, turn=0 if last is None else last.turn + 1)
    note_correction(stay=stay, what=Corrected.NIGHT, reason=reason, at=at)
    audit.record(
        "housing.correct_night", stay, at=at, subject=person_id, fields=[night.isoformat()]
    )
    return True


def _count(stay: Stay, taken: Occupancy, night: date, *, turn: int) -> None:
    """Count a night by hand, as the morning would have."""
    made = BedNight.objects.create(
        stay=stay,
        bed_id=taken.bed_id,
        person_id=taken.person_id,
        night=night,
        turn=turn,
        recorded_by=current_actor().user_id,
    )
    members = members_of(household_ids=[stay.household_id], on=night)[stay.household_id]
    shape = next((one for one in members if one.person_id == taken.person_id), None)
    record(
        NewFact(
            kind=FactKind.BED_NIGHT,
            key=_key(made),
            on=night,
            sub_action=SUB_ACTION,
            subject=made.person.pseudonym,
            object_id=stay.pk,
            dimensions=shape.dimensions(on=night) if shape else {},
        )
    )
