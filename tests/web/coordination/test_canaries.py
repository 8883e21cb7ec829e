"""No field of a person ever reaches a coordination page."""

from datetime import UTC, datetime

import pytest

from lgnet.domain.grants.operations import snapshot_indicators
from lgnet.domain.grants.periods import Period
from lgnet.domain.people.operations import register
from lgnet.domain.security.enums import Role
from tests.builders import FIRENZE, acting, sign_in

NOW = datetime(2026, 8, 5, 12, tzinfo=UTC)
CANARIES = {
    "alias": "Kanarino Zzyx",
    "given_name": "Qwxyname",
    "family_name": "Qwxyfamily",
    "native_name": "Qwxynative",
    "phone": "+39 055 987 1234",
    "note": "Qwxynote a margine",
}


@pytest.mark.parametrize(
    "role", [Role.NETWORK_COORDINATOR, Role.NETWORK_OBSERVER, Role.CITY_MANAGER]
)
def test_no_personal_field_on_any_page(client, network, role):
    with acting(Role.CASE_WORKER):
        person = register(at=NOW, stage="STREET", nationality="", **CANARIES)
        pseudonym = str(person.pseudonym)
    with acting(Role.CITY_MANAGER):
        period = Period.quarter_of(NOW.date())
        snapshot_indicators(period_from=period.starts_on, period_to=period.ends_on, at=NOW)
    client = sign_in(client, role)
    pages = ["/rete/", f"/rete/{FIRENZE}/?periodo=2026-T3", "/rete/partner/", "/rete/esporta.csv"]
    for page in pages:
        body = client.get(page).content.decode()
        for canary in (*CANARIES.values(), str(person.pk), pseudonym):
            assert canary not in body, (page, canary)
