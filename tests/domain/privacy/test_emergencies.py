"""Break-glass: a reason, a while, everybody told, another judges; the database ends it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lgnet.domain.people import queries
from lgnet.domain.people.models import Person
from lgnet.domain.privacy import operations as privacy
from lgnet.domain.privacy.models import BreakGlass, Notice
from lgnet.domain.privacy.queries import my_emergencies, my_notices
from lgnet.domain.security.enums import Role
from lgnet.lib.actor import Actor, act_as
from lgnet.lib.audit.models import AuditEvent
from lgnet.lib.errors import Invalid, NotAllowed, NotFound, Refused
from tests.builders import acting
from tests.domain.privacy.builders import a_colleague, a_secluded_case
from tests.people_builders import a_case

pytestmark = pytest.mark.django_db
REASON = "È al pronto soccorso e servono le allergie."


def _opened(by: Actor, code: str, **told: object) -> BreakGlass | None:
    values = {"code": code, "ground": "HEALTH", "reason": REASON, "at": timezone.now()}
    with act_as(by):
        return privacy.open_emergency(**values | told)  # type: ignore[arg-type]


def test_the_file_opens_for_who_asked_and_for_nobody_else() -> None:
    case, asker, third = a_secluded_case(), a_colleague(), a_colleague(name="terza")
    row = _opened(asker, case.code.lower())
    assert row is not None
    with act_as(asker):
        assert queries.get_person(person_id=case.person_id).given_name == "Selam"
        assert [one.pk for one in my_emergencies(at=timezone.now())] == [row.pk]
    with act_as(third):
        assert not Person.objects.exists()


def test_it_opens_within_the_same_transaction_too() -> None:
    case, asker = a_secluded_case(), a_colleague()
    with act_as(asker):
        assert not Person.objects.exists()
        privacy.open_emergency(code=case.code, ground="HEALTH", reason=REASON, at=timezone.now())
        assert Person.objects.get().given_name == "Selam"


def test_the_database_ends_it() -> None:
    case, asker = a_secluded_case(), a_colleague()
    row = _opened(asker, case.code, at=timezone.now() - timedelta(minutes=59))
    assert row is not None
    assert row.until - row.opened_at == timedelta(minutes=60)
    with act_as(asker):
        assert Person.objects.exists()
    with act_as(asker):
        BreakGlass.objects.update(opened_at=row.opened_at - timedelta(minutes=2))
        BreakGlass.objects.update(until=row.until - timedelta(minutes=2))
    with act_as(asker):
        assert not Person.objects.exists()


def test_no_row_can_say_it_lasts_a_day() -> None:
    case, asker = a_secluded_case(), a_colleague()
    row = _opened(asker, case.code)
    assert row is not None
    with act_as(asker), pytest.raises(IntegrityError), transaction.atomic():
        BreakGlass.objects.update(until=row.opened_at + timedelta(days=1))


def test_it_is_given_back_before_its_time() -> None:
    case, asker = a_secluded_case(), a_colleague()
    row = _opened(asker, case.code)
    assert row is not None
    with act_as(asker):
        privacy.close_emergency(emergency_id=row.pk, at=timezone.now())
        assert not Person.objects.exists()
        with pytest.raises(NotFound):
            privacy.close_emergency(emergency_id=row.pk, at=timezone.now())


def test_owner_named_and_manager_are_told_at_once() -> None:
    named = a_colleague(name="nominata")
    case, asker = a_secluded_case(named=[named.user_id]), a_colleague()
    row = _opened(asker, case.code)
    assert row is not None
    told = Notice.objects.filter(kind="EMERGENCY", object_id=row.pk)
    with acting() as owner:
        assert {one.to_user for one in told} == {owner.user_id, named.user_id, None}
        notice = told.get(to_user=owner.user_id)
        assert notice.created_at == row.opened_at
        privacy.see_notice(notice_id=notice.pk, at=timezone.now())
        with pytest.raises(NotFound):
            privacy.see_notice(notice_id=notice.pk, at=timezone.now())
    with acting(Role.CITY_MANAGER):
        assert [one.kind for one in my_notices()] == ["EMERGENCY"]
    with act_as(asker):
        assert not my_notices().exists()
        with pytest.raises(NotFound):
            privacy.see_notice(notice_id=told.get(to_user=named.user_id).pk, at=timezone.now())


def test_the_manager_judges_in_words_and_reads_the_reason() -> None:
    case, asker = a_secluded_case(), a_colleague()
    row = _opened(asker, case.code)
    assert row is not None
    with acting(Role.CITY_MANAGER) as manager:
        assert BreakGlass.objects.get().reason == REASON
        note = "Sentita l’infermiera: era necessario."
        privacy.review_emergency(
            emergency_id=row.pk, outcome="JUSTIFIED", note=note, at=timezone.now()
        )
        found = BreakGlass.objects.get()
        assert (found.outcome, found.review_note, found.reviewed_by) == (
            "JUSTIFIED",
            note,
            manager.user_id,
        )
        with pytest.raises(Refused, match=r"privacy\.reviewed_already"):
            privacy.review_emergency(
                emergency_id=row.pk, outcome="UNJUST", note=note, at=timezone.now()
            )
        with pytest.raises(IntegrityError), transaction.atomic():
            BreakGlass.objects.update(user_id=manager.user_id)


def test_a_code_nobody_has_opens_nothing_and_the_try_is_written() -> None:
    a_secluded_case()
    asker = a_colleague()
    assert _opened(asker, "FI-2026-9999") is None
    with act_as(asker):
        event = AuditEvent.objects.get(action="privacy.emergency_missed")
        assert event.user_id == asker.user_id
        assert not BreakGlass.objects.exists()


def test_a_file_in_sight_is_simply_opened() -> None:
    with acting() as actor:
        case = a_case()
    with pytest.raises(Refused, match=r"privacy\.not_hidden"):
        _opened(actor, case.code)


def test_it_needs_a_reason_and_a_role() -> None:
    case = a_secluded_case()
    with pytest.raises(Invalid, match=r"privacy\.reason_short"):
        _opened(a_colleague(), case.code, reason="urgente")
    with pytest.raises(NotAllowed):
        _opened(a_colleague(Role.TEAM_MEMBER), case.code)
    with pytest.raises(NotAllowed):
        _opened(a_colleague(Role.CITY_MANAGER), case.code)


def test_another_city_s_code_is_nobody_s() -> None:
    case = a_secluded_case()
    assert _opened(a_colleague(city="037006", name="lontana"), case.code) is None
