"""Second factors of the current actor: made, used, removed. Nobody's but their own.

What is proved is given by :mod:`pyotp` (RFC 6238) and :mod:`webauthn` (W3C WebAuthn); here stands
what they leave to who uses them: nothing twice, nothing in clear, nothing without a trace.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import pyotp
import webauthn
from django.db import IntegrityError, transaction
from webauthn.helpers.exceptions import (
    InvalidAuthenticationResponse,
    InvalidCBORData,
    InvalidJSONStructure,
    InvalidRegistrationResponse,
)

from lgnet.domain.security import access
from lgnet.domain.security.enums import FactorKind
from lgnet.domain.security.models import RecoveryCode, SecondFactor
from lgnet.domain.security.queries import must_have_second_factor
from lgnet.domain.security.sealing import digest, seal, unseal
from lgnet.lib import audit
from lgnet.lib.actor import current_actor, operation
from lgnet.lib.errors import Invalid, NotFound, Refused
from lgnet.lib.faults import ALPHABET
from lgnet.lib.ids import new_id

STEP = 30
RECOVERY_CODES = 10
_MOST_FACTORS = 10
_BAD = (
    InvalidAuthenticationResponse,
    InvalidRegistrationResponse,
    InvalidCBORData,
    InvalidJSONStructure,
    KeyError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Ceremony:
    """What a passkey's answer must be an answer to."""

    challenge: bytes
    rp_id: str
    origin: str


def step_of(secret: str, code: str, *, at: datetime) -> int | None:
    """Return the half minute a code belongs to, of this one and those beside it, or None."""
    now, found = int(at.timestamp()) // STEP, None
    app = pyotp.TOTP(secret, interval=STEP)
    for step in (now - 1, now, now + 1):
        if hmac.compare_digest(app.generate_otp(step).encode(), code.encode()):
            found = step
    return found


@operation
def add_totp(*, secret: str, code: str, name: str, at: datetime) -> SecondFactor:
    """Take an authenticator app whose code was typed right; an earlier one goes.

    Raises
    ------
    Invalid
        ``security.wrong_code``: the app does not hold this secret, or its clock is wrong.
    """
    access.check_can_use_own()
    step = step_of(secret, code, at=at)
    if step is None:
        raise Invalid("security.wrong_code", field="code")
    key, user_id = new_id(), _own()
    SecondFactor.objects.filter(user_id=user_id, kind=FactorKind.TOTP).delete()
    made = SecondFactor.objects.create(
        id=key,
        user_id=user_id,
        kind=FactorKind.TOTP,
        name=" ".join(name.split())[:60],
        secret=seal(secret.encode(), bound_to=_bound(key)),
        last_step=step,  # the code just typed opens nothing any more
        made_at=at,
        used_at=at,
    )
    audit.record("security.second_factor_added", made, at=at, fields=["secret"])
    return made


@operation
def use_code(*, code: str, at: datetime) -> str:
    """Use a code of the app, or one of those on paper; return which (``TOTP``, ``RECOVERY``).

    A code opens once: the half minute of the last one, and those before it, are over.

    Raises
    ------
    Invalid
        ``security.wrong_code``.
    """
    access.check_can_use_own()
    typed = "".join(code.split()).replace("-", "").upper()
    # Taken before anything is read: two who send one code at once are one after the other.
    apps = list(
        SecondFactor.objects.select_for_update().filter(user_id=_own(), kind=FactorKind.TOTP)
    )
    for app in apps:
        secret = unseal(bytes(app.secret), bound_to=_bound(app.pk)).decode()
        step = step_of(secret, typed, at=at)
        if step is not None and step > app.last_step:
            app.last_step, app.used_at = step, at
            app.save(update_fields=["last_step", "used_at"])
            return "TOTP"
    used = RecoveryCode.objects.filter(
        user_id=_own(), digest=digest("recovery", _own(), typed), used_at=None
    ).update(used_at=at)
    if used:
        audit.record("security.recovery_code_used", at=at)
        return "RECOVERY"
    raise Invalid("security.wrong_code", field="code")


