"""The project sheet is kept by upserts, and refuses what cannot be."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from lgnet.domain.network import operations, queries
from lgnet.domain.network.models import Municipality, Organisation, Partner, Project, SheetItem
from lgnet.flows.demo.network import load_network
from lgnet.lib.errors import Invalid
from tests.builders import FIRENZE, acting

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.django_db
def test_load_network_twice_is_once():
    load_network(at=NOW)
    load_network(at=NOW)
    with acting("NETWORK_OBSERVER"):
        project = queries.current_project()
        partners = list(queries.list_partners(project=project))
        assert Project.objects.count() == 1
        assert len(partners) == 23
        assert [partner.role for partner in partners[:4]] == ["LEAD", *["SUPPORT"] * 3]
        assert Municipality.objects.filter(is_tenant=True).count() == 19
        assert Organisation.objects.count() == 26
        assert SheetItem.objects.filter(kind="SUB_ACTION").count() == 6
        assert SheetItem.objects.filter(kind="OBJECTIVE").count() == 7
        assert (project.total_eur, project.eu_eur) == (
            Decimal("11434653.45"),
            Decimal("10291188.10"),
        )
        firenze = next(p for p in partners if p.organisation.municipality_id == FIRENZE)
        assert firenze.budget_eur == Decimal("346000.00")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("dates", "code"),
    [
        ({"from_on": date(2021, 1, 1), "to_on": date(2020, 1, 1)}, "network.dates_out_of_order"),
        ({"from_on": date(2023, 1, 1)}, "network.outside_project"),
        ({"from_on": date(2020, 1, 1)}, "network.part_overlaps"),
        (
            {"from_on": date(2019, 1, 1), "to_on": date(2019, 3, 1)},
            "network.outside_project",
        ),
    ],
)
def test_save_partner_refuses_impossible_dates(dates, code):
    load_network(at=NOW)
    with acting("NETWORK_COORDINATOR"):
        part = Partner.objects.select_related("project", "organisation").first()
        with pytest.raises(Invalid) as caught:
            operations.save_partner(
                project=part.project,
                organisation=part.organisation,
                role="CITY",
                at=NOW,
                **dates,
            )
        assert caught.value.code == code


@pytest.mark.django_db
def test_save_partner_may_leave_and_come_back():
    load_network(at=NOW)
    with acting("NETWORK_COORDINATOR"):
        part = Partner.objects.get(organisation__short_name="Bari")
        facts = {"project": part.project, "organisation": part.organisation, "role": part.role}
        operations.save_partner(**facts, from_on=part.from_on, to_on=date(2021, 3, 1), at=NOW)
        operations.save_partner(**facts, from_on=date(2021, 9, 1), at=NOW)
        assert Partner.objects.filter(organisation=part.organisation).count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("call", "code"),
    [
        ({"istat_code": "099999", "prefix": "XX"}, "network.unknown_municipality"),
        ({"istat_code": FIRENZE, "prefix": "F1"}, "network.bad_prefix"),
        ({"istat_code": FIRENZE, "prefix": "BO"}, "network.prefix_taken"),
    ],
)
def test_save_tenant_refuses(call, code):
    with acting("NETWORK_COORDINATOR"), pytest.raises(Invalid) as caught:
        operations.save_tenant(**call, latitude=43.0, longitude=11.0, at=NOW)
    assert caught.value.code == code


@pytest.mark.django_db
def test_save_project_sums_must_agree_with_the_rate():
    load_network(at=NOW)
    with acting("NETWORK_COORDINATOR"):
        facts = Project.objects.values().get()
        facts.pop("id")
        facts["eu_eur"] = Decimal("10291188.20")
        with pytest.raises(Invalid, match=r"network\.rate_and_sums_disagree"):
            operations.save_project(at=NOW, **facts)
