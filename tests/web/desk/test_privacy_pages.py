"""Pages of privacy: each form does what its page says, and nobody else's role reaches it."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lgnet.domain.cases import operations as cases
from lgnet.domain.cases.models import CaseFile
from lgnet.domain.people import operations as people
from lgnet.domain.people.models import Erasure, Person, RetentionHold
from lgnet.domain.privacy import operations as privacy
from lgnet.domain.privacy.models import (
    Anomaly,
    BreakGlass,
    NamedReader,
    Notice,
    PrivacySettings,
    RetentionDue,
    RetentionTerm,
    Seclusion,
)
from lgnet.domain.response import operations as response
from lgnet.domain.response.models import Report
from lgnet.domain.security.enums import Role
from lgnet.domain.security.models import User
from lgnet.lib.actor import Actor, act_as
from lgnet.lib.audit.models import AuditEvent
from lgnet.lib.vault.fields import Erased
from tests.builders import acting, enter, sign_in
from tests.domain.privacy.builders import a_colleague, a_secluded_case
from tests.people_builders import a_case, a_person

pytestmark = pytest.mark.django_db
WHY = "Il fratello la cerca da settimane."


def _as(actor: Actor) -> Client:
    return enter(Client(), User.objects.get(pk=actor.user_id))


def _post(client: Client, name: str, *ids: object, **told: object) -> object:
    return client.post(reverse(name, args=ids), {"_key": str(uuid4()), **told}, follow=True)


def test_the_desk_hides_names_and_shows_again(client: Client) -> None:
    other = a_colleague()
    with acting():
        case = a_case()
    sign_in(client)
    told = {"ground": "ADDRESS", "reason": WHY, "review_on": timezone.localdate() + timedelta(30)}
    page = _post(client, "desk:seclude", case.pk, named=[other.user_id], **told)
    assert "Riservata" in page.content.decode()
    assert WHY in page.content.decode()
    assert _as(other).get(reverse("desk:case", args=[case.pk])).status_code == 200
    _post(client, "desk:unname_reader", case.pk, user=other.user_id)
    assert _as(other).get(reverse("desk:case", args=[case.pk])).status_code == 404
    _post(client, "desk:name_reader", case.pk, user=other.user_id)
    assert _as(other).get(reverse("desk:case", args=[case.pk])).status_code == 200
    _post(client, "desk:end_seclusion", case.pk, reason="Non serve più, dice lei stessa")
    with acting():
        assert Seclusion.objects.get().ended_at is not None
        assert not NamedReader.objects.filter(ended_at=None).exists()


def test_a_reason_too_short_is_said_beside_its_field(client: Client) -> None:
    with acting():
        case = a_case()
    sign_in(client)
    told = {"ground": "ADDRESS", "reason": "boh", "review_on": timezone.localdate() + timedelta(30)}
    page = _post(client, "desk:seclude", case.pk, **told).content.decode()
    assert "almeno 15 lettere" in page
    with acting():
        assert not Seclusion.objects.exists()


def test_break_glass_from_the_page_to_the_judgement(client: Client) -> None:
    case, asker = a_secluded_case(), a_colleague()
    browser = _as(asker)
    told = {
        "code": case.code,
        "ground": "HEALTH",
        "reason": "È svenuta e non parla nessuna lingua.",
    }
    page = _post(browser, "desk:break_glass", **told).content.decode()
    assert "Selam Weldu" in page
    assert "Richiudi adesso" in page
    sign_in(client)
    assert (
        "accesso d’emergenza a una cartella riservata"
        in client.get(reverse("desk:today")).content.decode().lower()
    )
    with acting():
        row = BreakGlass.objects.get()
        notice = Notice.objects.get(to_user__isnull=False)
    assert client.get(reverse("desk:notice", args=[notice.pk])).status_code == 200
    _post(client, "desk:notice", notice.pk)
    with acting():
        assert Notice.objects.get(pk=notice.pk).seen_at is not None
    accesses = client.get(reverse("desk:case_access", args=[case.pk])).content.decode()
    assert "in emergenza" in accesses
    boss = sign_in(Client(), Role.CITY_MANAGER)
    assert "non parla nessuna lingua" in boss.get(reverse("desk:protection")).content.decode()
    _post(boss, "desk:emergency", row.pk, outcome="JUSTIFIED", note="Sentito il 118, confermato.")
    _post(browser, "desk:give_back", row.pk)
    assert browser.get(reverse("desk:case", args=[case.pk])).status_code == 404
    with acting():
        row.refresh_from_db()
        assert (row.outcome, row.closed_at is not None) == ("JUSTIFIED", True)


def test_a_code_nobody_has_is_answered_beside_the_field() -> None:
    a_secluded_case()
    told = {
        "code": "FI-2020-1",
        "ground": "HEALTH",
        "reason": "È svenuta e non parla nessuna lingua.",
    }
    page = _post(_as(a_colleague()), "desk:break_glass", **told)
    assert "Nessuna cartella riservata" in page.content.decode()
    with acting():
        assert AuditEvent.objects.filter(action="privacy.emergency_missed").exists()


def _report_of(person: Person, *others: Person) -> Report:
    at = timezone.now()
    with acting():
        team = response.form_team(name="Unità", languages=["it"], skills=[], vehicle="")
        shift = response.plan_shift(
            team_id=team.pk, starts_at=at, ends_at=at + timedelta(hours=4), at=at, members=[]
        )
        row = response.receive_report(
            at=at, channel="PHONE", what="Una donna sola", place="Via Roma", persons=1
        )
        response.confirm_triage(
            report_id=row.pk, priority="P3", at=at, override_reason="per la prova"
        )
        visit = response.assign(report_id=row.pk, shift_id=shift.pk, at=at)
    with acting(Role.TEAM_MEMBER):
        response.arrive(visit_id=visit.pk, at=at)
        for one in (person, *others):
            response.meet(visit_id=visit.pk, person_id=one.pk, at=at)
    return row


def test_erasure_from_the_desk_to_the_manager_reaches_the_reports(client: Client) -> None:
    with acting():
        case, other = a_case(), a_person(alias="Altra")
    alone, together = _report_of(case.person), _report_of(case.person, other)
    sign_in(client)
    _post(client, "desk:propose_erasure", case.pk, reason="REQUEST")
    with acting():
        row = Erasure.objects.get()
    boss = sign_in(Client(), Role.CITY_MANAGER)
    page = boss.get(reverse("desk:erasure", args=[row.pk])).content.decode()
    assert case.code in page
    assert "Selam" not in page
    assert "1 segnalazione in cui c’era solo lei" in page
    assert "1 segnalazione che parla anche di altre persone" in page
    _post(boss, "desk:authorise_erasure", row.pk)
    with acting():
        assert isinstance(Person.objects.get(pk=case.person_id).given_name, Erased)
        assert isinstance(Report.objects.get(pk=alone.pk).what, Erased)
        assert Report.objects.get(pk=together.pk).what == "Una donna sola"
    assert boss.get(reverse("desk:erasure", args=[row.pk])).status_code == 404
    assert client.get(reverse("desk:report", args=[alone.pk])).status_code == 200


def test_who_proposed_is_offered_no_decision_and_a_decline_leaves_all(client: Client) -> None:
    with acting():
        case = a_case()
        row = people.propose_erasure(person_id=case.person_id, reason="REQUEST", at=timezone.now())
    boss = sign_in(client, Role.CITY_MANAGER)
    _post(boss, "desk:decline_erasure", row.pk)
    with acting():
        assert Person.objects.get().given_name == "Selam"
        assert Erasure.objects.get().state == "DECLINED"


def test_holds_by_code_and_the_restriction_at_the_desk(client: Client) -> None:
    with acting():
        case = a_case()
    boss = sign_in(Client(), Role.CITY_MANAGER)
    page = _post(boss, "desk:place_hold", code="XX-1", reason="CLAIM").content.decode()
    assert "Nessuna cartella ha questo codice" in page
    _post(boss, "desk:place_hold", code=case.code, reason="CLAIM")
    sign_in(client)
    page = _post(client, "desk:freeze", case.pk).content.decode()
    assert "Trattamento limitato" in page
    with acting():
        assert set(RetentionHold.objects.values_list("reason", flat=True)) == {"CLAIM", "LIMIT"}
        first = RetentionHold.objects.get(reason="LIMIT")
    _post(boss, "desk:end_hold", first.pk)
    assert (
        "Trattamento limitato"
        not in client.get(reverse("desk:case", args=[case.pk])).content.decode()
    )


def test_terms_are_set_and_answered(client: Client) -> None:
    boss = sign_in(Client(), Role.CITY_MANAGER)
    told = {"kind": "CLOSED", "months": 12, "legal_basis": "Massimario di scarto, voce 7.3"}
    _post(boss, "desk:set_term", from_on=timezone.localdate(), **told)
    with acting():
        term = RetentionTerm.objects.get()
        due = [
            RetentionDue.objects.create(
                person=a_person(alias=name),
                term=term,
                due_on=timezone.localdate(),
                found_at=timezone.now(),
            )
            for name in ("Uno", "Due")
        ]
    sign_in(client)
    assert "mai presa in carico" in client.get(reverse("desk:terms")).content.decode()
    _post(client, "desk:answer_due", due[0].pk, answer="keep")
    _post(client, "desk:answer_due", due[1].pk, answer="propose")
    with acting():
        assert set(RetentionDue.objects.values_list("answer", flat=True)) == {"KEPT", "PROPOSED"}
        assert Erasure.objects.get().reason == "EXPIRED"


def test_limits_and_readings_are_the_manager_s(client: Client) -> None:
    other = a_colleague()
    with acting():
        row = Anomaly.objects.create(
            user_id=other.user_id,
            role="CASE_WORKER",
            kind="CASELOAD",
            on=timezone.localdate(),
            counted=41,
            allowed=20,
            found_at=timezone.now(),
        )
    boss = sign_in(client, Role.CITY_MANAGER)
    assert (
        "ha aperto 41 persone; il suo lavoro ne spiega 20"
        in boss.get(reverse("desk:protection")).content.decode()
    )
    _post(boss, "desk:see_anomaly", row.pk)
    limits = {
        "emergency_minutes": 30,
        "opened_at_least": 15,
        "opened_per_case": 3,
        "day_from": 8,
        "day_to": 19,
        "night_opened": 4,
        "searches_an_hour": 20,
    }
    _post(boss, "desk:save_limits", **limits)
    wrong = _post(boss, "desk:save_limits", **limits | {"day_to": 3}).content.decode()
    assert "finisce prima di cominciare" in wrong
    with acting():
        assert PrivacySettings.objects.get().emergency_minutes == 30
        assert Anomaly.objects.get().seen_at is not None
    with acting():
        privacy.seclude(
            person_id=a_case().person_id,
            ground="ADDRESS",
            reason=WHY,
            review_on=timezone.localdate() + timedelta(days=30),
            at=timezone.now(),
        )
        code = CaseFile.objects.get().code
    told = {"code": code, "ground": "HEALTH", "reason": WHY, "at": timezone.now()}
    with act_as(other):
        opened = privacy.open_emergency(**told)  # type: ignore[arg-type]
        assert opened is not None
        assert opened.until - opened.opened_at == timedelta(minutes=30)


@pytest.mark.parametrize("lang", ["it", "en"])
def test_a_person_is_given_all_that_is_held_in_their_language(client: Client, lang: str) -> None:
    at = timezone.now()
    with acting():
        names = {"given_name": "Selam", "family_name": "Weldu", "native_name": "ሰላም ወልዱ"}
        person = a_person(**names, phone="+393331234567")
        people.complete_identity(person_id=person.pk, family_name="Woldu", at=at)
        people.add_identifier(person_id=person.pk, kind="CUI", value="0ABCDE1", at=at)
        people.add_title(person_id=person.pk, title="ASILO", at=at, number="I1234567")
        people.add_vulnerability(
            person_id=person.pk, category="DIS", assessed_on=timezone.localdate(), at=at
        )
        other = a_person(alias="Figlia segreta")
        people.form_household(
            members=[(person.pk, "HEAD"), (other.pk, "CHILD")], on=timezone.localdate()
        )
        case = a_case(person, summary="Arriva da Asmara")
        cases.log_action(kind="PHONE", minutes=5, case_ids=[case.pk], at=at, note="Ha chiamato lei")
    sign_in(client)
    url = reverse("desk:report_of", args=[person.pk, "json"])
    client.get(reverse("desk:case", args=[case.pk]))
    answer = client.get(url, {"lingua": lang})
    text = answer.content.decode()
    for held in (
        "Selam",
        "Weldu",
        "Woldu",
        "ሰላም ወልዱ",
        "+39",
        "0ABCDE1",
        "I1234567",
        "Arriva da Asmara",
        "Ha chiamato lei",
        case.code,
    ):
        assert held in text, held
    assert "Figlia segreta" not in text
    found = json.loads(text)
    titles = [section["title"] for section in found["sections"]]
    expected = {
        "it": ("Chi sei", "Chi ha visto o cambiato i tuoi dati"),
        "en": ("Who you are", "Who saw or changed your data"),
    }
    assert set(expected[lang]) <= set(titles)
    accesses = found["sections"][-1]["rows"]
    assert any(
        ("ha aperto la cartella" if lang == "it" else "opened the case file") in r
        for r in map(" ".join, accesses)
    )
    paper = client.get(reverse("desk:report_of", args=[person.pk, "pdf"]), {"lingua": lang})
    assert paper.content.startswith(b"%PDF-")
    assert b"NotoSans" in paper.content
    assert "attachment" in paper["Content-Disposition"]
    with acting():
        given = AuditEvent.objects.filter(action="privacy.report_read", subject_id=person.pk)
        assert given.count() == 2


def test_the_report_of_a_hidden_person_is_given_by_nobody_else() -> None:
    case = a_secluded_case()
    browser = _as(a_colleague())
    for paper in ("json", "pdf", "xml"):
        url = reverse("desk:report_of", args=[case.person_id, paper])
        assert browser.get(url).status_code == 404
