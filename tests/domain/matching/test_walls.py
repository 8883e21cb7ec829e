"""Who reads what of fingerprints and hints: enforced by the database, below every check."""

from datetime import date
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from django.db import DatabaseError, connection, transaction

from lgnet.cores.linkage import Encoder, Name, Record
from lgnet.cores.linkage.fingerprints import likeness
from lgnet.domain.matching.bridge import Writer, Written, pairs_among
from lgnet.domain.matching.models import Handle, Hint, Print
from lgnet.domain.people import operations as people
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.models import Person, known_as
from lgnet.domain.people.pairing import records_of
from lgnet.jobs import matching as jobs
from lgnet.lib.actor import Actor, Scope, act_as
from tests.builders import BOLOGNA, FIRENZE, acting
from tests.domain.matching.builders import (
    KEY,
    MATCHER,
    OTHER,
    SELAM,
    as_job,
    compare,
    hints,
    met_twice,
    write,
)
from tests.people_builders import AT, a_person

pytestmark = pytest.mark.django_db


def _rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def test_who_compares_changes_no_fingerprint() -> None:
    met_twice()
    with act_as(MATCHER):
        assert Print.objects.update(epoch="x") == 0
        assert Print.objects.all().delete()[0] == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Print.objects.create(
                handle=Hint.objects.order_by("id")[:1].get().handle,
                municipality_id=FIRENZE,
                epoch="x",
                bits=b"",
                written_at=AT,
            )


@pytest.mark.parametrize("role", ["CASE_WORKER", "CITY_MANAGER", "TEAM_MEMBER"])
def test_no_user_of_a_city_reads_a_fingerprint_or_a_partners_hint(role: str) -> None:
    met_twice()
    with acting(role, FIRENZE):
        assert Print.objects.count() == 0
        assert set(Hint.objects.values_list("municipality_id", flat=True)) == {FIRENZE}
        assert set(Handle.objects.values_list("municipality_id", flat=True)) == {FIRENZE}
        assert Hint.objects.update(band="LIKELY") == 0
        assert Hint.objects.all().delete()[0] == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Hint.objects.create(
                meeting=KEY_ID, handle=KEY_ID, partner_id=BOLOGNA, band="POSSIBLE", found_at=AT
            )


KEY_ID = "00000000-0000-4000-8000-000000000000"


def test_no_city_reads_or_takes_anothers_fingerprints() -> None:
    met_twice()
    with as_job(FIRENZE):
        cities = set(Print.objects.values_list("municipality_id", flat=True))
        assert cities == {FIRENZE}
        with pytest.raises(DatabaseError), transaction.atomic():
            Print.objects.update(municipality_id=BOLOGNA)


@pytest.mark.parametrize("scope", [Scope.NETWORK, Scope.PUBLIC])
def test_neither_network_nor_public_reads_anything_of_it(scope: Scope) -> None:
    met_twice()
    with act_as(Actor(scope)):
        for table in ("handle", "print", "hint", "inquiry"):
            assert _rows(f"matching_{table}") == 0


def test_comparing_needs_no_key_at_all(settings: Any, tmp_path: Path) -> None:
    met_twice()
    with act_as(MATCHER):
        Hint.objects.all().delete()
    settings.LGNET_NETWORK_KEY_FILE = str(tmp_path / "none")
    settings.LGNET_ROOT_KEY_FILE = str(tmp_path / "none either")
    assert jobs.compare_all(since=None, at=AT) == 1


def test_a_hint_says_a_handle_a_partner_a_band_and_nothing_else() -> None:
    people_met = met_twice()
    columns = {field.name for field in Hint._meta.concrete_fields}
    assert columns == {"municipality", "id", "meeting", "handle", "partner", "band", "found_at"}
    with as_job(FIRENZE):
        (hint,) = Hint.objects.all()
        own = set(Handle.objects.values_list("id", flat=True))
        assert Handle.objects.get(pk=hint.handle).person_id == people_met[FIRENZE].pk
    with as_job(BOLOGNA):
        (theirs,) = Hint.objects.all()
        assert theirs.handle not in own
    assert (hint.partner_id, theirs.partner_id) == (BOLOGNA, FIRENZE)
    assert hint.meeting == theirs.meeting
    assert hint.band == "LIKELY", "the same phone, and as alike as without"


def test_strangers_are_not_brought_together() -> None:
    for city, told in ((FIRENZE, SELAM), (BOLOGNA, OTHER)):
        with acting(city=city):
            a_person(**told)
    write()
    assert compare() == (0, 0)


