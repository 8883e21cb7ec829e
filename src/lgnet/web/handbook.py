"""The generated part of the docs: what the code declares, written out so that it can be read."""

from importlib import import_module
from pathlib import Path

from django.apps import apps

from lgnet.domain.security.enums import Role
from lgnet.domain.security.roles import PERMISSIONS, PUBLIC_PERMISSIONS
from lgnet.lib.pii import Pii
from lgnet.lib.states import diagram
from lgnet.lib.tenancy.models import policy_of

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "generated"
_HEAD = "<!-- Made by `./lgnet manage docs`; do not edit. -->\n\n"


def states_page() -> str:
    """Draw every table of moves."""
    parts = [
        _HEAD,
        "# States\n\nEach object moves only along these arrows; `lib.states.move` refuses the rest.\n",
    ]
    for config in apps.get_app_configs():
        if not config.name.startswith("lgnet.domain."):
            continue
        try:
            enums = import_module(f"{config.name}.enums")
        except ModuleNotFoundError:
            continue
        for name in sorted(vars(enums)):
            if name.endswith("_MOVES"):
                title = name.removesuffix("_MOVES").replace("_", " ").capitalize()
                parts.append(
                    f"\n## {config.label}: {title}\n\n```mermaid\n{diagram(vars(enums)[name])}\n```\n"
                )
    return "".join(parts)


def permissions_page() -> str:
    """Write roles × permissions as a table."""
    every = sorted(frozenset().union(PUBLIC_PERMISSIONS, *PERMISSIONS.values()))
    roles = list(Role)
    lines = [
        _HEAD,
        "# Roles and permissions\n\n",
        "| permission | " + " | ".join(role.value for role in roles) + " | anybody |\n",
        "|---" * (len(roles) + 2) + "|\n",
    ]
    for permission in every:
        marks = ["✓" if permission in PERMISSIONS[role] else "" for role in roles]
        marks.append("✓" if permission in PUBLIC_PERMISSIONS else "")
        lines.append(f"| `{permission}` | " + " | ".join(marks) + " |\n")
    return "".join(lines)


def data_page() -> str:
    """Write the inventory of personal data: model, field, class, and how the table is guarded."""
    lines = [_HEAD, "# Inventory of data\n\n", "| class | meaning |\n|---|---|\n"]
    meanings = {
        Pii.NONE: "nothing about a person",
        Pii.STAFF: "about an operator in their work",
        Pii.SECRET: "opens an account: hashed, or sealed under the root key",
        Pii.LINK: "points at a person's file without saying who",
        Pii.IDENTITY: "name, contact, identifier, free text: sealed",
        Pii.TRAIT: "age, sex, nationality, language",
        Pii.SPECIAL: "special category (GDPR art. 9)",
        Pii.LOCATION: "where a person is or sleeps",
    }
    lines += [f"| {kind.value} | {meaning} |\n" for kind, meaning in meanings.items()]
    for model in apps.get_models():
        policy = policy_of(model)
        if policy is None or not model.__module__.startswith("lgnet."):
            continue
        guard = f"exempt: {policy.exempt}" if policy.exempt else "row-level security"
        also = "; hidden with a secluded person" if policy.about else ""
        verbs = [
            f"{verb} by the system alone" if verb in policy.by_system else verb
            for verb in policy.verbs
        ]
        lines.append(f"\n## {model._meta.label}\n\n{guard}{also}; {', '.join(verbs)}\n\n")
        groups: dict[str, list[str]] = {}
        for name, kind in vars(model).get("classified", {}).items():
            groups.setdefault(kind.value, []).append(name)
        lines += [f"- {kind}: {', '.join(names)}\n" for kind, names in sorted(groups.items())]
    return "".join(lines)


def pages() -> dict[Path, str]:
    """Return every generated page by its file."""
    return {
        FOLDER / "states.md": states_page(),
        FOLDER / "permissions.md": permissions_page(),
        FOLDER / "data.md": data_page(),
    }
