"""The case file: one timeline, an action in a line, tabs, lists and files."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lgnet.domain.cases import operations
from lgnet.domain.cases.models import Action, CaseAction, CaseFile, Need
from lgnet.domain.people import operations as people
from lgnet.domain.people.models import Household, Identifier, LegalStatusPeriod, Vulnerability
from lgnet.domain.security.enums import Role
from lgnet.domain.security.roles import PERMISSIONS
from lgnet.lib.audit.models import AuditEvent
from lgnet.lib.audit.queries import sightings
from lgnet.lib.ids import new_id
from lgnet.web.desk.queue import NEEDS
from tests.builders import BOLOGNA, acting, sign_in
from tests.housing_builders import MAN, make_stay, make_unit
from tests.people_builders import AT, a_case, a_person

pytestmark = pytest.mark.django_db
TABS = ("needs", "titles", "household", "housing")


def _key(**told):
    return {"_key": str(new_id())} | told


def _log(case, **told):
    values = {"kind": "INTERVIEW", "minutes": 30, "at": timezone.now() - timedelta(minutes=5)}
    return operations.log_action(case_ids=[case.id], **values | told)


def test_action_is_written_from_the_line_at_the_top(client: Client):
    with acting():
        case = a_case()
    sign_in(client)
    form = _key(kind="PHONE", minutes="15", note="Conferma <b>scuola</b>", who=str(case.id))
    response = client.post(reverse("desk:log_action", args=[case.id]), form)
    page = client.get(response.headers["Location"]).content.decode()
    assert "Telefonata" in page
    assert "Conferma &lt;b&gt;scuola&lt;/b&gt;" in page
    client.post(reverse("desk:log_action", args=[case.id]), form)
    with acting():
        assert Action.objects.count() == 1


@pytest.mark.parametrize("told", [{"minutes": "", "other_minutes": "0"}, {"other_minutes": "9999"}])
def test_wrong_minutes_keep_the_note(client: Client, told):
    with acting():
        case = a_case()
    sign_in(client)
    form = _key(kind="PHONE", note="non si perde", **told)
    response = client.post(reverse("desk:log_action", args=[case.id]), form)
    assert response.status_code == 200
    assert "non si perde" in response.content.decode()
    with acting():
        assert not Action.objects.exists()


def test_action_is_taken_back_with_a_reason(client: Client):
    with acting():
        case = a_case()
        action = _log(case)
    sign_in(client)
    address = reverse("desk:undo_action", args=[case.id, action.id])
    assert client.get(address).status_code == 200
    assert client.post(address, _key(reason="doppia")).status_code == 302
    page = client.get(reverse("desk:case", args=[case.id])).content.decode()
    assert "annullata: doppia" in page
    assert "is-reversed" in page


def test_group_action_is_one_entry_for_many(client: Client):
    with acting():
        cases = [a_case() for _ in range(3)]
    sign_in(client)
    assert client.get(reverse("desk:group_action")).content.decode().count("FI-2026-") == 3
    form = _key(kind="GROUP", minutes="60", cartella=[str(case.id) for case in cases])
    response = client.post(reverse("desk:group_action"), form)
    assert response.headers["Location"] == reverse("desk:my_day")
    with acting():
        assert (Action.objects.count(), CaseAction.objects.count()) == (1, 3)
    assert "Incontro di gruppo" in client.get(reverse("desk:my_day")).content.decode()


def test_group_action_for_nobody_says_so(client: Client):
    sign_in(client)
    response = client.post(reverse("desk:group_action"), _key(kind="GROUP", minutes="60"))
    assert "Scegli almeno una persona" in response.content.decode()


@pytest.mark.parametrize(
    ("name", "told", "model"),
    [
        ("add_need", {"kind": "HOUSING", "urgent": "on", "note": "camera"}, Need),
        ("add_title", {"title": "SUSS", "to_on": "2027-01-14"}, LegalStatusPeriod),
        ("add_identifier", {"kind": "CUI", "value": "05A1B2C"}, Identifier),
        ("add_vulnerability", {"category": "MONO", "assessed_on": "2026-01-10"}, Vulnerability),
        ("form_household", {}, Household),
    ],
)
def test_tab_forms_write_once(client: Client, name, told, model):
    with acting():
        case = a_case()
    sign_in(client)
    form = _key(**told)
    for _ in range(2):
        assert client.post(reverse(f"desk:{name}", args=[case.id]), form).status_code == 302
    with acting():
        assert model.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "told", "words"),
    [
        ("add_title", {"title": ""}, "campo"),
        ("add_title", {"title": "SUSS", "from_on": "2026-02-02", "to_on": "2026-01-01"}, "prima"),
        ("add_identifier", {"kind": "CF", "value": "SBAGLIATO"}, "non torna"),
        ("add_identifier", {"kind": "CUI"}, "oppure scegli"),
        ("add_vulnerability", {"category": "VIOL", "assessed_on": "2026-01-10"}, "accertamento"),
        ("set_review", {"on": "2001-01-01"}, "verifica va"),
        ("join_household", {"code": "FI-2026-9999", "role": "CHILD"}, "Nessuna cartella"),
    ],
)
def test_tab_forms_say_what_is_wrong_beside_the_field(client: Client, name, told, words):
    with acting():
        case = a_case()
    sign_in(client)
    response = client.post(reverse(f"desk:{name}", args=[case.id]), _key(**told))
    assert response.status_code == 200
    assert words in response.content.decode()


def test_need_moves_and_case_is_suspended_closed_and_taken_up(client: Client):
    with acting():
        case = a_case()
        need = operations.add_need(case_id=case.id, kind="WORK", at=AT)
    sign_in(client)
    client.post(reverse("desk:move_need", args=[case.id, need.id]), _key(to="ONGOING"))
    for to, told, state in (
        ("sospendi", {"reason": "AWAY"}, "SUSPENDED"),
        ("chiudi", {"reason": "AUTONOMY"}, "CLOSED"),
        ("riprendi", {}, "OPEN"),
    ):
        address = reverse("desk:change_state", args=[case.id, to])
        assert client.post(address, _key(**told)).status_code == 302
        with acting():
            assert CaseFile.objects.get().state == state
    with acting():
        assert Need.objects.get().state == "ONGOING"


def test_household_is_formed_joined_and_left(client: Client):
    with acting():
        case, other = a_case(), a_case(a_person(given_name="Yonas"))
    sign_in(client)
    client.post(reverse("desk:form_household", args=[case.id]), _key())
    client.post(reverse("desk:join_household", args=[case.id]), _key(code=other.code, role="CHILD"))
    page = client.get(reverse("desk:case_tab", args=[case.id, "household"])).content.decode()
    assert "Yonas" in page
    assert "FI-N-0001" in page


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("full", [True, False])
def test_tabs_stand_full_and_empty(client: Client, tab: str, full: bool):
    with acting():
        case = a_case()
        if full:
            people.add_title(person_id=case.person_id, title="SUSS", to_on=AT.date(), at=AT)
            people.form_household(members=[(case.person_id, "HEAD")], on=AT.date())
            operations.add_need(case_id=case.id, kind="HOUSING", urgent=True, at=AT)
    sign_in(client)
    assert client.get(reverse("desk:case_tab", args=[case.id, tab])).status_code == 200


def test_unknown_tab_does_not_exist(client: Client):
    with acting():
        case = a_case()
    sign_in(client)
    assert client.get(reverse("desk:case_tab", args=[case.id, "segreti"])).status_code == 404


def test_who_looked_is_shown_to_those_who_may_tell(client: Client):
    with acting():
        case = a_case()
    sign_in(client)
    client.get(reverse("desk:case", args=[case.id]))
    page = client.get(reverse("desk:case_access", args=[case.id])).content.decode()
    assert "ha aperto la cartella" in page
    assert "ha preso in carico" in page
    sign_in(client, Role.HOUSING_COORDINATOR)
    assert client.get(reverse("desk:case_access", args=[case.id])).status_code == 403
    assert "Chi ha visto" not in client.get(reverse("desk:case", args=[case.id])).content.decode()
    with acting():
        assert AuditEvent.objects.filter(action="cases.case_read").count() == 3


def test_lists_and_searches_a_person_came_up_in_are_told(client: Client):
    with acting():
        case, other = a_case(), a_case()
    sign_in(client)
    url = reverse("desk:case_access", args=[case.id])
    assert "nell’elenco delle cartelle" not in client.get(url).content.decode()
    client.get(reverse("desk:cases"))
    page = client.get(url).content.decode()
    assert page.count("l’ha vista nell’elenco delle cartelle") == 1
    assert "ha preso in carico" in page
    only = client.get(url + "?solo=elenchi").content.decode()
    assert "nell’elenco delle cartelle" in only
    assert "ha preso in carico" not in only
    with acting():
        AuditEvent.objects.filter(action="cases.list_read").get()
        assert looks_of(other) == looks_of(case) == 1
    with acting(city=BOLOGNA):
        assert looks_of(case) == 0


def looks_of(case) -> int:
    """Return in how many lists and searches the person of a case came up, since yesterday."""
    since = timezone.now() - timedelta(days=1)
    return len(sightings(subject_ids=[case.person_id], actions=["cases.list_read"], since=since))


def test_timeline_is_paged_and_filtered(client: Client):
    with acting():
        case = a_case()
        for n in range(40):
            _log(case, at=timezone.now() - timedelta(hours=n + 1), note=f"nota-{n:02d}")
    sign_in(client)
    first = client.get(reverse("desk:case", args=[case.id]), {"solo": "actions"})
    assert first.content.decode().count("nota-") == 30
    cursor = first.context["next_cursor"]
    rest = client.get(
        reverse("desk:case", args=[case.id]), {"solo": "actions", "dopo": cursor}
    ).content.decode()
    assert rest.count("nota-") == 10
    assert "nota-39" in rest
    broken = client.get(reverse("desk:case", args=[case.id]), {"dopo": "boh"})
    assert broken.status_code == 422


def test_page_costs_the_same_with_five_and_thirty_lines(client: Client):
    with acting():
        case = a_case()
        people.form_household(members=[(case.person_id, "HEAD")], on=AT.date())
    sign_in(client)
    costs = []
    for more in (5, 25):
        with acting():
            for _ in range(more):
                _log(case, note="x")
                operations.add_need(case_id=case.id, kind="WORK", at=AT, note="y")
        client.get(reverse("desk:case", args=[case.id]))
        with CaptureQueriesContext(connection) as statements:
            client.get(reverse("desk:case", args=[case.id]))
        costs.append(len(statements))
    assert costs[0] == costs[1]


def test_list_is_filtered_by_its_address_and_exported_as_shown(client: Client):
    with acting():
        kept, closed = a_case(a_person(given_name="=Selam")), a_case(a_person(given_name="Yonas"))
        operations.close_case(case_id=closed.id, reason="MOVED", at=AT)
    sign_in(client)
    page = client.get(reverse("desk:cases")).content.decode()
    assert kept.code in page
    assert closed.code not in page
    assert closed.code in client.get(reverse("desk:cases"), {"stato": "CLOSED"}).content.decode()
    for query in ({"miei": "1"}, {"verifica": "1"}, {"codice": "9999"}, {"ordine": "review"}):
        assert client.get(reverse("desk:cases"), query).status_code == 200
    assert client.get(reverse("desk:cases"), {"dopo": "boh"}).status_code == 422
    file = client.get(reverse("desk:case_export", args=["csv"]))
    text = file.content.decode("utf-8-sig")
    assert "'=Selam" in text
    assert closed.code not in text
    assert "no-store" in file.headers["Cache-Control"]
    assert client.get(reverse("desk:case_export", args=["xlsx"])).content[:2] == b"PK"
    assert client.get(reverse("desk:case_export", args=["exe"])).status_code == 404


def test_another_citys_case_does_not_exist_on_any_address(client: Client):
    with acting():
        case = a_case()
        action = _log(case)
        need = operations.add_need(case_id=case.id, kind="WORK", at=AT)
    sign_in(client, city=BOLOGNA)
    reads = [("desk:case", []), ("desk:case_access", []), *(("desk:case_tab", [t]) for t in TABS)]
    for name, rest in reads:
        assert client.get(reverse(name, args=[case.id, *rest])).status_code == 404
    writes = [
        ("log_action", [], {"kind": "PHONE", "minutes": "5"}),
        ("undo_action", [action.id], {"reason": "x"}),
        ("add_need", [], {"kind": "WORK"}),
        ("move_need", [need.id], {"to": "MET"}),
        ("set_review", [], {"on": "2026-12-01"}),
        ("change_state", ["chiudi"], {"reason": "MOVED"}),
        ("add_title", [], {"title": "SUSS"}),
        ("add_identifier", [], {"kind": "CUI", "value": "1"}),
        ("form_household", [], {}),
    ]
    for name, rest, told in writes:
        address = reverse(f"desk:{name}", args=[case.id, *rest])
        assert client.post(address, _key(**told)).status_code == 404, name
    form = _key(kind="GROUP", minutes="60", cartella=[str(case.id)])
    assert client.post(reverse("desk:group_action"), form).status_code in (200, 404)
    with acting():
        assert CaseAction.objects.count() == 1
        assert CaseFile.objects.get().state == "OPEN"


def test_today_shows_what_waits_and_counts_it_once(client: Client):
    with acting():
        case = a_case(at=timezone.now())
        on = timezone.localdate()
        people.add_title(
            person_id=case.person_id, title="SUSS", to_on=on + timedelta(days=20), at=timezone.now()
        )
        operations.set_review(case_id=case.id, on=on + timedelta(days=2), at=timezone.now())
        _log(case, minutes=45)
    sign_in(client)
    page = client.get(reverse("desk:today")).content.decode()
    assert "Permesso in scadenza" in page
    assert "Verifica del progetto individualizzato" in page
    assert "45 min" in page
    only = client.get(reverse("desk:today"), {"tipo": "titoli"}).content.decode()
    assert "Verifica del progetto individualizzato" not in only


def test_today_says_so_when_nothing_waits(client: Client):
    sign_in(client)
    assert "Niente in attesa" in client.get(reverse("desk:today")).content.decode()


def test_today_of_housing_tells_what_a_facility_owes(client: Client):
    at = timezone.now()
    with acting(Role.HOUSING_COORDINATOR):
        long_ago = at - timedelta(days=20)
        stay = make_stay(make_unit(at=long_ago), MAN, at=long_ago)
        stay.occupancies.update(to_on=timezone.localdate() - timedelta(days=1))
        type(stay).objects.update(expected_to_on=timezone.localdate() - timedelta(days=1))
    sign_in(client, Role.HOUSING_COORDINATOR)
    page = client.get(reverse("desk:today")).content.decode()
    assert "Casa CASA: posti da confermare" in page
    assert "Uscita da registrare: Casa CASA, Camera 1" in page
    assert "?tipo=segnalazioni" not in page


def test_today_of_the_manager_says_how_the_city_stands(client: Client):
    sign_in(client, Role.CITY_MANAGER)
    page = client.get(reverse("desk:today"))
    assert "Segnalazioni da decidere" in page.content.decode()
    kinds = [name for name, needed in NEEDS.items() if needed in PERMISSIONS[Role.CITY_MANAGER]]
    assert kinds == ["avvisi", "strutture"], "notices, and conventions that end"


@pytest.mark.parametrize("role", [Role.HOUSING_COORDINATOR, Role.CITY_MANAGER])
def test_today_opens_for_every_desk_role(client: Client, role: str):
    sign_in(client, role)
    assert client.get(reverse("desk:today")).status_code == 200
