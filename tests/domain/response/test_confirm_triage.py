"""A person decides the class."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lgnet.domain.response import operations
from lgnet.domain.response.models import Report, TriageDecision, Visit
from lgnet.domain.security.enums import Role
from lgnet.lib.errors import Invalid, NotAllowed, NotFound, Refused
from tests.builders import BOLOGNA, acting
from tests.domain.response.build import EVENING, assess, receive, shift

pytestmark = pytest.mark.django_db


def test_confirm_triage_keeps_proposal_reasons_rule_set_choice_and_who():
    with acting() as actor:
        report = assess(receive())
        decision = TriageDecision.objects.get()
    assert (report.state, report.priority, report.assessed_at) == ("ASSESSED", "P1", EVENING)
    assert (decision.proposed, decision.chosen, decision.rule_set) == ("P1", "P1", "triage-1")
    assert decision.decided_by == actor.user_id
    assert "PREGNANCY_REPORTED" in {reason["code"] for reason in decision.reasons}


def test_confirm_triage_raises_at_once_and_shortens_the_clock():
    with acting():
        report = assess(receive(signs=["BASICS"]), "P1")
    assert report.answer_by == EVENING + timedelta(minutes=30)


@pytest.mark.parametrize("why", ["", "   "])
def test_confirm_triage_lowers_only_with_a_reason(why):
    with acting():
        report = receive()
        with pytest.raises(Invalid) as refused:
            assess(report, "P2", override_reason=why)
        assert refused.value.code == "response.lowering_needs_reason"
        assert refused.value.params["field"] == "override_reason"
        assert Report.objects.get().state == "RECEIVED"
        lowered = assess(report, "P2", override_reason="Il 118 è già sul posto")
    assert lowered.answer_by == EVENING + timedelta(minutes=90)


def test_confirm_triage_lowering_without_reason_is_refused_by_the_database_too():
    with acting():
        report = receive()
        with (
            pytest.raises(IntegrityError, match="triage_lowering_has_reason"),
            transaction.atomic(),
        ):
            TriageDecision.objects.create(
                vault_key=report.vault_key,
                report=report,
                proposed="P1",
                chosen="P3",
                rule_set="x",
                decided_at=EVENING,
            )


def test_confirm_triage_state_assessed_without_a_class_is_refused_by_the_database():
    with acting():
        report = receive()
        with pytest.raises(IntegrityError, match="report_class_confirmed"), transaction.atomic():
            Report.objects.filter(pk=report.pk).update(state="ASSESSED")


def test_confirm_triage_may_change_a_class_later_and_orders_the_round_again():
    with acting():
        round_ = shift()
        first = assess(receive(signs=["BASICS"]))
        second = assess(receive(signs=["BASICS"], latitude=43.80, longitude=11.20))
        for report in (first, second):
            operations.assign(report_id=report.pk, shift_id=round_.pk, at=EVENING)
        assert Visit.objects.get(report=first).position == 1
        operations.confirm_triage(report_id=second.pk, priority="P1", at=EVENING)
        assert Visit.objects.get(report=second).position == 1
        assert Report.objects.get(pk=second.pk).state == "PLANNED"


def test_confirm_triage_lowering_a_class_given_earlier_needs_a_reason_too():
    with acting():
        report = assess(receive(signs=["BASICS"]), "P1")
        with pytest.raises(Invalid, match="lowering_needs_reason"):
            assess(report, "P3")


def test_confirm_triage_same_class_again_is_refused():
    with acting():
        report = assess(receive())
        with pytest.raises(Refused, match="same_class"):
            assess(report)


def test_confirm_triage_unknown_class_is_refused():
    with acting(), pytest.raises(Invalid):
        assess(receive(), "P9")


def test_confirm_triage_is_not_for_teams():
    with acting():
        report = receive()
    with acting(Role.TEAM_MEMBER), pytest.raises(NotAllowed):
        assess(report)


def test_confirm_triage_of_another_city_finds_nothing():
    with acting():
        report = receive()
    with acting(city=BOLOGNA), pytest.raises(NotFound):
        assess(report)


def test_confirm_and_assign_does_both_or_nothing():
    with acting():
        report, round_ = receive(), shift(hours=1)
        with pytest.raises(Invalid):
            operations.confirm_and_assign(
                report_id=report.pk, priority="P1", to="nowhere", at=EVENING
            )
        assert Report.objects.get(pk=report.pk).state == "RECEIVED"
        operations.confirm_and_assign(
            report_id=report.pk, priority="P1", to=str(round_.pk), at=EVENING
        )
        assert Report.objects.get(pk=report.pk).state == "PLANNED"
        desk = receive()
        operations.confirm_and_assign(report_id=desk.pk, priority="P1", to="desk", at=EVENING)
        assert Report.objects.get(pk=desk.pk).state == "DESK"
