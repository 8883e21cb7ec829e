"""Pages follow each other without a gap or a double."""

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from lgnet.domain.people.enums import IdentityStage
from lgnet.domain.people.models import Person
from lgnet.lib.errors import Invalid
from lgnet.lib.paging import page, parse_id
from lgnet.lib.vault.keys import new_key
from tests.builders import FIRENZE, acting


@pytest.mark.django_db
def test_pages_cover_all_rows_once_even_when_times_are_equal() -> None:
    with acting(city=FIRENZE):
        now, key = timezone.now(), new_key()
        Person.objects.bulk_create(
            Person(vault_key=key, stage=IdentityStage.STREET, registered_at=now) for _ in range(23)
        )
        seen, cursor = [], ""
        while True:
            found = page(Person.objects.all(), by=("-registered_at", "-id"), cursor=cursor, size=5)
            seen += [row.pk for row in found.rows]
            if found.next_cursor is None:
                break
            cursor = found.next_cursor
        assert len(seen) == len(set(seen)) == 23
        assert seen == sorted(seen, reverse=True)


@given(st.text(max_size=500))
def test_any_other_cursor_is_an_error(cursor: str) -> None:
    if cursor:
        with pytest.raises(Invalid):
            page(Person.objects.all(), by=("-registered_at", "-id"), cursor=cursor)


@pytest.mark.parametrize("text", ["", "1", "x" * 36, "00000000-0000-0000-0000-00000000000g"])
def test_an_address_that_is_no_id_is_an_error(text: str) -> None:
    with pytest.raises(Invalid):
        parse_id(text)
