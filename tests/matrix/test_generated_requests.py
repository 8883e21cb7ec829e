"""R1: at least five thousand generated requests, and not one canary of another city in an answer."""

from collections.abc import Callable

import pytest

from lgnet.domain.security.enums import Role
from lgnet.domain.security.roles import PERMISSIONS
from lgnet.lib.access import PERMISSION_ATTRIBUTE
from tests.builders import BOLOGNA
from tests.harness.plugin import GENERATED
from tests.matrix.conftest import Cities
from tests.matrix.generated import AT_LEAST, Request, requests_of
from tests.matrix.walking import ROLES, TRACES, client_of, fingerprint, leaks, said


def _expected(role: str, sent: Request) -> set[int]:
    """Return how a route may answer about a row that is not there.

    A form may be found wrong (422) before anybody looks for its row: the same for any id. A page
    may ask for a second permission (403) before it looks.
    """
    permission = getattr(sent.route.view, PERMISSION_ATTRIBUTE, None)
    if role == "ANONYMOUS":
        return {302}
    if permission in PERMISSIONS[Role(role)]:
        return {403, 404, 405} | ({422} if sent.method == "post" else set())
    return {403}


def test_they_are_at_least_five_thousand_and_the_same_every_time(cities: Cities) -> None:
    first, again = ([[*requests_of(role, cities)] for role in ROLES] for _ in range(2))
    assert first == again
    assert sum(map(len, first)) >= AT_LEAST


@pytest.mark.parametrize("role", ROLES)
def test_no_answer_says_anything_of_another_city(
    cities: Cities, role: str, record_property: Callable[[str, object], None]
) -> None:
    client, before = client_of(role), fingerprint(BOLOGNA, besides=TRACES)
    wrong: list[object] = []
    answered = shown = 0
    for sent in requests_of(role, cities):
        answer = sent.send(client)
        answered += 1
        status, text = answer.status_code, said(answer)
        shown += status == 200
        if status >= 500 or (sent.theirs and status not in _expected(role, sent)):
            wrong.append((sent.method, sent.address, status))
        if found := leaks(text, cities.theirs, asked=sent.address):
            wrong.append((sent.method, sent.address, found))
    record_property(GENERATED, answered)
    assert not wrong, f"{len(wrong)} of {answered}: {wrong[:40]}"
    assert shown > 5
    assert fingerprint(BOLOGNA, besides=TRACES) == before
