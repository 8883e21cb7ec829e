"""Figures computed by the database agree with a plain recomputation from the raw facts."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from statistics import median
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lgnet.domain.grants.indicators import INDICATORS, Measure
from lgnet.domain.grants.models import IndicatorSnapshot, PublishedFigure, SnapshotEvidence
from lgnet.domain.grants.operations import publish_figures, snapshot_indicators
from lgnet.domain.ledger.enums import FactKind
from lgnet.domain.ledger.models import Fact
from lgnet.domain.ledger.operations import NewFact, record, reverse
from lgnet.domain.security.queries import system_actor
from lgnet.lib.actor import act_as
from lgnet.lib.errors import Invalid, NotAllowed
from tests.builders import BOLOGNA, FIRENZE, acting, make_cities

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FROM, TO = date(2026, 7, 1), date(2026, 10, 1)
FIRST_DAY = date(2026, 5, 20)

FACTS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(list(FactKind)),
        "subject": st.none() | st.integers(1, 6),
        "day": st.integers(0, 170),
        "age": st.sampled_from(["<18", "18-60", ">60", None]),
        "sex": st.sampled_from(["F", "M", None]),
        "quantity": st.integers(1, 3),
        "days_waited": st.none() | st.integers(0, 90),
        "key": st.integers(0, 60),
        "reversed": st.booleans(),
        "destination": st.sampled_from(["AUTONOMY", "LEFT", None]),
        "after": st.sampled_from(["6:housed", "12:not_reached", None]),
    }
)


def write(history):
    """Record a history as operations do: same key twice is once, some taken back later."""
    for item in history:
        names = ("age", "sex", "days_waited", "destination", "after")
        named = {name: item[name] for name in names}
        record(
            NewFact(
                item["kind"],
                key=f"k{item['key']}",
                on=FIRST_DAY + timedelta(days=item["day"]),
                sub_action=3,
                subject=UUID(int=item["subject"]) if item["subject"] else None,
                quantity=item["quantity"],
                dimensions={name: value for name, value in named.items() if value is not None},
            )
        )
    for key in sorted({item["key"] for item in history if item["reversed"]}):
        reverse(key=f"k{key}", reason="prova", on=TO)


def by_hand(indicator):
    """Recompute one figure in Python from every row of the ledger."""
    rows = list(Fact.objects.order_by("happened_on", "id"))
    undone = {row.reverses_id for row in rows}
    kinds = {indicator.kind, *indicator.closed_by}
    valid = [
        row
        for row in rows
        if row.reverses_id is None
        and row.id not in undone
        and row.kind in kinds
        and (not indicator.only or row.dimensions.get(indicator.only) in indicator.among)
    ]
    until = [row for row in valid if row.happened_on < TO]
    inside = [row for row in until if row.happened_on >= FROM]
    if indicator.measure is Measure.SUBJECTS:
        counted = list({row.subject: row for row in reversed(inside) if row.subject}.values())
    elif indicator.measure is Measure.STOCK:
        last = {row.subject: row for row in until if row.subject}
        counted = [row for row in last.values() if row.kind == indicator.kind]
    elif indicator.measure is Measure.MEDIAN:
        counted = [row for row in inside if indicator.dimension in row.dimensions]
    else:
        counted = inside
    weights = [row.quantity if indicator.measure is Measure.QUANTITY else 1 for row in counted]
    cells: Counter = Counter()
    for row, weight in zip(counted, weights, strict=True):
        age, sex = row.dimensions.get("age", "unknown"), row.dimensions.get("sex", "U")
        cells[age, sex, f"{row.happened_on:%Y-%m}"] += weight
    value = sum(weights)
    if indicator.measure is Measure.MEDIAN:
        days = [row.dimensions[indicator.dimension] for row in counted]
        value = int(median(days) + 0.5) if days else None
    return value, dict(cells), {row.key for row in counted}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(FACTS, max_size=45))
@pytest.mark.django_db
def test_snapshot_agrees_with_the_raw_facts(history):
    make_cities()
    with transaction.atomic():
        with act_as(system_actor(municipality_id=FIRENZE, job="test")):
            write(history)
            snapshot_indicators(period_from=FROM, period_to=TO, at=NOW)
            kept = {row.indicator: row for row in IndicatorSnapshot.objects.all()}
            keys = dict(SnapshotEvidence.objects.values_list("snapshot__indicator", "fact_keys"))
            assert set(kept) == {indicator.code for indicator in INDICATORS}
            for indicator in INDICATORS:
                value, cells, facts = by_hand(indicator)
                row = kept[indicator.code]
                assert row.value == value, indicator.code
                found = {(a, s, m): n for a, s, m, n in row.breakdown["cells"]}
                assert found == cells, indicator.code
                assert set(keys[indicator.code]) == facts, indicator.code
        transaction.set_rollback(True)


def met(key, subject, day, **dimensions):
    return NewFact(
        FactKind.PERSON_MET,
        key=key,
        on=day,
        sub_action=3,
        subject=UUID(int=subject),
        dimensions=dimensions,
    )


@pytest.mark.django_db
def test_snapshot_again_replaces():
    with acting("CITY_MANAGER"):
        record(met("a", 1, FROM), met("b", 2, FROM))
        snapshot_indicators(period_from=FROM, period_to=TO, at=NOW)
        reverse(key="b", reason="doppione", on=TO)
        snapshot_indicators(period_from=FROM, period_to=TO, at=NOW)
        row = IndicatorSnapshot.objects.get(indicator="persons_met")
        assert row.value == 1
        assert row.evidence.fact_keys == ["a"]
        assert IndicatorSnapshot.objects.count() == len(INDICATORS)


@pytest.mark.django_db
def test_snapshot_counts_only_the_own_city():
    with acting("CITY_MANAGER", BOLOGNA):
        record(met("a", 1, FROM), met("b", 2, FROM))
        snapshot_indicators(period_from=FROM, period_to=TO, at=NOW)
    with acting("CITY_MANAGER", FIRENZE):
        snapshot_indicators(period_from=FROM, period_to=TO, at=NOW)
        assert IndicatorSnapshot.objects.get(indicator="persons_met").value == 0
        assert SnapshotEvidence.objects.filter(fact_keys__len__gt=0).count() == 0
    with acting("NETWORK_COORDINATOR"):
        found = IndicatorSnapshot.objects.filter(indicator="persons_met")
        assert sorted(found.values_list("value", flat=True)) == [0, 2]
        assert SnapshotEvidence.objects.count() == 0
        assert Fact.objects.count() == 0


@pytest.mark.django_db
def test_snapshot_refuses_empty_period_and_other_roles():
    with acting("CITY_MANAGER"), pytest.raises(Invalid):
        snapshot_indicators(period_from=TO, period_to=TO, at=NOW)
    with acting("CASE_WORKER"), pytest.raises(NotAllowed):
        snapshot_indicators(period_from=FROM, period_to=TO, at=NOW)


@pytest.mark.django_db
def test_publish_leaves_small_totals_out():
    with acting("CITY_MANAGER"):
        record(*(met(f"k{n}", n, FROM) for n in range(1, 8)))
        record(NewFact(FactKind.CASE_OPENED, key="c", on=FROM, sub_action=3, subject=UUID(int=1)))
        snapshot_indicators(period_from=FROM, period_to=TO, at=NOW)
    for _ in range(2):
        with act_as(system_actor(municipality_id=None, job="test")):
            publish_figures(period_from=FROM, period_to=TO, at=NOW)
    with acting("CASE_WORKER"):
        assert list(PublishedFigure.objects.values_list("indicator", "value", "cities")) == [
            ("persons_met", 7, 1)
        ]


@pytest.mark.django_db
def test_person_with_two_records_counts_once_until_they_are_taken_apart():
    one, other, third = (UUID(int=number) for number in (1, 2, 3))

    def taken_in_charge():
        with act_as(system_actor(municipality_id=FIRENZE, job="test")):
            snapshot_indicators(period_from=FROM, period_to=TO, at=NOW)
        with acting():
            return IndicatorSnapshot.objects.get(indicator="taken_in_charge").value

    def same(key, subject, as_one):
        record(
            NewFact(
                FactKind.RECORDS_MERGED,
                key=key,
                on=FROM,
                sub_action=3,
                subject=subject,
                object_id=as_one,
            )
        )

    with acting():
        for number, subject in enumerate((one, other, third)):
            key = f"opened:{number}"
            record(NewFact(FactKind.CASE_OPENED, key=key, on=FROM, sub_action=3, subject=subject))
    assert taken_in_charge() == 3
    with acting():
        same("first", one, other)
    assert taken_in_charge() == 2
    with acting():
        for subject in (one, other):
            same(f"second:{subject}", subject, third)
    assert taken_in_charge() == 1
    with acting():
        for subject in (one, other):
            reverse(key=f"second:{subject}", reason="unmerged", on=TO)
    assert taken_in_charge() == 2