def test_the_same_pair_is_told_once_and_taken_back_when_it_no_longer_holds() -> None:
    found = met_twice()
    before = hints(FIRENZE)
    assert compare() == (0, 0)
    assert hints(FIRENZE) == before
    with acting(city=BOLOGNA):
        people.complete_identity(
            person_id=found[BOLOGNA].pk,
            given_name="Blessing",
            family_name="Okafor",
            phone="",
            birth=OTHER["birth"],
            at=AT,
        )
    write()
    assert compare() == (0, 2)
    assert hints(FIRENZE) == hints(BOLOGNA) == []


def test_two_epochs_are_never_compared() -> None:
    """While cities are fingerprinted anew one by one, hints stay and none is made."""
    found = met_twice()
    before, renewed = hints(FIRENZE), type(KEY)(b"n" * 32)
    write(FIRENZE, key=renewed)
    with acting(city=FIRENZE):
        a_person(**SELAM)
    write(FIRENZE, key=renewed)
    assert compare() == (0, 0)
    assert hints(FIRENZE) == before
    write(BOLOGNA, key=renewed)
    assert compare() == (2, 0), "the second record of Firenze meets Bologna's now"
    assert found


def test_equal_bits_of_two_epochs_or_of_one_city_are_no_pair() -> None:
    bits = Writer(KEY).write(Record("x", names=(Name("Selam Weldu"),)))[0]

    def pair(city: str, epoch: str) -> int:
        prints = [
            Written(UUID(int=1), FIRENZE, "one", bits, ()),
            Written(UUID(int=2), city, epoch, bits, ()),
        ]
        return len(pairs_among(prints, {one.handle for one in prints}))

    assert pair(BOLOGNA, "one") == 1
    assert pair(BOLOGNA, "two") == pair(FIRENZE, "one") == 0


# Attacks on the rows as they are stored


def _stolen() -> tuple[list[np.ndarray], list[Person]]:
    """Return the bits of Bologna's table, and of whom each is."""
    with as_job(BOLOGNA):
        whose = Handle.objects.select_related("person").in_bulk()
        rows = list(Print.objects.order_by("handle"))
        bits = [np.frombuffer(bytes(row.bits), dtype=np.uint64) for row in rows]
        return bits, [whose[row.handle].person for row in rows]


def _crowd() -> None:
    """Five given and five family names in every combination, of different ages."""
    given = ("Amina", "Yonas", "Rahim", "Olena", "Blessing")
    family = ("Diallo", "Tesfay", "Uddin", "Bondar", "Okafor")
    with acting(city=BOLOGNA):
        for number, (first, last) in enumerate(product(given, family)):
            born = Birth.on_day(date(1975 + number, 1 + number % 12, 2 + number))
            a_person(given_name=first, family_name=last, birth=born)
    write(BOLOGNA)


def _recognised(key: bytes) -> float:
    """Mount the dictionary: encode every name there is, look for the row nearest to each."""
    bits, persons = _stolen()
    table, encoder, right = np.stack(bits), Encoder(key), 0
    with as_job(BOLOGNA):
        records = records_of({one.pk: one.pk for one in persons})
        named = {one.pk: known_as(one) for one in persons}
    for person in persons:
        alike = likeness(encoder.encode(records[person.pk]), table)
        best = persons[int(alike.argmax())]
        right += bool(alike.max() > 0.5 and named[best.pk] == named[person.pk])
    return right / len(persons)


def test_a_stolen_table_answers_a_dictionary_with_the_key_only() -> None:
    _crowd()
    assert _recognised(b"guess" * 8) == 0
    assert _recognised(KEY.secret) > 0.9


def test_how_often_something_stands_in_the_table_names_nobody() -> None:
    """Each name stands five times: not two rows are equal, and no bit is rarer than another."""
    _crowd()
    bits, persons = _stolen()
    assert len({one.tobytes() for one in bits}) == len(persons) == 25
    ones = np.array([np.bitwise_count(one).sum() for one in bits])
    assert abs(ones.mean() - 512) < 40
    with as_job(BOLOGNA):
        for row in Print.objects.all():
            assert len(row.numbers) == 0


def test_what_is_written_flips_other_bits_each_time() -> None:
    """Why nobody unchanged is written again: it is the noise that would be given away."""
    with acting():
        person = a_person(**SELAM)
    with as_job(FIRENZE):
        record = records_of({person.pk: person.pk})[person.pk]
    writer = Writer(KEY)
    assert len({writer.write(record)[0] for _ in range(5)}) == 5
