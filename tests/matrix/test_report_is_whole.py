"""A person is given everything written of them (GDPR art. 15), and nothing written of others.

Every text of the city sealed under a person's key is looked for in the report of that person, and
in everybody else's: a room that keeps a new text and forgets the report fails here.
"""

import json
from collections.abc import Iterator
from uuid import UUID

from django.apps import apps
from django.test import Client
from django.urls import reverse

from lgnet.domain.people.models import Person
from lgnet.domain.people.queries import standing_of
from lgnet.domain.security.enums import Role
from lgnet.lib.vault.fields import EncryptedText
from tests.builders import FIRENZE, acting, sign_in
from tests.matrix.cities import MARKS
from tests.matrix.conftest import Cities

# Texts about two people at once, sealed under one key: both are given them.
SHARED = {
    "CaseAction.note": "one entry for a group",
    "RegisterAct.reason": "records joined, then parted: the act is about both",
}


def _texts(keys: dict[UUID, UUID]) -> Iterator[tuple[UUID, str, str]]:
    """Yield whose each sealed text is, the field that holds it, and the text."""
    for model in apps.get_models():
        names = [field.name for field in model._meta.fields if isinstance(field, EncryptedText)]
        if names and any(field.name == "vault_key" for field in model._meta.fields):
            for row in model._default_manager.filter(vault_key__in=list(keys)):
                for name in names:
                    if text := getattr(row, name):
                        yield keys[row.vault_key], f"{model.__name__}.{name}", text


def test_every_text_of_a_person_is_in_their_report_and_in_nobody_else_s(cities: Cities) -> None:
    with acting(Role.CASE_WORKER, FIRENZE):
        people = {person.pk: standing_of(person_id=person.pk) for person in Person.objects.all()}
        keys = {row.vault_key: people[row.pk] for row in Person.objects.all()}
        texts = list(_texts(keys))
    client = sign_in(Client(), Role.CASE_WORKER, FIRENZE)
    reports = {}
    for person_id in set(people.values()):
        answer = client.get(reverse("desk:report_of", args=[person_id, "json"]))
        assert answer.status_code == 200
        reports[person_id] = json.dumps(answer.json(), ensure_ascii=False)
    missing = {name for owner, name, text in texts if text not in reports[owner]}
    assert missing == set()
    own = [(owner, name, text) for owner, name, text in texts if MARKS[FIRENZE] in text]
    elsewhere = {
        name
        for owner, name, text in own
        for person_id, report in reports.items()
        if person_id != owner and f'"{text}"' in report
    }
    assert elsewhere <= set(SHARED)
    assert len({name for _owner, name, _text in own}) >= 20, "the city has too few texts to tell"
