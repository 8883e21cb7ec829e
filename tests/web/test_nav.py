"""The side navigation: what belongs to an entry stands below it, or by itself."""

from itertools import pairwise

import pytest
from django.test import RequestFactory

from lgnet.domain.security.roles import PERMISSIONS
from lgnet.lib.actor import Actor, Scope
from lgnet.web.nav import ENTRIES, navigation


def _seen_by(role: str) -> list[tuple[str, bool]]:
    actor = Actor(Scope.CITY, "048017", role=role, permissions=PERMISSIONS[role])
    return [(item.url, item.sub) for item in navigation(RequestFactory().get("/"), actor)]


def test_belongs_to_an_entry_that_exists() -> None:
    routes = {entry.route for entry in ENTRIES}
    assert {entry.under for entry in ENTRIES} - {""} <= routes


@pytest.mark.parametrize("role", sorted(PERMISSIONS))
def test_stands_below_what_it_belongs_to(role: str) -> None:
    under = {entry.route: entry.under for entry in ENTRIES}
    open_to = [entry for entry in ENTRIES if entry.permission in PERMISSIONS[role]]
    for before, entry in pairwise(open_to):
        if entry.under in {one.route for one in open_to}:
            assert entry.under in {before.route, under[before.route]}


def test_case_worker_finds_terms_by_themselves_and_emergencies_below_persons() -> None:
    seen = _seen_by("CASE_WORKER")
    at = [url for url, _sub in seen]
    assert ("/sportello/tutela/conservazione/", False) in seen
    assert seen[at.index("/sportello/persone/") + 1] == ("/sportello/persone/emergenza/", True)


def test_manager_finds_terms_below_protection() -> None:
    seen = _seen_by("CITY_MANAGER")
    at = [url for url, _sub in seen]
    assert seen[at.index("/sportello/tutela/") + 1] == ("/sportello/tutela/conservazione/", True)