@operation
def new_recovery_codes(*, at: datetime) -> list[str]:
    """Make ten codes to keep on paper and return them, for the only time; earlier ones are void."""
    access.check_can_use_own()
    user_id = _own()
    codes = [draw_code(10) for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.filter(user_id=user_id).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user_id=user_id, digest=digest("recovery", user_id, code.replace("-", "")))
        for code in codes
    )
    audit.record("security.recovery_codes_made", at=at)
    return codes


@operation
def add_passkey(*, credential: str, ceremony: Ceremony, name: str, at: datetime) -> SecondFactor:
    """Take a passkey that answered our challenge on our site, and verified its holder.

    Raises
    ------
    Invalid
        ``security.bad_passkey``.
    """
    access.check_can_use_own()
    user_id = _own()
    if SecondFactor.objects.filter(user_id=user_id).count() >= _MOST_FACTORS:
        raise Refused("security.too_many_factors")
    try:
        answer = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=ceremony.challenge,
            expected_rp_id=ceremony.rp_id,
            expected_origin=ceremony.origin,
            require_user_verification=True,
        )
        with transaction.atomic():
            made = SecondFactor.objects.create(
                user_id=user_id,
                kind=FactorKind.PASSKEY,
                name=" ".join(name.split())[:60],
                credential_id=answer.credential_id,
                public_key=answer.credential_public_key,
                sign_count=answer.sign_count,
                made_at=at,
                used_at=at,
            )
    except (*_BAD, IntegrityError) as error:
        raise Invalid("security.bad_passkey") from error
    audit.record("security.second_factor_added", made, at=at, fields=["public_key"])
    return made


@operation
def use_passkey(*, credential: str, ceremony: Ceremony, at: datetime) -> SecondFactor:
    """Use one of the actor's passkeys.

    Raises
    ------
    Invalid
        ``security.bad_passkey``: of somebody else, of another site, an answer to another
        challenge, unsigned, its holder not verified, or a copy (its counter went back).
    """
    access.check_can_use_own()
    try:
        told = webauthn.helpers.parse_authentication_credential_json(credential)
        known = (
            SecondFactor.objects.select_for_update()
            .filter(user_id=_own(), kind=FactorKind.PASSKEY, credential_id=told.raw_id)
            .first()
        )
        if known is None:
            raise Invalid("security.bad_passkey")
        answer = webauthn.verify_authentication_response(
            credential=told,
            expected_challenge=ceremony.challenge,
            expected_rp_id=ceremony.rp_id,
            expected_origin=ceremony.origin,
            credential_public_key=bytes(known.public_key),
            credential_current_sign_count=known.sign_count,
            require_user_verification=True,
        )
    except _BAD as error:
        raise Invalid("security.bad_passkey") from error
    known.sign_count, known.used_at = answer.new_sign_count, at
    known.save(update_fields=["sign_count", "used_at"])
    return known


@operation
def remove_factor(*, factor_id: UUID, at: datetime) -> None:
    """Remove an app or a passkey of one's own.

    Raises
    ------
    Refused
        ``security.last_factor``: the role needs one, and this is the last.
    """
    access.check_can_use_own()
    own = SecondFactor.objects.select_for_update().filter(user_id=_own())
    keys = {row.pk: row for row in own}
    if factor_id not in keys:
        raise NotFound("security.no_such_factor")
    if len(keys) == 1 and must_have_second_factor(current_actor().role):
        raise Refused("security.last_factor")
    audit.record("security.second_factor_removed", keys[factor_id], at=at)
    keys[factor_id].delete()
    if len(keys) == 1:
        RecoveryCode.objects.filter(user_id=_own()).delete()


def draw_code(length: int) -> str:
    """Return a code to be read and typed by a person, about five bits a letter, in groups of five."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(length))
    return "-".join(drawn[at : at + 5] for at in range(0, length, 5))


def passkeys_of(rows: list[SecondFactor]) -> list[bytes]:
    """Return the ids by which a browser finds the passkeys among these."""
    return [bytes(row.credential_id) for row in rows if row.kind == FactorKind.PASSKEY]


def _own() -> Any:
    return current_actor().user_id


def _bound(key: UUID) -> str:
    return f"security_secondfactor.secret.{key}"
