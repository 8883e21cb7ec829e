"""Every model field is classified; a test fails on one that is not (GDPR art. 9, 30, 35)."""

from enum import StrEnum


class Pii(StrEnum):
    """What a field says about a person."""

    NONE = "none"  # nothing about a person
    STAFF = "staff"  # about an operator in their work
    SECRET = "secret"  # noqa: S105  opens an account: hashed, or sealed under the root key
    LINK = "link"  # points at a person's file without saying who
    IDENTITY = "identity"  # name, alias, contact, identifier, free text: encrypted
    TRAIT = "trait"  # age, sex, nationality, language, dates
    SPECIAL = "special"  # GDPR art. 9: health, vulnerability, status
    LOCATION = "location"  # where a person is or sleeps


def classify(**groups: str) -> dict[str, Pii]:
    """Turn ``identity="given_name alias", none="code"`` into a field → class table."""
    table: dict[str, Pii] = {}
    for group, names in groups.items():
        for name in names.split():
            if name in table:
                raise ValueError(f"{name} is classified twice")
            table[name] = Pii(group)
    return table
