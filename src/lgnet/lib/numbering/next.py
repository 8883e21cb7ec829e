"""Taking numbers."""

from django.db import connection

from lgnet.lib.actor import current_municipality


def next_number(kind: str, *, year: int = 0) -> int:
    """Return the next number of a kind (and year) in the current municipality.

    One statement; concurrent writers wait for each other, so no number is given twice and a
    rolled-back one is given again.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO numbering_counter (municipality_id, kind, year, last) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (municipality_id, kind, year)"
            " DO UPDATE SET last = numbering_counter.last + 1 RETURNING last",
            [current_municipality(), kind, year],
        )
        row = cursor.fetchone()
    return int(row[0])
