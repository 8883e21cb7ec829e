"""Roles hold permissions that exist, and every permission is held by somebody."""

import re
from pathlib import Path

import pytest

from lgnet.domain.security.enums import NETWORK_ROLES, Role
from lgnet.domain.security.roles import PERMISSIONS, PUBLIC_PERMISSIONS

SOURCE = Path(__file__).resolve().parents[2] / "src" / "lgnet"
ASKED = re.compile(
    r"""(?:requires|check|can|may)\(\s*["']([a-z]+\.[a-z_]+)["']|["']([a-z]+\.[a-z_]+)["']\|may"""
)
PERSONAL = {
    "people.",
    "cases.",
    "response.read",
    "housing.read",
    "housing.hold",
    "grants.read_facts",
    "matching.",
}


def _asked() -> set[str]:
    """Collect every permission the code asks for, by name or by constant."""
    found: set[str] = set()
    for path in [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]:
        text = path.read_text()
        found |= {first or second for first, second in ASKED.findall(text)}
        if path.name == "access.py" and "domain" in path.parts:
            found |= set(re.findall(r"""=\s*["']([a-z]+\.[a-z_]+)["']""", text))
    return found


def test_every_permission_asked_for_is_held_by_a_role() -> None:
    held = frozenset().union(PUBLIC_PERMISSIONS, *PERMISSIONS.values())
    assert _asked() <= held


def test_every_permission_held_is_asked_for_somewhere() -> None:
    held = frozenset().union(PUBLIC_PERMISSIONS, *PERMISSIONS.values())
    assert held <= _asked()


def test_every_role_has_its_permissions() -> None:
    assert set(PERMISSIONS) == set(Role)


@pytest.mark.parametrize("role", sorted(NETWORK_ROLES))
def test_network_roles_reach_no_person(role: str) -> None:
    for permission in PERMISSIONS[role]:
        assert not any(permission.startswith(start) for start in PERSONAL), permission
