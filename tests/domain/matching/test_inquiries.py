"""A question to a partner: what each city learns, at each moment, and what it never learns."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from lgnet.domain.ledger.models import Fact
from lgnet.domain.matching import operations, queries
from lgnet.domain.matching.models import Inquiry
from lgnet.domain.people import operations as people
from lgnet.flows import erase_person, protect_person
from lgnet.lib.actor import act_as
from lgnet.lib.audit.models import AuditEvent
from lgnet.lib.errors import Invalid, NotFound, Refused
from lgnet.lib.ids import new_id
from tests.builders import BOLOGNA, FIRENZE, acting
from tests.domain.matching.builders import (
    CONTACT,
    LATER,
    SELAM,
    WHY,
    as_job,
    asked,
    compare,
    halves,
    hint_of,
    hints,
    linked,
    met_twice,
    settle,
    states,
    write,
)
from tests.domain.privacy.builders import a_colleague
from tests.people_builders import AT, a_person

pytestmark = pytest.mark.django_db

OVER = LATER + timedelta(days=15)
ASK = {"purpose": "CONTINUE", "text": WHY, "contact": CONTACT}


def _seen_from_firenze(at: Any = LATER) -> list[tuple[Any, ...]]:
    """Return all the desk of Firenze is shown of the person, but for ids."""
    with as_job(FIRENZE):
        person = Inquiry.objects.get(side="SENT").person_id
    with acting(city=FIRENZE):
        lines = queries.partners_of(person_id=person, on=localdate(at))
        return [
            (
                line.partner_id,
                line.band,
                bool(line.hint_id),
                line.again_on,
                line.inquiry
                and (
                    line.inquiry.state,
                    line.inquiry.contact,
                    line.inquiry.known_since,
                    line.inquiry.until,
                    line.inquiry.answered_at,
                ),
            )
            for line in lines
        ]


def test_the_partner_reads_who_asks_and_why_about_its_own_person() -> None:
    rows = asked()
    mine, theirs = rows[FIRENZE], rows[BOLOGNA]
    assert (mine.side, theirs.side) == ("SENT", "RECEIVED")
    assert mine.person_id != theirs.person_id
    with acting(city=BOLOGNA):
        read = queries.get_inquiry(inquiry_id=theirs.pk)
        assert (read.text, read.contact, read.purpose) == (WHY, CONTACT, "CONTINUE")
        assert read.partner_id == FIRENZE
        assert read.person.given_name == "Salam"
    for city, action in ((FIRENZE, "matching.asked"), (BOLOGNA, "matching.received")):
        with as_job(city):
            event = AuditEvent.objects.get(action=action)
            assert event.subject_id == rows[city].person_id


def test_yes_tells_each_since_when_and_whom_to_call() -> None:
    rows = linked()
    assert states() == {FIRENZE: "ACCEPTED", BOLOGNA: "ACCEPTED"}
    with acting(city=FIRENZE):
        mine = queries.get_inquiry(inquiry_id=rows[FIRENZE].pk)
        assert mine.contact == "SAI Bologna, 051 000"
        assert mine.known_since == localdate(AT)
        assert mine.answered_by is None, "not even who said yes"
    assert rows[BOLOGNA].answered_by is not None


def test_a_refusal_looks_like_silence_before_and_after_its_day() -> None:
    """The same rows as nobody answering, field by field, on every day."""
    rows = asked()
    waiting = _seen_from_firenze()
    with transaction.atomic():
        settle(at=OVER)
        silent = _seen_from_firenze(OVER)
        transaction.set_rollback(True)
    with acting(city=BOLOGNA):
        operations.decline(inquiry_id=rows[BOLOGNA].pk, reason="NO_GROUND", at=LATER)
    assert _seen_from_firenze() == waiting
    assert states()[BOLOGNA] == "DECLINED"
    settle(at=OVER)
    assert _seen_from_firenze(OVER) == silent
    assert states() == {FIRENZE: "SILENT", BOLOGNA: "DECLINED"}
    with as_job(FIRENZE):
        assert not AuditEvent.objects.filter(action__contains="declin").exists()


def test_a_refusal_cannot_be_written_where_the_asker_reads() -> None:
    rows = asked()
    for change in ({"state": "DECLINED"}, {"reason": "NOT_SAME"}, {"answered_by": new_id()}):
        with (
            acting(city=FIRENZE),
            pytest.raises(IntegrityError, match="crosses"),
            transaction.atomic(),
        ):
            Inquiry.objects.filter(pk=rows[FIRENZE].pk).update(**change)


def test_a_question_may_be_asked_again_after_a_month_whatever_came_of_it() -> None:
    rows = asked()
    hint = hint_of(rows[FIRENZE].person, FIRENZE)
    with acting(city=FIRENZE), pytest.raises(Refused, match="asked_already"):
        operations.ask(hint_id=hint.pk, at=LATER, **ASK)
    with acting(city=BOLOGNA):
        operations.decline(inquiry_id=rows[BOLOGNA].pk, reason="UNWILL", at=LATER)
    with acting(city=FIRENZE), pytest.raises(Refused, match="asked_already"):
        operations.ask(hint_id=hint.pk, at=LATER, **ASK)
    settle(at=OVER)
    with acting(city=FIRENZE):
        with pytest.raises(Refused, match="asked_lately"):
            operations.ask(hint_id=hint.pk, at=OVER, **ASK)
        operations.ask(hint_id=hint.pk, at=LATER + timedelta(days=31), **ASK)


def test_a_question_taken_back_is_gone_in_both() -> None:
    rows = asked()
    with acting(city=FIRENZE):
        operations.withdraw(inquiry_id=rows[FIRENZE].pk, at=LATER)
    assert states() == {FIRENZE: "WITHDRAWN", BOLOGNA: "WITHDRAWN"}
    with acting(city=BOLOGNA), pytest.raises(Refused):
        operations.accept(inquiry_id=rows[BOLOGNA].pk, contact=CONTACT, at=LATER)


@pytest.mark.parametrize("city", [FIRENZE, BOLOGNA])
def test_either_city_takes_a_link_apart_and_both_count_again(city: str) -> None:
    rows = linked()
    settle(at=LATER)
    with acting(city=city):
        operations.end(inquiry_id=rows[city].pk, at=LATER)
    settle(at=OVER)
    assert states() == {FIRENZE: "ENDED", BOLOGNA: "ENDED"}
    with as_job(city):
        facts = Fact.objects.filter(kind="matching.possibly_elsewhere")
        assert sorted(facts.values_list("quantity", flat=True)) == [-1, 1], "said to be two people"
    for one in (FIRENZE, BOLOGNA):
        with as_job(one):
            facts = Fact.objects.filter(kind="matching.known_elsewhere")
            assert sorted(facts.values_list("quantity", flat=True)) == [-1, 1]


def test_a_link_is_over_after_a_year_and_the_person_is_still_counted_once() -> None:
    linked()
    settle(at=LATER + timedelta(days=367))
    assert states() == {FIRENZE: "ENDED", BOLOGNA: "ENDED"}
    with as_job(FIRENZE):
        facts = Fact.objects.filter(kind="matching.known_elsewhere")
        assert list(facts.values_list("quantity", flat=True)) == [1]


# Enumerating, replaying, asking too much


def test_nobody_is_asked_about_by_guessing() -> None:
    people_met = met_twice()
    theirs = hint_of(people_met[BOLOGNA], BOLOGNA)
    for guess in (theirs.pk, theirs.meeting, theirs.handle, people_met[BOLOGNA].pk, new_id()):
        with acting(city=FIRENZE), pytest.raises(NotFound, match="no_such_hint"):
            operations.ask(hint_id=guess, at=LATER, **ASK)


@pytest.mark.parametrize("act", ["accept", "decline", "end", "withdraw"])
def test_one_citys_half_opens_nothing_in_the_other(act: str) -> None:
    """T10: an id that is good in one city, replayed in the other; and the exchange itself."""
    rows = asked()
    told = {"accept": {"contact": CONTACT}, "decline": {"reason": "UNWILL"}}.get(act, {})
    for here, there in ((FIRENZE, BOLOGNA), (BOLOGNA, FIRENZE)):
        for key in (rows[there].pk, rows[there].exchange, rows[there].meeting):
            with acting(city=here), pytest.raises(NotFound):
                getattr(operations, act)(inquiry_id=key, at=LATER, **told)
            with acting(city=here), pytest.raises(NotFound):
                queries.get_inquiry(inquiry_id=key)
    assert set(states().values()) == {"WAITING"}


def test_who_asked_cannot_answer_for_the_partner() -> None:
    rows = asked()
    with acting(city=FIRENZE), pytest.raises(NotFound):
        operations.accept(inquiry_id=rows[FIRENZE].pk, contact=CONTACT, at=LATER)
    with acting(city=BOLOGNA), pytest.raises(NotFound):
        operations.withdraw(inquiry_id=rows[BOLOGNA].pk, at=LATER)


@pytest.mark.parametrize(("limit", "code"), [("A_DAY_EACH", "each"), ("A_DAY_CITY", "city")])
def test_questions_of_a_day_are_counted(
    limit: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"lgnet.domain.matching.operations.asking.{limit}", 1)
    rows = asked()
    hint = hint_of(rows[FIRENZE].person, FIRENZE)
    if code == "city":
        monkeypatch.setattr("lgnet.domain.matching.operations.asking.A_DAY_EACH", 9)
    with acting(city=FIRENZE):
        with pytest.raises(Refused, match=f"quota_{code}"):
            operations.ask(hint_id=hint.pk, at=LATER, **ASK)
        with pytest.raises(Refused, match="asked_already"):
            operations.ask(hint_id=hint.pk, at=LATER + timedelta(days=1), **ASK)


def test_a_question_says_why_and_how_to_be_reached() -> None:
    people_met = met_twice()
    hint = hint_of(people_met[FIRENZE], FIRENZE)
    wrong: tuple[tuple[str, str], ...] = (("text", "boh"), ("contact", "x"), ("purpose", "CURIOUS"))
    for name, value in wrong:
        with acting(city=FIRENZE), pytest.raises(Invalid):
            operations.ask(hint_id=hint.pk, at=LATER, **ASK | {name: value})


# People who are protected


def _seclude(city: str, person_id: Any) -> None:
    with acting(city=city):
        protect_person.seclude(
            person_id=person_id,
            ground="VIOLENCE",
            reason="La cerca chi l’ha minacciata.",
            review_on=localdate(LATER) + timedelta(days=60),
            at=LATER,
        )


def _limit(city: str, person_id: Any) -> None:
    with acting(city=city):
        protect_person.place_hold(person_id=person_id, reason="LIMIT", at=LATER)


def _erase(city: str, person_id: Any) -> None:
    with acting(city=city):
        row = people.propose_erasure(person_id=person_id, reason="REQUEST", at=LATER)
    with acting("CITY_MANAGER", city):
        erase_person.authorise(erasure_id=row.pk, at=LATER)


PROTECT = [_seclude, _limit, _erase]


@pytest.mark.parametrize("protect", PROTECT)
def test_a_hint_goes_with_the_protection_and_comes_back_with_no_night(
    protect: Callable[[str, Any], None],
) -> None:
    people_met = met_twice()
    hint = hint_of(people_met[FIRENZE], FIRENZE)
    protect(BOLOGNA, people_met[BOLOGNA].pk)
    assert hints(FIRENZE) == hints(BOLOGNA) == []
    with acting(city=FIRENZE):
        assert queries.partners_of(person_id=people_met[FIRENZE].pk, on=localdate(LATER)) == []
        with pytest.raises(NotFound):
            operations.ask(hint_id=hint.pk, at=LATER, **ASK)
    write()
    assert compare() == (0, 0)


@pytest.mark.parametrize("protect", PROTECT)
def test_a_question_about_somebody_protected_since_goes_unanswered(
    protect: Callable[[str, Any], None],
) -> None:
    rows = asked()
    waiting = [(one[0], one[4]) for one in _seen_from_firenze()]
    protect(BOLOGNA, rows[BOLOGNA].person_id)
    assert [(one[0], one[4]) for one in _seen_from_firenze()] == waiting
    with acting(city=BOLOGNA), pytest.raises((Refused, NotFound)):
        operations.accept(inquiry_id=rows[BOLOGNA].pk, contact=CONTACT, at=LATER)
    settle(at=OVER)
    assert states() == {FIRENZE: "SILENT", BOLOGNA: "SILENT"}


@pytest.mark.parametrize("protect", PROTECT)
@pytest.mark.parametrize("city", [FIRENZE, BOLOGNA])
def test_a_link_ends_with_the_protection_in_either_city(
    protect: Callable[[str, Any], None], city: str
) -> None:
    rows = linked()
    protect(city, rows[city].person_id)
    assert states() == {FIRENZE: "ENDED", BOLOGNA: "ENDED"}


def test_a_question_of_ours_is_taken_back_when_we_protect_the_person() -> None:
    rows = asked()
    _seclude(FIRENZE, rows[FIRENZE].person_id)
    assert states() == {FIRENZE: "WITHDRAWN", BOLOGNA: "WITHDRAWN"}


def test_protected_between_two_nights_by_somebody_who_forgot_the_flow() -> None:
    """The second wall: even while the hint stands, the question goes nowhere and says so to nobody."""
    people_met = met_twice()
    hint = hint_of(people_met[FIRENZE], FIRENZE)
    with acting(city=BOLOGNA):
        people.place_hold(person_id=people_met[BOLOGNA].pk, reason="LIMIT", at=LATER)
    with acting(city=FIRENZE):
        row = operations.ask(hint_id=hint.pk, at=LATER, **ASK)
    assert row.state == "WAITING"
    with as_job(BOLOGNA):
        assert Inquiry.objects.count() == 0
    settle(at=OVER)
    assert states() == {FIRENZE: "SILENT"}


def test_a_colleague_nobody_named_reads_no_question_about_a_secluded_person() -> None:
    rows = asked()
    _seclude(BOLOGNA, rows[BOLOGNA].person_id)
    with acting(city=BOLOGNA):
        assert len(queries.list_inquiries(side="RECEIVED")) == 1
    other = a_colleague(city=BOLOGNA)
    with act_as(other):
        assert Inquiry.objects.count() == 0, "hidden by the database, not by a join"
        assert queries.list_inquiries(side="RECEIVED") == []
        with pytest.raises(NotFound):
            queries.get_inquiry(inquiry_id=rows[BOLOGNA].pk)


def test_the_count_does_not_tell_that_somebody_was_protected() -> None:
    rows = linked()
    _seclude(BOLOGNA, rows[BOLOGNA].person_id)
    settle(at=OVER)
    for city in (FIRENZE, BOLOGNA):
        with as_job(city):
            facts = Fact.objects.filter(kind="matching.known_elsewhere")
            assert list(facts.values_list("quantity", flat=True)) == [1]


def test_a_question_follows_the_person_into_another_record() -> None:
    rows = asked()
    with acting(city=FIRENZE):
        other = a_person(**SELAM | {"family_name": "Woldu"})
        people.merge(
            survivor_id=other.pk, absorbed_id=rows[FIRENZE].person_id, reason="la stessa", at=LATER
        )
        (line,) = queries.partners_of(person_id=other.pk, on=localdate(LATER))
    assert line.inquiry is not None
    assert halves()[FIRENZE].person_id == other.pk
