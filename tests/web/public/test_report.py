"""Anybody reports, nobody's data comes back."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from lgnet.domain.response.models import Report
from tests.builders import BOLOGNA, FIRENZE, acting, make_cities
from tests.domain.response.build import receive
from tests.web.response_pages import post

pytestmark = pytest.mark.django_db
CANARY = "Canarino Segreto"


def started(seconds: float = 20) -> str:
    signer = signing.TimestampSigner(salt="lgnet.public.report")
    return signer.sign(str((timezone.now() - timedelta(seconds=seconds)).timestamp()))


def send(client, **given):
    values = {
        "city": FIRENZE,
        "place": "Cure, sottopasso",
        "what": CANARY,
        "signs": ["ILL"],
        "started": started(),
        **given,
    }
    return post(client, reverse("public:report"), **values)


def test_report_from_anybody_reaches_one_city_and_gives_a_code_and_a_word(client):
    make_cities()
    assert client.get(reverse("public:report")).status_code == 200
    answer = send(client)
    assert answer["Location"] == reverse("public:report_sent")
    page = client.get(answer["Location"]).content.decode()
    code = re.search(r"FI-S-\d{4}-\d{4}", page).group()
    word = re.search(r">([a-z]{10}\d\d)<", page).group(1)
    with acting():
        report = Report.objects.get()
        assert (report.channel, report.received_by, report.what) == ("PUBLIC", None, CANARY)
    with acting(city=BOLOGNA):
        assert not Report.objects.exists()
    page = client.post(reverse("public:follow"), {"code": code, "word": word}).content.decode()
    assert "Ricevuta: un operatore la leggerà tra poco." in page
    assert CANARY not in page
    assert "Cure" not in page


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("FI-S-2026-0001", "bababababa10"),
        ("FI-S-2026-9999", "bababababa10"),
        ("XX-S-2026-0001", "bababababa10"),
        ("-", "x"),
        ("FI", "x"),
    ],
)
def test_follow_with_a_wrong_code_or_word_is_one_and_the_same_answer(client, code, word):
    with acting():
        receive(channel="PUBLIC", what=CANARY)
    page = client.post(reverse("public:follow"), {"code": code, "word": word}).content.decode()
    assert "Codice o parola non corrispondono" in page
    assert CANARY not in page


@pytest.mark.parametrize(
    "given",
    [{"website": "http://spam"}, {"started": ""}, {"started": "1:x:y"}, {"started": "now"}],
)
def test_report_of_a_machine_is_not_taken(client, given):
    make_cities()
    if given.get("started") == "now":
        given = {"started": started(0)}
    answer = send(client, **given)
    assert answer.status_code == 200
    assert "Non siamo riusciti a leggere il modulo" in answer.content.decode()
    assert CANARY in answer.content.decode()
    with acting():
        assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"city": ""}, "Scegli la città."),
        ({"city": "000000"}, "city"),
        ({"place": ""}, "Scrivi dove"),
        ({"what": "", "signs": []}, "Scrivi che cosa si vede"),
        ({"what": "x" * 4001}, "4000"),
    ],
)
def test_report_that_lacks_something_says_what_and_keeps_the_rest(client, given, words):
    make_cities()
    answer = send(client, **given)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    with acting():
        assert not Report.objects.exists()


def test_report_sent_twice_is_one_report(client):
    make_cities()
    key, stamp = str(uuid4()), started()
    for _ in range(2):
        assert send(client, key=key, started=stamp).status_code == 302
    with acting():
        assert Report.objects.count() == 1


def test_receipt_is_only_for_the_browser_that_sent(client):
    make_cities()
    assert client.get(reverse("public:report_sent"))["Location"] == reverse("public:report")
