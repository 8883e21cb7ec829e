"""Writes of accounts: who they are, how they come in, how a colleague is helped."""

from lgnet.domain.security.operations.accounts import (
    change_password,
    change_role,
    create_user,
    grant_membership,
    set_password,
)
from lgnet.domain.security.operations.entering import (
    drop_sign_in,
    end_sign_ins,
    forget_device,
    note_failure,
    note_sign_in,
    note_success,
    record_act,
    remember_device,
    rename_sign_in,
    sweep,
    use_access_code,
)
from lgnet.domain.security.operations.factors import (
    add_passkey,
    add_totp,
    new_recovery_codes,
    remove_factor,
    use_code,
    use_passkey,
)
from lgnet.domain.security.operations.helping import (
    issue_access_code,
    link_identity,
    reset_second_factor,
    set_active,
    set_identity_email,
)

__all__ = [
    "add_passkey",
    "add_totp",
    "change_password",
    "change_role",
    "create_user",
    "drop_sign_in",
    "end_sign_ins",
    "forget_device",
    "grant_membership",
    "issue_access_code",
    "link_identity",
    "new_recovery_codes",
    "note_failure",
    "note_sign_in",
    "note_success",
    "record_act",
    "remember_device",
    "remove_factor",
    "rename_sign_in",
    "reset_second_factor",
    "set_active",
    "set_identity_email",
    "set_password",
    "sweep",
    "use_access_code",
    "use_code",
    "use_passkey",
]
