"""A night between cities, as the worker does it; and the key's own year."""

from io import StringIO
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from lgnet.domain.ledger.models import Fact
from lgnet.domain.matching.key import envelopes, key_file, network_key
from lgnet.domain.matching.models import Hint, Print
from lgnet.jobs import matching as jobs
from lgnet.lib.errors import Unavailable
from tests.builders import BOLOGNA, FIRENZE, acting, make_cities
from tests.domain.matching.builders import SELAM, as_job
from tests.people_builders import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def key(settings: Any, tmp_path: Path) -> Path:
    """A place for the network's key, still empty."""
    settings.LGNET_NETWORK_KEY_FILE = str(tmp_path / "keys" / "network.key")
    return Path(settings.LGNET_NETWORK_KEY_FILE)


@pytest.fixture
def both() -> None:
    """Somebody registered in two cities."""
    make_cities()
    for city in (FIRENZE, BOLOGNA):
        with acting(city=city):
            a_person(**SELAM)


def _epochs() -> set[str]:
    found = set()
    for city in (FIRENZE, BOLOGNA):
        with as_job(city):
            found |= set(Print.objects.values_list("epoch", flat=True))
    return found


@pytest.mark.usefixtures("both")
def test_a_night_writes_compares_and_tells_each_city() -> None:
    call_command("network_key", "--make")
    assert jobs.write_all(timestamp=0) == 2
    assert jobs.compare_new(timestamp=0) == 1
    assert jobs.settle_all(timestamp=0) == 0
    for city in (FIRENZE, BOLOGNA):
        with as_job(city):
            assert Hint.objects.count() == 1
            fact = Fact.objects.get(kind="matching.possibly_elsewhere")
            assert fact.object_id == Hint.objects.get().meeting
    assert jobs.write_all(timestamp=0) == 0
    assert jobs.compare_new(timestamp=0) == 0
    jobs.settle_all(timestamp=0)
    with as_job(FIRENZE):
        assert Fact.objects.filter(kind="matching.possibly_elsewhere").count() == 1


@pytest.mark.usefixtures("both")
def test_without_its_key_nobody_is_fingerprinted(key: Path) -> None:
    for content in (None, "", "00ff", "no key"):
        if content is not None:
            key.parent.mkdir(exist_ok=True)
            key.write_text(content)
        with pytest.raises(Unavailable):
            jobs.write_all(timestamp=0)
    assert _epochs() == set()


@pytest.mark.usefixtures("both")
def test_a_new_epoch_writes_everybody_anew_and_keeps_the_hints() -> None:
    call_command("network_key", "--make")
    before = network_key()
    assert key_file().stat().st_mode & 0o777 == 0o600
    jobs.write_all(timestamp=0)
    jobs.compare_new(timestamp=0)
    with as_job(FIRENZE):
        hint = Hint.objects.get().pk
    call_command("network_key", "--renew")
    assert network_key().secret != before.secret
    assert _epochs() == {network_key().epoch}
    with as_job(FIRENZE):
        assert Hint.objects.get().pk == hint
    assert before.secret.hex() not in repr(before)
    with pytest.raises(CommandError):
        call_command("network_key", "--make")


def test_any_two_of_three_envelopes_make_the_key_and_one_says_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    call_command("network_key", "--make")
    made = network_key()
    capsys.readouterr()
    call_command("network_key", "--split")
    printed = capsys.readouterr().out.split("\n")[:3]
    assert made.secret.hex() not in "".join(printed)
    for one, other in permutations(printed, 2):
        key_file().unlink()
        monkeypatch.setattr("sys.stdin", StringIO(f"{one}\n{other}\n"))
        call_command("network_key", "--combine")
        assert network_key() == made
    key_file().unlink()
    for one, other in ((printed[0], printed[0]), (printed[1], envelopes(made)[2]), ("", "x")):
        monkeypatch.setattr("sys.stdin", StringIO(f"{one}\n{other}\n"))
        with pytest.raises(CommandError, match="not two of one key"):
            call_command("network_key", "--combine")
    assert not key_file().exists()
