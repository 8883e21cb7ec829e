"""The table of people: the template, the trial, the yes."""

import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lgnet.domain.people import operations as people
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.models import Person
from lgnet.domain.security.enums import Role
from tests.builders import acting, sign_in
from tests.people_builders import a_person

pytestmark = pytest.mark.django_db
HEAD = "codice;nome;cognome;sesso;nascita;eta_apparente;cui;titolo;titolo_scade\n"
GOOD = HEAD + "R-1;Selam;Weldu;donna;04/03/1995;;05XYZ12;protezione speciale;01/02/2027\n"
BAD = GOOD + "R-2;;;;;;;;\nR-3;Sara;;;04/03/1995;30;;;\nR-3;Sara;;;;x;;;\n"


def _send(client: Client, text: str):
    file = SimpleUploadedFile("persone.csv", text.encode())
    address = reverse("desk:import", args=["persone"])
    return client.post(address, {"file": file, "_key": str(uuid.uuid4())})


def test_list_is_tried_then_read(client: Client):
    trial = _send(sign_in(client), GOOD)
    page = client.get(trial.url).content.decode()
    assert "Il file va bene" in page
    with acting():
        assert not Person.objects.exists()
    done = client.post(f"{trial.url}si/", {"_key": str(uuid.uuid4())}, follow=True)
    assert "1 riga nuova" in done.content.decode()
    assert "Nessuno somiglia" in done.content.decode()
    with acting():
        person = Person.objects.get()
        assert (person.full_name, person.sex, person.titles.get().title) == (
            "Selam Weldu",
            "F",
            "SPEC",
        )


def test_pairs_that_look_alike_are_counted_and_stand_in_their_queue(client: Client):
    with acting():
        a_person(given_name="Selam", family_name="Weldu", birth=Birth.on_day(date(1995, 3, 4)))
    trial = _send(sign_in(client), GOOD)
    done = client.post(f"{trial.url}si/", {"_key": str(uuid.uuid4())}, follow=True)
    assert "c’è 1 coppia che si somiglia" in done.content.decode()
    assert "Selam Weldu" in client.get(reverse("desk:pairs")).content.decode()


def test_a_line_of_somebody_whose_data_may_not_change_is_said_to_be_left(client: Client):
    browser = sign_in(client)
    browser.post(f"{_send(browser, GOOD).url}si/", {"_key": str(uuid.uuid4())})
    with acting():
        people.place_hold(
            person_id=Person.objects.order_by("registered_at", "id")[0].pk,
            reason="LIMIT",
            at=timezone.now(),
        )
    trial = _send(sign_in(client), GOOD.replace("Selam", "Salam"))
    done = client.post(f"{trial.url}si/", {"_key": str(uuid.uuid4())}, follow=True)
    assert "1 riga non è stata scritta" in done.content.decode()


def test_every_problem_is_named_in_words_and_nothing_is_read(client: Client):
    where = _send(sign_in(client), BAD).url
    page = client.get(where).content.decode()
    for words in (
        "Serve almeno un nome",
        "Questa nascita non sta in piedi",
        "Questa riga ripete la riga 4",
    ):
        assert words in page, words
    with acting():
        assert not Person.objects.exists()


@pytest.mark.parametrize("fmt", ["csv", "xlsx"])
def test_template_comes_with_its_example(client: Client, fmt: str):
    answer = sign_in(client).get(reverse("desk:import_template", args=["persone", fmt]))
    assert answer.status_code == 200
    assert len(answer.content) > 100


def test_only_who_looks_after_the_register_may(client: Client):
    sign_in(client, Role.CITY_MANAGER)
    assert client.get(reverse("desk:import", args=["persone"])).status_code == 403
