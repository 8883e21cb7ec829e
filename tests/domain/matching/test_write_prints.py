"""A city fingerprints its people: who, when again, and under which key."""

from collections.abc import Callable
from typing import Any

import pytest

from lgnet.domain.cases import operations as cases
from lgnet.domain.matching import operations
from lgnet.domain.matching.key import NetworkKey
from lgnet.domain.matching.models import Handle, Print
from lgnet.domain.people import operations as people
from lgnet.domain.people.models import Person
from lgnet.lib.errors import NotAllowed
from tests.builders import FIRENZE, acting
from tests.domain.matching.builders import KEY, LATER, OTHER, SELAM, as_job, write
from tests.domain.privacy.builders import seclude
from tests.people_builders import AT, a_person

pytestmark = pytest.mark.django_db


def _bits() -> dict[Any, tuple[bytes, str]]:
    with as_job(FIRENZE):
        people_of = dict(Handle.objects.values_list("id", "person_id"))
        rows = Print.objects.values_list("handle", "bits", "epoch")
        return {people_of[handle]: (bytes(bits), epoch) for handle, bits, epoch in rows}


def test_somebody_unchanged_keeps_the_fingerprint_they_have() -> None:
    with acting():
        kept, changed = a_person(**SELAM), a_person(**OTHER)
    assert write(FIRENZE) == {FIRENZE: 2}
    before = _bits()
    assert write(FIRENZE, at=LATER) == {FIRENZE: 0}
    assert _bits() == before
    with acting():
        people.complete_identity(person_id=changed.pk, family_name="Shevchenko", at=AT)
        people.complete_identity(person_id=kept.pk, note="nota nuova", at=AT)
    assert write(FIRENZE, at=LATER) == {FIRENZE: 1}
    after = _bits()
    assert after[kept.pk] == before[kept.pk]
    assert after[changed.pk] != before[changed.pk]


def test_a_new_number_is_a_change() -> None:
    with acting():
        person = a_person(**SELAM)
    write(FIRENZE)
    with acting():
        people.add_identifier(person_id=person.pk, kind="CUI", value="04AB12C", at=AT)
    assert write(FIRENZE) == {FIRENZE: 1}
    with as_job(FIRENZE):
        assert len(Print.objects.get().numbers) == 2


def test_a_new_key_is_a_new_epoch_for_everybody() -> None:
    with acting():
        a_person(**SELAM)
        a_person(**OTHER)
    write(FIRENZE)
    before, renewed = _bits(), NetworkKey(b"n" * 32)
    assert write(FIRENZE, key=renewed) == {FIRENZE: 2}
    after = _bits()
    assert after.keys() == before.keys()
    assert all(after[one][0] != before[one][0] for one in after)
    assert {epoch for _bits_of, epoch in after.values()} == {renewed.epoch}
    assert renewed.epoch != KEY.epoch


def _secluded(person: Person) -> None:
    seclude(person.pk)


def _limited(person: Person) -> None:
    people.place_hold(person_id=person.pk, reason="LIMIT", at=AT)


def _to_be_erased(person: Person) -> None:
    people.propose_erasure(person_id=person.pk, reason="REQUEST", at=AT)


def _merged(person: Person) -> None:
    other = a_person(**OTHER | {"family_name": "Bondar"})
    people.merge(survivor_id=other.pk, absorbed_id=person.pk, reason="la stessa", at=AT)


@pytest.mark.parametrize("protect", [_secluded, _limited, _to_be_erased, _merged])
def test_who_is_set_aside_has_no_fingerprint(protect: Callable[[Person], None]) -> None:
    with acting():
        person = a_person(**SELAM)
        cases.open_case(person_id=person.pk, origin="STREET", at=AT)
    write(FIRENZE)
    assert person.pk in _bits()
    with acting():
        protect(person)
    write(FIRENZE, at=LATER)
    assert person.pk not in _bits()
    with as_job(FIRENZE):
        assert Handle.objects.count() == Print.objects.count()


def test_nobody_at_a_desk_writes_fingerprints() -> None:
    with acting(), pytest.raises(NotAllowed):
        operations.write_prints(key=KEY, at=AT)
