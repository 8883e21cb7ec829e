"""Reports from a list."""

from datetime import timedelta

import pytest

from lgnet.domain.response import operations
from lgnet.domain.response.models import Report
from lgnet.domain.security.enums import Role
from lgnet.lib.errors import NotAllowed
from tests.builders import acting
from tests.domain.response.build import EVENING

pytestmark = pytest.mark.django_db


def row(number: int, **given):
    return {
        "external_id": f"T-{number}",
        "received_at": EVENING,
        "what": "Due uomini",
        "place": "Stazione",
        **given,
    }


def test_import_reports_dry_run_counts_and_writes_nothing():
    with acting():
        result = operations.import_reports(rows=[row(1), row(2)], dry_run=True, at=EVENING)
        assert (result.created, Report.objects.count()) == (2, 0)


def test_import_reports_again_updates_or_leaves_alone():
    with acting():
        operations.import_reports(rows=[row(1), row(2)], dry_run=False, at=EVENING)
        changed = [row(1), row(2, place="Piazza della Stazione"), row(3)]
        result = operations.import_reports(rows=changed, dry_run=False, at=EVENING)
        assert (result.created, result.updated, result.same) == (1, 1, 1)
        assert Report.objects.get(external_id="T-2").place == "Piazza della Stazione"
        assert Report.objects.count() == 3


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"external_id": ""}, "response.external_id_needed"),
        ({"received_at": EVENING + timedelta(days=1)}, "response.in_the_future"),
        ({"received_at": "yesterday"}, "response.absurd_date"),
        ({"place": ""}, "response.place_needed"),
        ({"what": ""}, "response.what_needed"),
        ({"persons": -3}, "response.absurd_persons"),
        ({"external_id": "T-1"}, "response.twice_in_file"),
    ],
)
def test_import_reports_with_one_wrong_row_writes_none(given, code):
    with acting():
        result = operations.import_reports(
            rows=[row(1), row(2, **given)], dry_run=False, at=EVENING
        )
        assert [(line, error.code) for line, error in result.problems] == [(3, code)]
        assert not Report.objects.exists()


def test_import_reports_is_for_who_may():
    with acting(Role.TEAM_MEMBER), pytest.raises(NotAllowed):
        operations.import_reports(rows=[], dry_run=True, at=EVENING)
