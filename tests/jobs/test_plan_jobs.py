"""A plan for all is made beside the pages: asked once, watched, stopped, never half written."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from lgnet.domain.housing import bridge, operations, queries
from lgnet.domain.housing.models import Hold, NetworkPlan, PlanRun
from lgnet.domain.security.enums import Role
from lgnet.jobs import plans as jobs
from lgnet.lib.actor import current_frame
from lgnet.lib.errors import NoActor, NotAllowed
from tests.builders import BOLOGNA, FIRENZE, acting
from tests.housing_builders import BOY, GIRL, MAN, WOMAN, make_request, make_unit

pytestmark = pytest.mark.django_db


def _asked() -> PlanRun:
    """Two who wait and one place for the second of them; a plan is asked for."""
    at = timezone.now()
    with acting():
        make_unit(beds=3, at=at)
        make_request(MAN, at=at - timedelta(days=9), priority_class="3")
        make_request(WOMAN, GIRL, BOY, at=at, priority_class="0")
        return operations.ask_plan(at=at)


def _run(run: PlanRun) -> PlanRun:
    jobs.make_plan(municipality_id=FIRENZE, run_id=str(run.pk))
    with acting():
        return PlanRun.objects.get(pk=run.pk)


def test_a_plan_says_where_everybody_would_go_and_keeps_nothing() -> None:
    run = _run(_asked())
    assert (run.state, run.waiting, run.proven) == ("DONE", 2, True)
    assert run.figures["persons"] >= run.first_come["persons"]
    assert [bool(line["unit"]) for line in run.lines] == [True, False], "class 0 goes first"
    assert [bool(line["first_come_unit"]) for line in run.lines] == [False, True]
    assert run.rule_set
    assert run.solver
    assert run.input_hash
    with acting():
        assert not Hold.objects.exists()


def test_a_second_question_is_answered_with_the_plan_under_way() -> None:
    run = _asked()
    with acting():
        assert operations.ask_plan(at=timezone.now()).pk == run.pk
        assert PlanRun.objects.count() == 1
    assert _run(run).state == "DONE"
    with acting():
        assert operations.ask_plan(at=timezone.now()).pk != run.pk


def test_a_plan_stopped_in_the_queue_is_never_made() -> None:
    run = _asked()
    with acting():
        operations.stop_plan(run_id=run.pk, at=timezone.now())
    stopped = _run(run)
    assert (stopped.state, stopped.lines, stopped.began_at) == ("STOPPED", [], None)


def test_a_plan_stopped_on_the_way_keeps_the_best_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    run = _asked()

    def slow(
        tasks: Any, *, told: Callable[..., None], stopped: Callable[[], bool], **_: Any
    ) -> Any:
        found = bridge.planning.make_plan(tasks, seconds=5)
        told(0.1, found[0])
        assert not stopped()
        with acting():
            operations.stop_plan(run_id=run.pk, at=timezone.now())
        monkeypatch.setattr(jobs, "LOOK_EVERY", 0.0)
        assert stopped()
        return found

    monkeypatch.setattr(bridge, "make_plan", slow)
    ended = _run(run)
    assert ended.state == "STOPPED"
    assert len(ended.lines) == 2


def test_a_plan_that_fails_says_so_and_may_be_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    run = _asked()
    monkeypatch.setattr(bridge, "make_plan", lambda *_args, **_named: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        jobs.make_plan(municipality_id=FIRENZE, run_id=str(run.pk))
    with acting():
        assert queries.latest_plan().state == "FAILED"
        assert operations.ask_plan(at=timezone.now()).pk != run.pk


def test_a_plan_whose_worker_is_gone_is_given_up_when_asked_again() -> None:
    run = _asked()
    later = timezone.now() + operations.plans.SILENT + timedelta(seconds=1)
    with acting():
        assert not operations.is_silent(run, at=timezone.now())
        assert operations.is_silent(run, at=later)
        again = operations.ask_plan(at=later)
        assert again.pk != run.pk
        assert PlanRun.objects.get(pk=run.pk).state == "FAILED"
    assert _run(run).state == "FAILED", "a worker that comes back late writes nothing"


def test_no_person_writes_what_a_plan_came_to() -> None:
    run = _asked()
    for act in (
        lambda: operations.begin_plan(run_id=run.pk, waiting=1, at=timezone.now()),
        lambda: operations.note_plan(run_id=run.pk, seconds=1, at=timezone.now()),
        lambda: operations.fail_plan(run_id=run.pk, at=timezone.now()),
    ):
        with acting(Role.HOUSING_COORDINATOR), pytest.raises(NotAllowed):
            act()


def test_a_plan_of_another_city_is_not_there() -> None:
    run = _run(_asked())
    with acting(city=BOLOGNA):
        assert queries.latest_plan() is None
        assert not PlanRun.objects.filter(pk=run.pk).exists()


def test_the_worker_acts_in_no_transaction_while_it_thinks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run, seen = _asked(), []

    def look(tasks: Any, **_: Any) -> Any:
        with pytest.raises(NoActor):
            current_frame()
        seen.append(tasks)
        return bridge.planning.make_plan(tasks, seconds=5)

    monkeypatch.setattr(bridge, "make_plan", look)
    assert _run(run).state == "DONE"
    assert len(seen) == 1


# The network's


def _agree(persons: int = 3) -> None:
    """Firenze may send to Bologna: both say so."""
    at = timezone.now()
    said = {"persons": persons, "from_on": timezone.localdate(at), "at": at}
    with acting(Role.CITY_MANAGER):
        operations.state_term(partner_id=BOLOGNA, direction="SENDS", **said)
    with acting(Role.CITY_MANAGER, city=BOLOGNA):
        operations.state_term(partner_id=FIRENZE, direction="RECEIVES", **said)


def _two_cities() -> Any:
    """A family waits in Firenze, where there is nothing; Bologna has a room and a man who waits."""
    at = timezone.now()
    with acting():
        request = make_request(WOMAN, GIRL, BOY, at=at, priority_class="0")
    with acting(city=BOLOGNA):
        make_unit(beds=3, at=at)
        make_request(MAN, at=at, priority_class="3")
    return request


def _network() -> NetworkPlan:
    with acting(Role.NETWORK_COORDINATOR, city=None):
        run = operations.ask_plan(at=timezone.now())
    jobs.make_plan(municipality_id=None, run_id=str(run.pk))
    with acting(Role.NETWORK_COORDINATOR, city=None):
        return NetworkPlan.objects.get(pk=run.pk)


def _line_of(request: Any) -> dict[str, Any]:
    with acting():
        (line,) = queries.latest_plan().lines
        assert line["request"] == str(request.pk)
        return line


def test_without_agreement_nobody_leaves_their_city() -> None:
    request = _two_cities()
    run = _network()
    assert (run.state, run.waiting, run.moves) == ("DONE", 2, [])
    assert run.figures["persons"] == 1
    assert _line_of(request)["from_on"] is None


def test_an_agreement_alone_moves_nobody() -> None:
    request = _two_cities()
    _agree()
    assert _network().figures["persons"] == 1
    assert not _line_of(request)["city"]


def test_with_agreement_and_consent_the_network_finds_a_place_elsewhere() -> None:
    request = _two_cities()
    _agree()
    with acting():
        operations.give_consent(request_id=request.pk, cities=[BOLOGNA], at=timezone.now())
    run = _network()
    assert run.figures["persons"] == 3, "class 0 first, wherever the place"
    assert run.moves == [{"origin": FIRENZE, "destination": BOLOGNA, "persons": 3, "agreed": 3}]
    line = _line_of(request)
    assert (line["city"], line["unit"]) == (BOLOGNA, None), "no unit of another city is named"
    with acting(city=BOLOGNA):
        part = queries.latest_plan()
        assert [(one["city"], one["persons"]) for one in part.arrivals] == [(FIRENZE, 3)]
        assert str(request.pk) not in f"{part.arrivals}{part.lines}", "never who"
    assert str(request.pk) not in f"{run.cities}{run.moves}{run.figures}"


def test_a_quota_holds_families_together_or_not_at_all() -> None:
    request = _two_cities()
    _agree(persons=2)
    with acting():
        operations.give_consent(request_id=request.pk, cities=[BOLOGNA], at=timezone.now())
    assert _network().moves[0]["persons"] == 0


def test_consent_taken_back_counts_at_once() -> None:
    request = _two_cities()
    _agree()
    with acting():
        operations.give_consent(request_id=request.pk, cities=[BOLOGNA], at=timezone.now())
        operations.withdraw_consent(request_id=request.pk, at=timezone.now())
    assert _network().moves[0]["persons"] == 0


def test_the_network_never_reads_a_citys_plan() -> None:
    _two_cities()
    _network()
    with acting(Role.NETWORK_COORDINATOR, city=None):
        assert not PlanRun.objects.exists()
    with acting():
        assert not NetworkPlan.objects.exists()
