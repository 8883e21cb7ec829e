"""The contracts name every package there is, and files stay small."""

import configparser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "lgnet"


def _contract(name: str) -> configparser.SectionProxy:
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter")
    return parser[f"importlinter:contract:{name}"]


def test_every_core_but_the_kernel_stands_behind_a_bridge() -> None:
    cores = {path.parent.name for path in (SOURCE / "cores").glob("*/__init__.py")} - {"kernel"}
    protected = _contract("cores-behind-bridge")["protected_modules"].split()
    assert {name.rsplit(".", 1)[1] for name in protected} == cores


def test_grants_are_kept_from_every_room_with_services() -> None:
    rooms = {path.parent.name for path in (SOURCE / "domain").glob("*/__init__.py")}
    forbidden = _contract("grants-reads-ledger-only")["forbidden_modules"].split()
    may_be_read = {"grants", "ledger", "security", "network"}
    assert {name.rsplit(".", 1)[1] for name in forbidden} == rooms - may_be_read


@pytest.mark.parametrize(("folder", "most"), [("src", 400), ("launcher", 400), ("tests", 800)])
def test_files_stay_small(folder: str, most: int) -> None:
    for path in (ROOT / folder).rglob("*.py"):
        if "migrations" not in path.parts:
            assert len(path.read_text().splitlines()) <= most, path
