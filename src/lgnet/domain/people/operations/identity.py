"""Registering people, and completing who they are."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from lgnet.domain.people import access, bridge, numbers, values
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.enums import IdentityStage, MatchAnswer, Sex
from lgnet.domain.people.families import earlier_of
from lgnet.domain.people.models import EarlierIdentity, Person
from lgnet.domain.people.operations.common import (
    NAMES,
    add_tokens,
    choice,
    index,
    locked,
)
from lgnet.domain.people.operations.matching import decide_match
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid
from lgnet.lib.vault.keys import new_key

_KEPT_BEFORE = (*NAMES, "phone", "sex", "birth_on", "birth_to", "birth_precision", "nationality")


@operation
def register(
    *,
    at: datetime,
    stage: str,
    alias: str | None = None,
    given_name: str | None = None,
    family_name: str | None = None,
    native_name: str | None = None,
    sex: str = Sex.UNKNOWN,
    birth: Birth | None = None,
    nationality: str = "",
    languages: Sequence[str] = (),
    phone: str | None = None,
    note: str | None = None,
    different_from: Mapping[UUID, Sequence[str]] | None = None,
) -> Person:
    """Write a person down; an alias and an apparent age are enough.

    Parameters
    ----------
    stage
        How far the identity has come.
    birth
        What is known of the birth; None when nothing is.
    nationality
        ISO 3166-1 code, '' when not known.
    languages
        ISO 639 codes, the best spoken first.
    different_from
        People somebody looked at and judged not to be this one, with the reasons shown.

    Raises
    ------
    Invalid
        With the ``field`` that is wrong.
    """
    access.check_can_register()
    person = checked_person(
        at=at,
        stage=stage,
        alias=alias,
        given_name=given_name,
        family_name=family_name,
        native_name=native_name,
        sex=sex,
        birth=birth,
        nationality=nationality,
        languages=languages,
        phone=phone,
        note=note,
    )
    person.vault_key = new_key()
    person.save(force_insert=True)
    index(person)
    audit.record("people.registered", person, at=at, subject=person)
    for other, reasons in (different_from or {}).items():
        decide_match(
            first_id=person.id,
            second_id=other,
            answer=MatchAnswer.DIFFERENT,
            reasons=reasons,
            at=at,
        )
    return person


def checked_person(
    *,
    at: datetime,
    stage: str,
    sex: str = Sex.UNKNOWN,
    birth: Birth | None = None,
    nationality: str = "",
    languages: Sequence[str] = (),
    phone: str | None = None,
    note: str | None = None,
    **names: str | None,
) -> Person:
    """Return a person as :func:`register` takes them, checked, without a key and not saved."""
    told = (birth or Birth()).checked(on=localdate(at))
    person = Person(
        vault_key=None,
        stage=choice(stage, IdentityStage, field="stage"),
        **{name: values.name(names.get(name), field=name) for name in NAMES},
        phone=numbers.phone_as_kept(phone),
        note=values.note(note),
        sex=choice(sex, Sex, field="sex"),
        **_birth_columns(told),
        nationality=values.country(nationality),
        languages=values.languages(languages),
        registered_at=at,
        registered_by=current_actor().user_id,
    )
    _check_named(person)
    return person


def _check_named(person: Person) -> None:
    if not any(getattr(person, name) for name in NAMES):
        raise Invalid("people.no_name", field="alias")


@operation
def complete_identity(
    *,
    person_id: UUID,
    at: datetime,
    stage: str | None = None,
    alias: str | None = None,
    given_name: str | None = None,
    family_name: str | None = None,
    native_name: str | None = None,
    sex: str | None = None,
    birth: Birth | None = None,
    nationality: str | None = None,
    languages: Sequence[str] | None = None,
    phone: str | None = None,
    note: str | None = None,
) -> Person:
    """Complete or correct who a person is; what was known before stays readable and findable.

    None leaves a value as it is, '' empties it.

    Raises
    ------
    Invalid
        With the ``field`` that is wrong.
    NotFound
        ``people.no_such_person``.
    """
    access.check_can_register()
    person = locked(person_id)
    names = zip(NAMES, (given_name, family_name, native_name, alias), strict=True)
    new = {name: values.name(text, field=name) or None for name, text in names if text is not None}
    new |= _other_values(
        phone=phone, note=note, stage=stage, sex=sex, nationality=nationality, languages=languages
    )
    if birth is not None:
        new |= _birth_columns(birth.checked(on=localdate(at)))
    changed = [name for name, value in new.items() if getattr(person, name) != value]
    if not changed:
        return person
    if set(changed) & {*_KEPT_BEFORE, "stage"}:
        _keep_before(person, changed, at)
    for name in changed:
        setattr(person, name, new[name])
    _check_named(person)
    person.save(update_fields=[*changed, "updated_at"])
    if set(changed) & {*NAMES, "phone", "birth_on", "birth_to"}:
        index(person, list(earlier_of([person.id]).order_by("at", "id")))
    audit.record("people.identity_completed", person, at=at, subject=person, fields=changed)
    return person


def _other_values(**told: Any) -> dict[str, Any]:
    """Return the checked form of what was told; None was not told."""
    forms: dict[str, Callable[[Any], Any]] = {
        "phone": lambda text: numbers.phone_as_kept(text) or None,
        "note": lambda text: values.note(text) or None,
        "stage": lambda code: choice(code, IdentityStage, field="stage"),
        "sex": lambda code: choice(code, Sex, field="sex"),
        "nationality": values.country,
        "languages": values.languages,
    }
    return {name: forms[name](value) for name, value in told.items() if value is not None}


def _birth_columns(told: Birth) -> dict[str, Any]:
    return {
        "birth_on": told.from_on,
        "birth_to": told.to_on,
        "birth_precision": told.precision,
        "birth_source": told.source[:40],
    }


def _keep_before(person: Person, changed: list[str], at: datetime) -> None:
    EarlierIdentity.objects.create(
        person=person,
        vault_key=person.vault_key,
        stage=person.stage,
        changed=changed,
        at=at,
        by=current_actor().user_id,
        **{name: getattr(person, name) for name in _KEPT_BEFORE},
    )


@operation
def index_code(*, person_id: UUID, code: str) -> None:
    """Make a person findable by a code of theirs: a case, a household."""
    access.check_can_register()
    add_tokens(Person(pk=person_id), bridge.code_tokens(numbers.code_forms(code)))
