"""Anchors tell of what a chain by itself cannot: an end cut off, a whole chain written anew."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from lgnet.jobs.audit import anchor_audit
from lgnet.lib import audit
from lgnet.lib.actor import Actor, act_as
from lgnet.lib.audit import anchors, chain
from lgnet.lib.errors import Unavailable
from tests.builders import BOLOGNA, FIRENZE, acting
from tests.harness.databases import order

pytestmark = pytest.mark.commits
DAY = date(2026, 5, 4)
_UNFORCED = (
    "ALTER TABLE audit_auditevent NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE audit_auditevent DISABLE TRIGGER lgnet_append_only",
    "ALTER TABLE audit_chainhead NO FORCE ROW LEVEL SECURITY",
)


@pytest.fixture(autouse=True)
def file(settings: Any, tmp_path: Path) -> Path:
    """Give each test a file of anchors of its own."""
    path = tmp_path / "elsewhere" / "anchors.txt"
    settings.LGNET_ANCHOR_FILE = str(path)
    return path


def _act(actor: Actor, times: int) -> None:
    for number in range(times):
        with act_as(actor):
            audit.record("people.read", ids=[number])


def _actor(city: str = FIRENZE) -> Actor:
    with acting(city=city) as actor:
        return actor


def _verified(capsys: Any) -> tuple[bool, str]:
    """Run the command; return whether it was content, and what it said."""
    capsys.readouterr()
    try:
        call_command("verify_audit")
    except SystemExit:
        return False, capsys.readouterr().out
    return True, capsys.readouterr().out


def test_chains_that_only_grew_pass_through_their_anchors(
    committed_db: str, file: Path, capsys: Any
) -> None:
    for city in (FIRENZE, BOLOGNA):
        _act(_actor(city), 2)
    assert anchors.write_anchors(on=DAY) == 2
    _act(_actor(), 3)
    assert anchor_audit(timestamp=0) == 2
    content, said = _verified(capsys)
    assert content, said
    assert "4 anchors compared" in said
    assert file.stat().st_mode & 0o777 == 0o600
    assert [line.split()[1:3] for line in file.read_text().splitlines()] == [
        [BOLOGNA, "2"],
        [FIRENZE, "2"],
        [BOLOGNA, "2"],
        [FIRENZE, "5"],
    ]


def test_an_end_cut_off_with_its_head_is_told(committed_db: str, capsys: Any) -> None:
    _act(_actor(), 4)
    anchors.write_anchors(on=DAY)
    order(
        *_UNFORCED,
        "DELETE FROM audit_auditevent WHERE seq > 2",
        "UPDATE audit_chainhead SET seq = 2, hash ="
        " (SELECT hash FROM audit_auditevent WHERE seq = 2)",
        database=committed_db,
    )
    with act_as(_actor()):
        assert list(chain.verify(FIRENZE)) == [], "by itself the chain looks whole"
    content, said = _verified(capsys)
    assert not content
    assert f"{FIRENZE} #4: missing, anchored on 2026-05-04" in said


def test_a_chain_written_anew_with_the_right_key_is_told(committed_db: str, capsys: Any) -> None:
    _act(_actor(), 4)
    anchors.write_anchors(on=DAY)
    order(
        *_UNFORCED,
        "DELETE FROM audit_auditevent",
        "DELETE FROM audit_chainhead",
        database=committed_db,
    )
    _act(_actor(), 6)
    with act_as(_actor()):
        assert list(chain.verify(FIRENZE)) == [], "by itself the chain looks whole"
    content, said = _verified(capsys)
    assert not content
    assert f"{FIRENZE} #4: not the event anchored on 2026-05-04" in said


@pytest.mark.parametrize("touch", ["drop the first", "change", "swap", "half a line"])
def test_a_touched_file_of_anchors_is_told_and_not_added_to(
    committed_db: str, file: Path, capsys: Any, touch: str
) -> None:
    _act(_actor(), 2)
    _act(_actor(BOLOGNA), 2)
    anchors.write_anchors(on=DAY)
    first, second = file.read_text().splitlines()
    file.write_text(
        {
            "drop the first": f"{second}\n",
            "change": f"{first.replace(' 2 ', ' 1 ')}\n{second}\n",
            "swap": f"{second}\n{first}\n",
            "half a line": f"{first}\n{second[:40]}",
        }[touch]
    )
    content, said = _verified(capsys)
    assert not content
    assert "does not hold at line" in said
    with pytest.raises(Unavailable):
        anchors.write_anchors(on=DAY)
