"""Offers, extensions of holds, transfers, and what the decider saw."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from lgnet.domain.housing import operations, queries
from lgnet.domain.housing.models import (
    Hold,
    HoldExtension,
    HousingRequest,
    Occupancy,
    Offer,
    ProposalRun,
    Stay,
)
from lgnet.domain.ledger.models import Fact
from lgnet.domain.security.enums import Role
from lgnet.domain.security.queries import public_actor, system_actor
from lgnet.lib.actor import Actor, Scope, act_as
from lgnet.lib.errors import Invalid, NotAllowed, NotFound, Refused
from tests.builders import FIRENZE, acting
from tests.housing_builders import (
    BOY,
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

BY_LINK = Actor(
    Scope.SYSTEM, FIRENZE, role="OFFER_LINK", permissions=frozenset({"housing.answer_offer"})
)


def an_offer(**cells: Any) -> Offer:
    """Offer a place to a woman and a girl in French."""
    held = make_hold(make_unit(beds=2, **cells), WOMAN, GIRL)
    return operations.make_offer(hold_id=held.pk, language="fr", at=NOW)


def _answer(offer: Offer, accepted: bool = True, how: str = "LINK", **more: Any) -> Offer:
    with act_as(BY_LINK) if how == "LINK" else transaction.atomic():
        return operations.answer_offer(
            offer_id=offer.pk, accepted=accepted, how=how, **{"at": later(minutes=5)} | more
        )


def test_a_yes_by_link_is_noted_and_a_person_decides() -> None:
    with acting():
        offer = an_offer()
        _answer(offer)
        again = _answer(offer)
        assert (again.state, again.answered_how, again.answered_by) == ("ACCEPTED", "LINK", None)
        assert not Stay.objects.exists()
        stay = operations.accept(hold_id=offer.hold_id, at=later(minutes=6), reason="sì")
        assert stay.arrived_on is None
        assert Offer.objects.get().answered_how == "LINK"


def test_a_no_lets_the_beds_go_and_leaves_class_and_clock() -> None:
    with acting():
        offer = an_offer()
        before = HousingRequest.objects.values("priority_class", "opened_at", "class_set_at").get()
        place = queries.queue_neighbours(request=HousingRequest.objects.get())
        done = _answer(offer, accepted=False, reason="TOO_FAR", words="lontano dalla scuola")
        assert (done.state, done.decline_reason, done.words) == (
            "DECLINED",
            "TOO_FAR",
            "lontano dalla scuola",
        )
        request = HousingRequest.objects.get()
        assert request.state == "WAITING"
        after = HousingRequest.objects.values("priority_class", "opened_at", "class_set_at").get()
        assert after == before
        assert queries.queue_neighbours(request=request) == place
        assert not Occupancy.objects.filter(released=False).exists()
        # Sent again, nothing changes; the other answer comes too late.
        assert _answer(offer, accepted=False, reason="OTHER").decline_reason == "TOO_FAR"
        with pytest.raises(Refused, match="offer_over"):
            _answer(offer)


def test_ten_refusals_leave_the_queue_as_it_was() -> None:
    with acting():
        unit = make_unit(beds=2)
        first, second = make_request(WOMAN, GIRL), make_request(WOMAN, BOY, at=later(hours=1))
        for turn in range(10):
            at = later(hours=2 + turn)
            held = operations.hold(request_id=first.pk, unit_id=unit.pk, from_on=at.date(), at=at)
            offer = operations.make_offer(hold_id=held.pk, language="it", at=at)
            operations.answer_offer(
                offer_id=offer.pk, accepted=False, reason="OTHER", how="DESK", at=at
            )
        assert [row.pk for row in queries.list_waiting().rows] == [first.pk, second.pk]


def test_a_no_without_a_reason_of_the_list_changes_nothing() -> None:
    with acting():
        offer = an_offer()
        for reason in ("", "UGLY"):
            with pytest.raises(Invalid, match="decline_reason"):
                _answer(offer, accepted=False, reason=reason)
        assert Offer.objects.get().state == "OPEN"
        assert Hold.objects.get().state == "ACTIVE"


@pytest.mark.parametrize(
    "ends",
    [
        lambda offer: None,  # its hour passes, and no job ran
        lambda offer: operations.release_hold(hold_id=offer.hold_id, at=later(minutes=1)),
        lambda offer: operations.withdraw_offer(offer_id=offer.pk, at=later(minutes=1)),
        lambda offer: operations.withdraw_request(
            request_id=offer.hold.request_id, reason="trovato", at=later(minutes=1)
        ),
    ],
)
def test_an_offer_that_is_over_is_not_answered(ends: Callable[[Offer], Any]) -> None:
    with acting():
        offer = an_offer()
        ends(offer)
        with pytest.raises(Refused, match="offer_over"):
            _answer(offer, at=later(minutes=31))
        with act_as(BY_LINK):
            assert queries.see_offer(offer_id=offer.pk, at=later(minutes=31)).state == "WITHDRAWN"


def test_at_the_desk_a_yes_may_become_a_no_and_by_link_it_may_not() -> None:
    with acting():
        offer = an_offer()
        _answer(offer)
        with pytest.raises(Refused, match="offer_answered"):
            _answer(offer, accepted=False, reason="OTHER")
        done = _answer(offer, accepted=False, reason="SHARED", how="DESK")
        assert (done.state, done.answered_how) == ("DECLINED", "DESK")


def test_whoever_has_only_the_link_does_nothing_else() -> None:
    with acting():
        offer = an_offer()
    with act_as(BY_LINK):
        with pytest.raises(Invalid, match="answered_how"):
            operations.answer_offer(offer_id=offer.pk, accepted=True, how="DESK", at=NOW)
        with pytest.raises(NotAllowed):
            operations.accept(hold_id=offer.hold_id, at=NOW)
        with pytest.raises(NotAllowed):
            operations.withdraw_offer(offer_id=offer.pk, at=NOW)
    with act_as(public_actor(municipality_id=FIRENZE)), pytest.raises(NotFound):
        queries.see_offer(offer_id=offer.pk, at=NOW)


@pytest.mark.parametrize("cells", [{"indirizzo_riservato": True}, {}])
def test_a_protected_place_is_never_named_by_link(cells: dict[str, Any]) -> None:
    with acting():
        offer = an_offer(**cells)
        seen = queries.see_offer(offer_id=offer.pk, at=NOW)
        hidden = bool(cells)
        assert (seen.place == "") == hidden
        assert (seen.address == "") == hidden


def test_a_household_that_needs_a_protected_address_gets_none_by_link() -> None:
    with acting():
        unit = make_unit(beds=2, indirizzo_riservato=True)
        request = make_request(WOMAN, GIRL, secret_address=True)
        held = operations.hold(request_id=request.pk, unit_id=unit.pk, from_on=TODAY, at=NOW)
        offer = operations.make_offer(hold_id=held.pk, language="ti", at=NOW)
        assert queries.see_offer(offer_id=offer.pk, at=NOW).address == ""


def test_a_hold_is_offered_once_in_a_language_there_is() -> None:
    with acting():
        offer = an_offer()
        with pytest.raises(Refused, match="offered"):
            operations.make_offer(hold_id=offer.hold_id, language="it", at=NOW)
        with pytest.raises(Invalid, match="offer_language"):
            operations.make_offer(hold_id=offer.hold_id, language="xx", at=NOW)
        assert queries.language_for(["tir", "ara"]) == "ti"
        assert queries.language_for(["wol"]) == "it"


def test_a_hold_is_kept_longer_with_a_reason_three_times() -> None:
    with acting():
        held = make_hold(make_unit(), MAN)
        with pytest.raises(Invalid, match="reason_required"):
            operations.prolong_hold(hold_id=held.pk, reason=" ", at=NOW)
        at = NOW
        for hours in (0, 20, 40):
            at = later(hours=hours)
            operations.prolong_hold(hold_id=held.pk, reason=f"attesa {hours}", at=at)
        assert [row.reason for row in HoldExtension.objects.order_by("number")] == [
            "attesa 0",
            "attesa 20",
            "attesa 40",
        ]
        with pytest.raises(Refused, match="hold_extended_enough"):
            operations.prolong_hold(hold_id=held.pk, reason="ancora", at=later(hours=60))
        with pytest.raises(IntegrityError), transaction.atomic():
            HoldExtension.objects.create(
                vault_key=held.vault_key,
                hold=held,
                number=4,
                until_before=NOW,
                until=later(hours=1),
                reason="x",
                at=NOW,
            )


def test_the_offer_lasts_as_long_as_its_hold() -> None:
    with acting():
        offer = an_offer()
        operations.prolong_hold(hold_id=offer.hold_id, reason="rientra domani", at=later(minutes=9))
        assert _answer(offer, at=later(hours=20)).state == "ACCEPTED"


def test_an_expired_hold_blocks_nobody_though_no_job_ever_ran() -> None:
    with acting():
        unit = make_unit(beds=2)
        stale = make_hold(unit, WOMAN, GIRL)
        offer = operations.make_offer(hold_id=stale.pk, language="it", at=NOW)
        other = make_request(WOMAN, BOY)
        held = operations.hold(
            request_id=other.pk, unit_id=unit.pk, from_on=TODAY, at=later(minutes=31)
        )
        assert held.state == "ACTIVE"
        assert Hold.objects.get(pk=stale.pk).state == "EXPIRED"
        assert Offer.objects.get(pk=offer.pk).state == "WITHDRAWN"
        for act in (
            lambda: operations.accept(hold_id=stale.pk, at=later(minutes=32), reason="x"),
            lambda: operations.prolong_hold(hold_id=stale.pk, reason="x", at=later(minutes=32)),
        ):
            with pytest.raises(Refused):
                act()


def test_a_transfer_has_no_gap_and_no_second_bed() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        here, there = make_unit(beds=2), make_unit(beds=2, unit_code="2")
        stay = make_stay(here, WOMAN, GIRL)
        operations.record_bed_nights(night_from=TODAY, night_to=night(4))
        at = later(days=3)
        moved = operations.transfer_stay(
            stay_id=stay.pk, unit_id=there.pk, on=night(3), reason="più vicino a scuola", at=at
        )
        stay.refresh_from_db()
        assert (stay.state, stay.destination, stay.to_on) == ("ENDED", "TRANSFER", night(3))
        assert (moved.follows_id, moved.from_on, moved.arrived_on) == (
            stay.pk,
            night(3),
            night(3),
        )
        assert moved.expected_to_on == stay.expected_to_on
        operations.record_bed_nights(night_from=TODAY, night_to=night(5))
        assert [queries.nights_of(stay_id=one.pk)[0] for one in (stay, moved)] == [6, 4]
        assert (
            sum(Fact.objects.filter(kind="housing.bed_night").values_list("quantity", flat=True))
            == 10
        )
        kinds = list(Fact.objects.order_by("kind").values_list("kind", flat=True).distinct())
        assert "housing.stay_ended" not in kinds
        assert Fact.objects.filter(kind="housing.transferred").count() == 2
        operations.end_stay(
            stay_id=moved.pk, on=night(10), destination="AUTONOMY", at=later(days=10)
        )
        ended = Fact.objects.filter(kind="housing.stay_ended")
        assert set(ended.values_list("dimensions__nights", flat=True)) == {10}
        assert queries.stay_of_request(request_id=stay.request_id) == moved
        with pytest.raises(Refused, match="stay_moved"):
            operations.undo_exit(stay_id=stay.pk, reason="x", at=later(days=10))


def test_a_transfer_into_a_taken_unit_changes_nothing() -> None:
    with acting(Role.HOUSING_COORDINATOR):
        here, there = make_unit(beds=2), make_unit(beds=2, unit_code="2")
        stay = make_stay(here, WOMAN, GIRL)
        make_stay(there, WOMAN, BOY)
        with pytest.raises(Refused, match="bed_taken"):
            operations.transfer_stay(
                stay_id=stay.pk, unit_id=there.pk, on=night(2), reason="x", at=later(days=2)
            )
        stay.refresh_from_db()
        assert (stay.state, stay.to_on) == ("ACTIVE", None)
        assert Stay.objects.count() == 2
        assert not ProposalRun.objects.filter(request=stay.request, decided_at__gt=NOW).exists()


def test_a_hold_from_the_board_keeps_what_else_could_be_chosen() -> None:
    with acting():
        units = [make_unit(beds=2), make_unit(beds=2, unit_code="2")]
        request = make_request(WOMAN, GIRL)
        held = operations.hold_seen(
            request_id=request.pk, unit_id=units[1].pk, from_on=TODAY, at=NOW
        )
        assert held.run is not None
        assert {option["unit_id"] for option in held.run.options} == {str(u.pk) for u in units}
        operations.propose(request_id=request.pk, at=later(minutes=2))
        rank = [option["unit_id"] for option in held.run.options].index(str(units[1].pk)) + 1
        operations.accept(hold_id=held.pk, at=later(minutes=3), reason="cucina")
        held.run.refresh_from_db()
        assert held.run.chosen_rank == rank, "decided upon what was seen, not upon a later run"


def test_a_refused_hold_keeps_no_proposal() -> None:
    with acting():
        unit = make_unit()
        make_hold(unit, MAN)
        request = make_request(MAN)
        with pytest.raises(Refused):
            operations.hold_seen(request_id=request.pk, unit_id=unit.pk, from_on=TODAY, at=NOW)
        assert not ProposalRun.objects.filter(request=request).exists()


def test_each_hold_is_a_fact_with_its_beds() -> None:
    with acting():
        make_hold(make_unit(beds=3), WOMAN, GIRL)
        fact = Fact.objects.get(kind="housing.beds_held")
        assert (fact.quantity, fact.sub_action, fact.subject) == (3, 4, None)


def test_expiry_by_the_job_withdraws_the_offer() -> None:
    with acting():
        offer = an_offer()
    with act_as(system_actor(municipality_id=FIRENZE, job="test")):
        assert operations.expire_holds(at=later(minutes=31)) == 1
        assert Offer.objects.get(pk=offer.pk).state == "WITHDRAWN"
