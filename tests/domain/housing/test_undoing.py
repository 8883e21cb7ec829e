"""Whatever was written down can be taken back by a counter-fact, and written down again."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.models import (
    BedNight,
    ContributionLine,
    FollowUp,
    Occupancy,
    Stay,
    StayCorrection,
)
from lgnet.domain.ledger.models import Fact
from lgnet.domain.security.enums import Role
from lgnet.lib.errors import Invalid, NotFound, Refused
from tests.builders import acting
from tests.housing_builders import (
    GIRL,
    MAN,
    NOW,
    TODAY,
    WOMAN,
    later,
    make_hold,
    make_request,
    make_stay,
    make_unit,
    night,
)

pytestmark = pytest.mark.django_db


def counting(kind: str) -> int:
    """Add up the facts of a kind, counter-facts with their sign."""
    return sum(Fact.objects.filter(kind=kind).values_list("quantity", flat=True))


def test_check_in_is_taken_back_with_its_nights_and_made_again() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        stay = make_stay(make_unit(beds=2), WOMAN, GIRL, arrived=False)
        assert operations.record_bed_nights(night_from=TODAY, night_to=night(2)) == 0
        operations.check_in(stay_id=stay.pk, on=TODAY, at=NOW)
        assert operations.record_bed_nights(night_from=TODAY, night_to=night(2)) == 4
        assert (counting("housing.arrived"), counting("housing.bed_night")) == (2, 4)

        operations.undo_check_in(stay_id=stay.pk, reason="altra famiglia", at=later(days=2))
        assert (counting("housing.arrived"), counting("housing.bed_night")) == (0, 0)
        assert queries.nights_of(stay_id=stay.pk) == (0, None)
        assert BedNight.objects.count() == 8, "nothing is deleted"
        assert StayCorrection.objects.get().reason == "altra famiglia"

        operations.check_in(stay_id=stay.pk, on=night(1), at=later(days=2))
        assert operations.record_bed_nights(night_from=TODAY, night_to=night(2)) == 2
        assert (counting("housing.arrived"), counting("housing.bed_night")) == (2, 2)
        assert queries.nights_of(stay_id=stay.pk) == (2, night(1))
        assert Occupancy.objects.filter(stay=stay, released=False).count() == 2


@pytest.mark.parametrize("days", [-1, 1])
def test_nobody_comes_in_before_the_first_night_or_tomorrow(days: int) -> None:
    with acting():
        stay = make_stay(make_unit(), MAN, arrived=False)
        with pytest.raises(Invalid, match="arrived_on"):
            operations.check_in(stay_id=stay.pk, on=night(days), at=NOW)
        assert not Fact.objects.filter(kind="housing.arrived").exists()


def test_check_in_twice_or_undone_twice_is_refused() -> None:
    with acting():
        stay = make_stay(make_unit(), MAN)
        with pytest.raises(Refused, match="arrived_already"):
            operations.check_in(stay_id=stay.pk, on=TODAY, at=NOW)
        operations.undo_check_in(stay_id=stay.pk, reason="errore", at=NOW)
        with pytest.raises(Refused, match="not_arrived"):
            operations.undo_check_in(stay_id=stay.pk, reason="errore", at=NOW)


def test_exit_is_taken_back_and_written_again() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        stay = make_stay(make_unit(beds=2), WOMAN, GIRL)
        operations.record_bed_nights(night_from=TODAY, night_to=night(4))
        operations.end_stay(stay_id=stay.pk, on=night(3), destination="AUTONOMY", at=later(days=4))
        assert (counting("housing.stay_ended"), counting("housing.bed_night")) == (2, 6)

        undone = operations.undo_exit(stay_id=stay.pk, reason="era un altro", at=later(days=4))
        assert (undone.state, undone.to_on, undone.destination) == ("ACTIVE", None, "")
        assert counting("housing.stay_ended") == 0
        assert {row.state for row in FollowUp.objects.all()} == {"DROPPED"}
        assert operations.record_bed_nights(night_from=TODAY, night_to=night(4)) == 2
        assert counting("housing.bed_night") == 8

        operations.end_stay(stay_id=stay.pk, on=night(4), destination="FAMILY", at=later(days=4))
        assert counting("housing.stay_ended") == 2
        assert {row.state for row in FollowUp.objects.all()} == {"PLANNED"}


def test_exit_is_not_taken_back_when_somebody_else_has_the_bed() -> None:
    with acting():
        unit = make_unit()
        stay = make_stay(unit, MAN)
        operations.end_stay(stay_id=stay.pk, on=night(2), destination="LEFT", at=later(days=2))
        make_hold(unit, MAN, at=later(days=2))
        with pytest.raises(Refused, match="bed_taken"):
            operations.undo_exit(stay_id=stay.pk, reason="errore", at=later(days=2))
        assert Stay.objects.get(pk=stay.pk).state == "ENDED"
        assert counting("housing.stay_ended") == 1


def test_exit_on_the_first_night_is_taken_back_with_its_beds() -> None:
    with acting():
        stay = make_stay(make_unit(beds=2), WOMAN, GIRL)
        operations.end_stay(stay_id=stay.pk, on=TODAY, destination="LEFT", at=NOW)
        assert not Occupancy.objects.filter(released=False).exists()
        operations.undo_exit(stay_id=stay.pk, reason="errore", at=NOW)
        assert Occupancy.objects.filter(stay=stay, released=False).count() == 2


def test_a_destination_not_known_says_why_and_the_dead_are_not_followed_up() -> None:
    with acting():
        stay = make_stay(make_unit(), MAN)
        with pytest.raises(Invalid, match="end_note"):
            operations.end_stay(stay_id=stay.pk, on=TODAY, destination="UNKNOWN", at=NOW)
        operations.end_stay(
            stay_id=stay.pk, on=TODAY, destination="UNKNOWN", note="nessuna notizia", at=NOW
        )
        assert Stay.objects.get().end_note == "nessuna notizia"
        other = make_stay(make_unit(unit_code="2"), MAN)
        operations.end_stay(stay_id=other.pk, on=TODAY, destination="DIED", at=NOW)
        assert not FollowUp.objects.filter(stay=other).exists()


def test_a_night_is_taken_back_and_counted_again() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        stay = make_stay(make_unit(), MAN)
        person = stay.request.case.person_id
        operations.record_bed_nights(night_from=TODAY, night_to=night(2))

        def correct(present: bool) -> bool:
            return operations.correct_night(
                stay_id=stay.pk,
                person_id=person,
                night=TODAY,
                present=present,
                reason="visto dal portiere",
                at=later(days=2),
            )

        assert correct(False)
        assert counting("housing.bed_night") == 1
        assert not correct(False), "said twice, it is said once"
        # The morning count of the last two weeks does not put it back.
        assert operations.record_bed_nights(night_from=TODAY, night_to=night(2)) == 0
        assert correct(True)
        assert counting("housing.bed_night") == 2
        assert queries.nights_of(stay_id=stay.pk) == (2, night(1))
        assert correct(False)
        assert counting("housing.bed_night") == 1


def test_a_night_outside_the_stay_or_not_over_is_refused() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        stay = make_stay(make_unit(), MAN)
        person = stay.request.case.person_id
        for when in (night(-1), night(2), night(9)):
            with pytest.raises(Invalid, match="night"):
                operations.correct_night(
                    stay_id=stay.pk,
                    person_id=person,
                    night=when,
                    present=True,
                    reason="x",
                    at=later(days=2),
                )
        with pytest.raises(NotFound):
            operations.correct_night(
                stay_id=stay.pk,
                person_id=make_request(MAN).case.person_id,
                night=TODAY,
                present=True,
                reason="x",
                at=later(days=2),
            )
        assert not BedNight.objects.exists()


def _pay(stay: Stay, kind: str, amount: str, **more: Any) -> ContributionLine:
    return operations.add_contribution(
        stay_id=stay.pk, kind=kind, amount=Decimal(amount), **{"on": TODAY, "at": NOW} | more
    )


def test_a_payment_is_taken_back_by_a_counter_line_once() -> None:
    with acting():
        stay = make_stay(make_unit(), MAN)
        _pay(stay, "AGREED", "60.00")
        paid = _pay(stay, "PAID", "12.50")
        _pay(stay, "WAIVED", "4.00", reason="mese di malattia")
        lines = queries.contribution_of(stay_id=stay.pk)
        found = queries.balance(lines, until=night(15))
        # 23 November, 15 nights: 8 of 30 days of November and 7 of 31 of December, of 60 a month.
        assert found.expected == Decimal("29.55")
        assert found.due == Decimal("13.05")
        operations.undo_contribution(line_id=paid.pk, reason="altra persona", at=NOW)
        found = queries.balance(queries.contribution_of(stay_id=stay.pk), until=night(15))
        assert (found.paid, found.due) == (Decimal("0.00"), Decimal("25.55"))
        with pytest.raises(Refused, match="line_reversed"):
            operations.undo_contribution(line_id=paid.pk, reason="ancora", at=NOW)
        assert ContributionLine.objects.count() == 4


@pytest.mark.parametrize("amount", ["-1", "0", "1.005", "10000.01", "NaN", "Infinity"])
def test_an_amount_that_cannot_be_is_refused(amount: str) -> None:
    with acting():
        stay = make_stay(make_unit(), MAN)
        with pytest.raises(Invalid, match="amount"):
            _pay(stay, "PAID", amount)
        with pytest.raises(Invalid, match="contribution_on"):
            _pay(stay, "PAID", "1", on=night(1))
        with pytest.raises(Invalid, match="reason_required"):
            _pay(stay, "WAIVED", "1")
        assert not ContributionLine.objects.exists()


def test_the_database_refuses_a_payment_below_zero() -> None:
    with acting():
        line = _pay(make_stay(make_unit(), MAN), "PAID", "1")
        with pytest.raises(IntegrityError), transaction.atomic():
            ContributionLine.objects.create(
                vault_key=line.vault_key, stay=line.stay, kind="PAID", amount=-5, on=TODAY, at=NOW
            )


def test_follow_ups_are_planned_recorded_and_taken_back() -> None:
    with acting():
        stay = make_stay(make_unit(beds=2), WOMAN, GIRL)
        operations.end_stay(stay_id=stay.pk, on=night(5), destination="AUTONOMY", at=later(days=5))
        six, twelve = queries.follow_ups_of(stay_id=stay.pk)
        assert (six.due_on.isoformat(), twelve.due_on.isoformat()) == ("2027-05-28", "2027-11-28")
        assert queries.list_follow_ups_due(until=night(100)) == []
        assert queries.list_follow_ups_due(until=six.due_on) == [six]

        half_a_year = later(days=190)
        operations.record_follow_up(
            follow_up_id=six.pk, outcome="OWN_HOME", on=half_a_year.date(), at=half_a_year
        )
        assert counting("housing.followed_up") == 2
        with pytest.raises(Refused):
            operations.record_follow_up(
                follow_up_id=six.pk, outcome="STREET", on=half_a_year.date(), at=half_a_year
            )
        operations.undo_follow_up(follow_up_id=six.pk, reason="omonimo", at=half_a_year)
        assert counting("housing.followed_up") == 0
        operations.record_follow_up(
            follow_up_id=six.pk, outcome="NOT_REACHED", on=half_a_year.date(), at=half_a_year
        )
        assert counting("housing.followed_up") == 2
        told = Fact.objects.filter(kind="housing.followed_up", key__contains="#2").values_list(
            "dimensions__outcome", "dimensions__housed"
        )
        assert set(told) == {("NOT_REACHED", False)}


def test_the_questionnaire_may_be_left_empty_and_comes_after_the_exit() -> None:
    with acting():
        stay = make_stay(make_unit(), MAN)
        with pytest.raises(Refused, match="stay_on"):
            operations.save_questionnaire(stay_id=stay.pk, helpful="YES", at=NOW)
        operations.end_stay(stay_id=stay.pk, on=TODAY, destination="LEFT", at=NOW)
        operations.save_questionnaire(stay_id=stay.pk, at=NOW)
        row = operations.save_questionnaire(stay_id=stay.pk, helpful="PARTLY", words="ok", at=NOW)
        assert (row.helpful, row.safe, row.words) == ("PARTLY", "", "ok")
        with pytest.raises(Invalid, match="grade"):
            operations.save_questionnaire(stay_id=stay.pk, safe="MAYBE", at=NOW)
