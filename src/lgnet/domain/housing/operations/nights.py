"""Presence night by night, counted once however often it is recorded."""

from datetime import date

from django.db import connection

from lgnet.domain.housing import access
from lgnet.domain.ledger.enums import FactKind
from lgnet.lib import audit
from lgnet.lib.actor import current_municipality, operation
from lgnet.lib.errors import Invalid

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

# Who was said not to be in on an evening has no night there.
# One statement for any number of nights: the rows of a year are made where they lie. A
# stay past its expected exit goes on until somebody records the exit.
_RECORD = """
WITH night AS (
    SELECT day::date AS night
    FROM generate_series(%(night_from)s::date, %(night_to)s::date - 1, interval '1 day') AS day
), slept AS (
    INSERT INTO housing_bednight (municipality_id, stay_id, bed_id, person_id, night, recorded_at)
    SELECT o.municipality_id, o.stay_id, o.bed_id, o.person_id, n.night, now()
    FROM housing_occupancy o
    JOIN housing_stay s ON s.id = o.stay_id
    JOIN night n ON o.from_on <= n.night
        AND (o.to_on IS NULL OR n.night < o.to_on OR s.state = 'ACTIVE')
    WHERE o.municipality_id = %(municipality)s
        AND o.kind = 'STAY' AND NOT o.released AND o.person_id IS NOT NULL
        AND s.state IN ('ACTIVE', 'ENDED')
        AND NOT EXISTS (
            SELECT 1 FROM housing_absence a WHERE a.person_id = o.person_id AND a.night = n.night
        )
        AND o.from_on < %(night_to)s::date
        AND (o.to_on IS NULL OR o.to_on > %(night_from)s::date OR s.state = 'ACTIVE')
    ORDER BY n.night, o.person_id
    ON CONFLICT (person_id, night) DO NOTHING
    RETURNING municipality_id, stay_id, person_id, night
)
INSERT INTO ledger_fact (
    municipality_id, key, kind, happened_on, recorded_at, sub_action, subject, object_id, quantity,
    dimensions, reason
)
SELECT
    slept.municipality_id,
    'night:' || slept.stay_id || ':' || p.pseudonym || ':' || slept.night,
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
    was recorded as absent on the evening is left out.

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
