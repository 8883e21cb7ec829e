"""Rows that follow a person from one record to another, and what they were before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.timezone import localdate

from lgnet.domain.people.models import (
    Erasure,
    ListedPerson,
    LookAlike,
    MatchDecision,
    MovedRow,
    Person,
    RegisterAct,
    RetentionHold,
    SearchToken,
)
from lgnet.lib.errors import Refused
from lgnet.lib.tenancy.models import policy_of
from lgnet.lib.tenancy.policies import Policy
from lgnet.lib.vault.fields import EncryptedText, VaultModel

# What is about a record, not about the person: found, compared, held or listed as that record.
_OF_THE_RECORD = (
    Person,
    SearchToken,
    MatchDecision,
    LookAlike,
    RegisterAct,
    ListedPerson,
    RetentionHold,
    Erasure,
)
Row = Any


def followers() -> Iterator[tuple[type[models.Model], str]]:
    """Yield every table whose rows follow a person, with the column that names them.

    Rows that are written once stay where they were written.
    """
    for relation in Person._meta.related_objects:
        model, policy = relation.related_model, policy_of(relation.related_model)
        if model not in _OF_THE_RECORD and _may_change(policy):
            yield model, relation.field.name


def _may_change(policy: Policy | None) -> bool:
    """Tell whether people, not the system alone, may change rows of a table."""
    return policy is not None and "UPDATE" in {*policy.verbs} - policy.by_system


def label(model: type[models.Model]) -> str:
    """Return a model's name as acts keep it."""
    return model._meta.label


def rows_of(person_id: UUID) -> Iterator[tuple[str, Row]]:
    """Yield every row that follows a person, with the column that names them."""
    for model, column in followers():
        found = model._default_manager.filter(**{column: person_id})
        for row in found.select_for_update(of=("self",)).order_by("pk"):
            yield column, row


def change(act: RegisterAct, row: Row, **after: Any) -> None:
    """Change columns of a row as part of an act, and keep what they were."""
    before = {name: getattr(row, name) for name in after}
    _write(type(row), row.pk, after)
    for name, value in after.items():
        setattr(row, name, value)
    MovedRow.objects.create(
        act=act, model=label(type(row)), row=row.pk, before=_plain(before), after=_plain(after)
    )


def _write(model: type[models.Model], key: Any, values: Mapping[str, Any]) -> None:
    # The database hides what may not be changed: no row written is an act refused.
    if model._base_manager.filter(pk=key).update(**values) != 1:
        raise Refused("people.merge_conflict", what=label(model))


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value if value is None or isinstance(value, bool) else str(value)
        for name, value in values.items()
    }


def bring(act: RegisterAct, rows: Iterable[tuple[str, Row]], *, to: UUID) -> None:
    """Let rows follow to another record.

    What one person has once and both have goes as a double, if it can be one (``as_double``);
    what is past (``is_past``) stays behind.

    Raises
    ------
    Refused
        ``people.merge_conflict``: something present may not be there twice.
    """
    for column, row in rows:
        there = {f"{column}_id": to}
        if _try(act, row, there):
            continue
        double = row.as_double(act.at) if hasattr(row, "as_double") else None
        past = hasattr(row, "is_past") and row.is_past(localdate(act.at))
        if not (past or (double and _try(act, row, there | double))):
            raise Refused("people.merge_conflict", what=label(type(row)))


def _try(act: RegisterAct, row: Row, after: Mapping[str, Any]) -> bool:
    """Change a row unless the database refuses; tell whether it did not."""
    try:
        with transaction.atomic():
            change(act, row, **after)
    except IntegrityError:
        return False
    return True


def take_back(act: RegisterAct) -> list[Row]:
    """Put every row an act changed back as it was; return those rows.

    A row somebody changed again since stays as they left it.

    Raises
    ------
    Refused
        ``people.merge_conflict``.
    """
    found = []
    for moved in MovedRow.objects.filter(act=act).order_by("-id"):
        model = apps.get_model(moved.model)
        row = model._base_manager.select_for_update(of=("self",)).filter(pk=moved.row).first()
        if row is None or _plain({name: getattr(row, name) for name in moved.after}) != moved.after:
            continue
        try:
            with transaction.atomic():
                _write(model, moved.row, moved.before)
        except IntegrityError as error:
            raise Refused("people.merge_conflict", what=moved.model) from error
        found.append(model._base_manager.get(pk=moved.row))
    return found


# Keys


def reseal(rows: Sequence[Row], *, old: Iterable[UUID], new: UUID) -> None:
    """Seal the texts of rows, and of what hangs from them, with another person's key.

    Texts sealed with any other key than ``old`` stay as they are.
    """
    keys, seen, waiting = set(old), set(), list(rows)
    while waiting:
        row = waiting.pop()
        if (type(row), row.pk) in seen:
            continue
        seen.add((type(row), row.pk))
        if isinstance(row, VaultModel) and row.vault_key in keys:
            _seal_with(row, new)
        waiting += _hanging(row, keys)


def _seal_with(row: Any, key: UUID) -> None:
    texts = [one.attname for one in row._meta.concrete_fields if isinstance(one, EncryptedText)]
    opened = {name: getattr(row, name) for name in texts}  # each is read with the key it has
    row.vault_key = key
    for name, text in opened.items():
        setattr(row, name, text)
    row.save(update_fields=["vault_key", *texts])


def _hanging(row: models.Model, keys: set[UUID]) -> Iterator[Row]:
    """Yield the sealed rows that hang from one, with one of these keys."""
    for relation in row._meta.related_objects:
        model, policy = relation.related_model, policy_of(relation.related_model)
        if not _may_change(policy) or not issubclass(model, VaultModel):
            continue
        where = {relation.field.name: row.pk, "vault_key__in": keys}
        yield from model._default_manager.filter(**where).order_by("pk")
