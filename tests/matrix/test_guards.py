"""Each view is closed by its permission; each form that writes carries the key that makes it once."""

import pytest

from lgnet.domain.security.enums import Role
from lgnet.lib.access import PERMISSION_ATTRIBUTE
from lgnet.web import once
from lgnet.web.middleware import ActorOfRequest
from tests.matrix.conftest import Cities
from tests.matrix.routes import all_routes
from tests.matrix.walking import addresses, client_of, is_id

# Posts that change nothing of ours, or only who is signed in and how: sent twice, they say so.
WITHOUT_KEY = {"login", "logout", "set_language", "desk:search", "public:follow", "with_code"}
WITHOUT_KEY |= {"passkey_login", "passkey_options", "desk:compare_with"}
WITHOUT_KEY |= {f"account:{name}" for name in ("app", "codes", "confirm", "end", "password")}


def test_every_form_that_writes_carries_a_key(cities: Cities) -> None:
    client = client_of(Role.CASE_WORKER)
    for route in all_routes():
        if getattr(route.view, once.ONCE_ATTRIBUTE, False) or route.name in WITHOUT_KEY:
            continue
        for address in addresses(route, cities.ours.ids):
            status = client.post(address).status_code
            inner = any(part in route.name for part in (":import", ":imports"))
            assert inner or status in {302, 403, 404, 405}, f"{route} takes a form without a key"


def test_a_view_is_closed_by_its_permission_and_by_nothing_else(
    cities: Cities, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: with the check of views taken out, an observer opens what was closed."""
    client = client_of(Role.NETWORK_OBSERVER)
    closed = [
        address
        for route in all_routes()
        if getattr(route.view, PERMISSION_ATTRIBUTE, None) and not any(map(is_id, route.parameters))
        for address in addresses(route, cities.ours.ids)
        if client.get(address).status_code == 403
    ]
    assert len(closed) > 10
    monkeypatch.setattr(ActorOfRequest, "process_view", lambda *args: None)
    client = client_of(Role.NETWORK_OBSERVER)  # a fresh one: middleware is bound when it starts
    assert any(client.get(address).status_code == 200 for address in closed)
