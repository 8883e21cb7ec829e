"""The demonstration's cities are made in the background, step by step, from wherever it stopped."""

import os
import time
from contextlib import suppress
from pathlib import Path

import pytest

from launcher import database, filling, folders
from launcher.filling import Filling
from launcher.say import Problem

OF_ACT = {
    "seed": 'echo "seed $3" >> "$LOG"; sleep 0.2',
    "fill": 'echo "fill $3" >> "$LOG"; (sleep 60; echo late >> "$LOG") & sleep "$LONG"',
}


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Maker":
    return Maker(tmp_path, monkeypatch)


class Maker:
    """Fillings whose steps are small scripts that write down that they ran."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.data = folders.open_data_folder(folder / "data")
        self.log = folder / "log"
        self.monkeypatch = monkeypatch
        self.acts = dict(OF_ACT)
        monkeypatch.setattr(filling, "REST", 0.05)
        monkeypatch.setattr(
            database, "manage", lambda *told: ["/bin/sh", "-c", self.acts[told[1]], *told]
        )

    def __call__(self, *, long: str = "0", scale: str = "1") -> Filling:
        made = Filling(self.data)
        environment = {"PATH": os.environ["PATH"], "LOG": str(self.log), "LONG": long}
        made.start(env=environment, scale=scale)
        return made

    def ran(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []


def alive_in(group: int) -> list[str]:
    """Return the processes of a group that are more than an entry nobody has read yet."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _parent, its = place.read_text().rpartition(")")[2].split()[:3]
            if state not in "ZX" and its == str(group):
                found.append(place.parent.name)
    return found


def until_done(made: Filling) -> None:
    deadline = time.monotonic() + 20
    while made.is_going_on():
        assert made.look_after()
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_both_steps_run_once_and_are_never_run_again(make: Maker) -> None:
    make.acts["fill"] = OF_ACT["seed"].replace("seed", "fill")
    until_done(make(scale="10"))
    assert make.ran() == ["seed 10", "fill 10"]
    assert not make().is_going_on()
    assert make.ran() == ["seed 10", "fill 10"]


def test_waiting_ends_with_the_step_while_the_next_goes_on(make: Maker) -> None:
    made = make(long="60")
    made.wait_for("seeded", until=float("inf"))
    assert folders.read_stamps(make.data) == {"seeded": True}
    assert made.is_going_on()
    made.stop()


def test_waiting_ends_when_patience_does(make: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    make.acts["seed"] = "sleep 60"
    monkeypatch.setattr(filling, "elapsed", lambda: 36.0)
    made = make()
    made.wait_for("seeded", until=35.0)
    assert made.is_going_on()
    assert folders.read_stamps(make.data) == {}
    made.stop()


def test_stopping_leaves_no_process_and_the_step_undone(make: Maker) -> None:
    make.acts["seed"] = "exit 0"
    made = make(long="60")
    made.wait_for("seeded", until=float("inf"))
    group = made._process.pid
    deadline = time.monotonic() + 20
    while "fill 1" not in make.ran():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    made.stop()
    while alive_in(group):  # killed, and on a busy machine dying still
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert folders.read_stamps(make.data) == {"seeded": True}
    again = make(long="0")
    assert again.is_going_on()
    again.stop()


def test_a_step_that_fell_goes_on(make: Maker) -> None:
    make.acts["seed"] = 'echo fell >> "$LOG"; test $(wc -l < "$LOG") -ge 3'
    make.acts["fill"] = "exit 0"
    until_done(make())
    assert make.ran() == ["fell"] * 3
    assert folders.read_stamps(make.data) == {"seeded": True, "filled": True}


def test_a_failed_step_is_said_and_tried_again_at_the_next_start(
    make: Maker, capsys: pytest.CaptureFixture[str]
) -> None:
    make.acts["seed"] = "exit 3"
    with pytest.raises(Problem, match="failed"):
        make().wait_for("seeded", until=float("inf"))
    assert folders.read_stamps(make.data) == {}
    assert capsys.readouterr().out.count("going on") == filling.TRIES - 1
    made = make()
    assert made.is_going_on()
    made.stop()


def test_pages_come_first_once_somebody_is_there(make: Maker) -> None:
    make.acts["seed"] = "sleep 0.3"
    made = make(long="60")
    made.step_aside()
    assert os.getpriority(os.PRIO_PROCESS, made._process.pid) >= 10
    made.wait_for("seeded", until=float("inf"))
    assert os.getpriority(os.PRIO_PROCESS, made._process.pid) >= 10
    made.stop()
