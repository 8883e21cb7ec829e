"""Import pages: a trial that changes nothing, problems in words, then all or nothing."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lgnet.domain.network.models import Municipality
from lgnet.domain.security.enums import Role
from lgnet.lib.sheets import Problem
from lgnet.lib.sheets.models import PendingUpload
from lgnet.web.import_words import known_problem_codes, words
from tests.builders import acting, sign_in

HEAD = (
    "codice_istat;denominazione;codice_catastale;regione;provincia;sigla_provincia;"
    "superficie_km2;popolazione_residente;colore\n"
)
GOOD = HEAD + "001001;Agliè;A074;Piemonte;Torino;TO;13,1463;2585;blu\n"
BAD = GOOD + "0010x2;Airasca;A109;Piemonte;Torino;TO;;-4;\n001003;Ala;1;Piemonte;Torino;TO;;;\n"


def send(client, text: str):
    file = SimpleUploadedFile("comuni.csv", text.encode())
    return client.post("/rete/importa/comuni/", {"file": file, "_key": str(uuid.uuid4())})


@pytest.fixture
def coordinator(client, db):
    return sign_in(client, Role.NETWORK_COORDINATOR)


def test_import_tries_then_takes(coordinator):
    response = send(coordinator, GOOD)
    assert response.status_code == 302
    trial = coordinator.get(response.url).content.decode()
    assert "Il file va bene" in trial
    assert "colore" in trial
    with acting(Role.NETWORK_COORDINATOR):
        assert not Municipality.objects.filter(pk="001001").exists()
    done = coordinator.post(f"{response.url}si/", {"_key": str(uuid.uuid4())}, follow=True)
    assert "Importazione confermata: 1 riga nuova, 0 aggiornate" in done.content.decode()
    with acting(Role.NETWORK_COORDINATOR):
        assert Municipality.objects.filter(pk="001001").exists()
    assert coordinator.get(response.url).status_code == 404


def test_import_same_confirmation_twice_is_once(coordinator):
    where, key = send(coordinator, GOOD).url, str(uuid.uuid4())
    first = coordinator.post(f"{where}si/", {"_key": key})
    again = coordinator.post(f"{where}si/", {"_key": key})
    assert (first.status_code, again.status_code) == (302, 302)
    assert first.url == again.url


def test_import_names_every_problem_and_changes_nothing(coordinator):
    where = send(coordinator, BAD).url
    html = coordinator.get(where).content.decode()
    assert "3 problemi da sistemare" in html
    assert "Servono 6 cifre." in html
    assert "Da 0 a 10.000.000." in html
    assert "0010x2" not in html
    assert "Conferma e importa" not in html
    csv = coordinator.get(f"{where}problemi.csv").content.decode("utf-8-sig").splitlines()
    assert csv[1] == "3;codice_istat;Non è un codice.;Servono 6 cifre."
    assert coordinator.get(f"{where}problemi.xlsx").status_code == 200
    refused = coordinator.post(f"{where}si/", {"_key": str(uuid.uuid4())}, follow=True)
    assert "nulla è stato importato" in refused.content.decode()
    with acting(Role.NETWORK_COORDINATOR):
        assert not Municipality.objects.filter(pk="001001").exists()


def test_import_problems_of_the_operation_are_shown_too(coordinator):
    text = GOOD + "001003;Ala;Z1;Piemonte;Torino;TO;;;\n"
    html = coordinator.get(send(coordinator, text).url).content.decode()
    assert "Non è un codice catastale." in html


def test_import_without_a_file_says_so(coordinator):
    response = coordinator.post("/rete/importa/comuni/", {"_key": str(uuid.uuid4())})
    assert response.status_code == 200
    assert "Nessun file scelto" in response.content.decode()


def test_import_upload_is_sealed_and_only_its_senders(client, coordinator):
    where = send(coordinator, GOOD).url
    with acting(Role.NETWORK_OBSERVER):
        assert PendingUpload.objects.count() == 0
    with acting(Role.NETWORK_COORDINATOR):
        kept = PendingUpload.objects.get()
        assert "Agliè".encode() not in bytes(kept.content)
    client.logout()
    assert sign_in(client, Role.CITY_MANAGER).get(where).status_code == 403


@pytest.mark.parametrize("fmt", ["csv", "xlsx"])
def test_import_template(coordinator, fmt):
    response = coordinator.get(f"/rete/importa/comuni/modello.{fmt}")
    assert response.status_code == 200
    assert f'filename="comuni.{fmt}"' in response["Content-Disposition"]
    assert coordinator.get("/rete/importa/comuni/modello.pdf").status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role != Role.NETWORK_COORDINATOR])
def test_import_is_for_the_coordinator(client, db, role):
    client = sign_in(client, role)
    assert client.get("/rete/importa/").status_code == 403
    assert client.get("/rete/importa/comuni/").status_code == 403


def test_desk_does_not_offer_the_networks_imports(client, db):
    assert sign_in(client, Role.CASE_WORKER).get("/sportello/importa/comuni/").status_code == 404


@pytest.mark.parametrize("code", sorted(known_problem_codes()))
def test_every_problem_has_words_and_a_way_out(code):
    params = {
        name: 5
        for name in (
            *("most", "low", "high", "places", "digits", "first", "columns", "choices", "row"),
            *("n", "days", "percent", "unit", "bed", "told", "expected"),
        )
    }
    what, way = words(Problem(1, "a", code, params))
    assert what
    assert way
    assert "{" not in what + way
