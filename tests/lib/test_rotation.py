"""New keys at every level: all texts read the same, the old keys open nothing."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from lgnet.domain.people.models import Person
from lgnet.lib.actor import act_as, current_actor
from lgnet.lib.audit import chain
from lgnet.lib.audit.models import AuditEvent
from lgnet.lib.errors import Unavailable
from lgnet.lib.vault import rotation
from lgnet.lib.vault.keys import unwrap
from lgnet.lib.vault.models import MunicipalityKey, SubjectKey
from lgnet.lib.vault.root import next_file, root_key, wrapping_keys
from lgnet.lib.vault.tokens import token
from tests.builders import BOLOGNA, FIRENZE, acting, make_cities
from tests.lib.test_actor import make_person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 4)
NAMES = ["Selam", "সালমা", "", "d'Àccento\n«x»"]


@pytest.fixture(autouse=True)
def own_root_key(settings: Any, tmp_path: Path) -> Path:
    """Give each test a root key file of its own, of the first form: one line."""
    path = tmp_path / "root.key"
    path.write_text("5a" * 32 + "\n")
    settings.LGNET_ROOT_KEY_FILE = str(path)
    return path


def _people(*cities: str) -> None:
    for city in cities:
        with acting(city=city):
            for name in NAMES:
                make_person(name)


def _names(city: str) -> list[str]:
    with acting(city=city):
        return [str(row.given_name) for row in Person.objects.order_by("id")]


def _holders(city: str) -> list[MunicipalityKey]:
    with acting(city=city):
        return list(MunicipalityKey.objects.order_by("version"))


def test_a_new_root_opens_everything_and_the_old_one_nothing(own_root_key: Path) -> None:
    _people(FIRENZE, BOLOGNA)
    old_bytes, old = root_key(), wrapping_keys()[0]
    with acting(city=FIRENZE):
        before = token("name", "selam")
    aside = rotation.rotate_root(on=TODAY)
    assert root_key() != old_bytes
    assert not next_file().exists()
    assert own_root_key.stat().st_mode & 0o777 == 0o600
    assert bytes.fromhex(aside.read_text().split()[0]) == old_bytes
    assert aside.name == "root.key.until-2026-05-04"
    for city in (FIRENZE, BOLOGNA):
        assert _names(city) == NAMES
        (holder,) = _holders(city)
        with pytest.raises(Unavailable):
            unwrap(bytes(holder.wrapped), by=old, bound_to=f"municipality:{holder.id}")
    with acting(city=FIRENZE):
        assert token("name", "selam") == before, "people are still found"
        assert list(chain.verify(FIRENZE)) == [], "the chain still holds"


def test_the_root_can_be_rotated_twice_on_one_day() -> None:
    _people(FIRENZE)
    first, second = rotation.rotate_root(on=TODAY), rotation.rotate_root(on=TODAY)
    assert first != second
    assert first.exists()
    assert _names(FIRENZE) == NAMES


@pytest.mark.parametrize("broken", ["_wrap_with_next_root", "_free_name"])
def test_an_interrupted_rotation_of_the_root_serves_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    """Interrupted before the keys are wrapped, and between that and the file's taking its place."""
    _people(FIRENZE)
    old = wrapping_keys()[0]

    def fail(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(rotation, broken, fail)
        with pytest.raises(KeyboardInterrupt):
            rotation.rotate_root(on=TODAY)
    chosen = next_file().read_text()
    assert _names(FIRENZE) == NAMES
    _people(BOLOGNA)  # a city that begins meanwhile is wrapped with the next key
    rotation.rotate_root(on=TODAY)
    assert not next_file().exists()
    assert Path(rotation.root_file()).read_text() == chosen
    assert old not in wrapping_keys()
    assert _names(FIRENZE) == _names(BOLOGNA) == NAMES


def test_a_municipality_gets_a_new_key_and_the_old_one_opens_nothing(capsys: Any) -> None:
    _people(FIRENZE, BOLOGNA)
    call_command("rotate_keys", "--municipality", FIRENZE)
    assert "4 keys wrapped, 0 left" in capsys.readouterr().out
    assert _names(FIRENZE) == _names(BOLOGNA) == NAMES
    old, new = _holders(FIRENZE)
    assert len(_holders(BOLOGNA)) == 1
    with acting(city=FIRENZE):
        opened = unwrap(
            bytes(old.wrapped), by=wrapping_keys()[0], bound_to=f"municipality:{old.id}"
        )
        rows = list(SubjectKey.objects.order_by("id"))
        assert {row.wrapped_by for row in rows} == {new.id}
        for row in rows:
            with pytest.raises(Unavailable):
                unwrap(bytes(row.wrapped), by=opened, bound_to=f"subject:{row.id}")
        made_now = make_person("Nuova")
        assert SubjectKey.objects.get(pk=made_now.vault_key).wrapped_by == new.id


def test_an_interrupted_rotation_of_a_municipality_goes_on_with_its_version() -> None:
    _people(FIRENZE)
    with acting(city=FIRENZE):
        assert rotation.begin_municipality()
        assert rotation.wrap_some(size=3) == 3
    assert _names(FIRENZE) == NAMES, "half way, everything reads"
    call_command("rotate_keys", "--municipality", FIRENZE, verbosity=0)
    assert [row.version for row in _holders(FIRENZE)] == [1, 2]
    with acting(city=FIRENZE):
        assert rotation.keys_left() == 0
    assert _names(FIRENZE) == NAMES


def test_the_root_after_a_rotation_of_a_municipality_wraps_every_version() -> None:
    _people(FIRENZE)
    with acting(city=FIRENZE):
        rotation.begin_municipality()
        rotation.wrap_some(size=1)
    rotation.rotate_root(on=TODAY)
    assert _names(FIRENZE) == NAMES


def test_rotations_are_written_down() -> None:
    make_cities()
    _people(FIRENZE)
    rotation.rotate_root(on=TODAY)
    call_command("rotate_keys", "--municipality", FIRENZE, verbosity=0)
    with acting(city=FIRENZE), act_as(current_actor()):
        actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"vault.root_rotated", "vault.municipality_key_made"} <= actions
