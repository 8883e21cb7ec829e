"""Every guard there is, how to take it down, and which test must fail then.

`./lgnet bench sabotage` takes each down in turn and prints who noticed. What a table, a reference,
an operation or a view is guarded by is found in the code; the rest is told here by hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from lgnet.domain.people.models import Person
from lgnet.lib.access import PUBLIC_ATTRIBUTE
from lgnet.lib.tenancy.harden import BACKUP_ROLE
from tests.matrix.taking_down import (
    Down,
    asks,
    by_constraint,
    by_line,
    by_mark,
    by_name,
    by_order,
    by_words,
)
from tests.matrix.test_history import APPEND_ONLY
from tests.matrix.test_operations_refuse import every_operation, name_of
from tests.matrix.test_walls import CLOSED, guarded_tables, references
from tests.matrix.test_walls import name_of as called

MATRIX = "tests/matrix/test_"
# Behind these another operation asks for itself; taken alone, the first check is not missed.
TWICE = {
    "lgnet.domain.people.operations.pairs.note_recent": "calls note_look_alikes, asked the same",
    "lgnet.domain.response.operations.contacts.new_contact": "registers a person, asked there",
}


@dataclass(frozen=True)
class Guard:
    """One guard. ``fails`` are beginnings of the names of tests: one of them must fail."""

    kind: str
    name: str
    down: Down
    fails: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"


def _policies() -> Iterator[Guard]:
    for table, policy in guarded_tables():
        yield Guard(
            "row-level security",
            table.name,
            by_order(
                f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
                f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            ),
            (f"{MATRIX}walls.py::test_rows_of_another_city_are_not_there[{table.name}]",),
        )
        if policy.about:
            alter = f"ALTER POLICY lgnet_select ON {table} USING ({{}})"
            seen = replace(policy, about=())
            yield Guard(
                "seclusion",
                table.name,
                by_order(
                    alter.format(seen.condition("SELECT")), alter.format(policy.condition("SELECT"))
                ),
                (f"{MATRIX}walls.py::test_nothing_about_somebody_hidden_is_there",),
            )


def _references() -> Iterator[Guard]:
    for reference in references():
        table, column, _ = reference
        yield Guard(
            "tenant-bound reference",
            called(reference),
            by_constraint(f"{table.name}_{column}_tenant_fk"[:63]),
            (
                f"{MATRIX}walls.py::test_a_reference_into_another_city_is_refused"
                f"[{called(reference)}]",
            ),
        )


def _history() -> Iterator[Guard]:
    for table in APPEND_ONLY:
        for trigger in ("lgnet_append_only", "lgnet_not_emptied"):
            order = f"ALTER TABLE {table} {{}} TRIGGER {trigger}"
            yield Guard(
                "append-only",
                f"{table.name}, {trigger}",
                by_order(order.format("DISABLE"), order.format("ENABLE")),
                (f"{MATRIX}history.py::test_history_refuses_its_owner[{table.name}]",),
            )


def _operations() -> Iterator[Guard]:
    for function in every_operation():
        name = name_of(function)
        if name not in TWICE and asks(function, starts="check"):
            yield Guard(
                "operation's check",
                name.removeprefix("lgnet."),
                by_line(function, starts="check"),
                (f"{MATRIX}operations_refuse.py::test_operation_refuses_who_may_not[{name}]",),
            )


def _views() -> Iterator[Guard]:
    for route in CLOSED:
        yield Guard(
            "view's permission",
            route.name,
            by_mark(route.view, PUBLIC_ATTRIBUTE, "sabotage"),
            (
                f"{MATRIX}walls.py::test_a_view_that_needs_a_permission_is_not_opened_by_a_stranger[{route}]",
            ),
        )


class _Unbound:
    """AES-GCM that forgets what a text is bound to."""

    def __init__(self, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._real = AESGCM(key)

    def encrypt(self, nonce: bytes, data: bytes, associated: bytes) -> bytes:
        return self._real.encrypt(nonce, data, None)

    def decrypt(self, nonce: bytes, data: bytes, associated: bytes) -> bytes:
        return self._real.decrypt(nonce, data, None)


_HOUSING = "tests/domain/housing/test_constraints.py::test_the_database_refuses"
_CONSTRAINTS = {
    name: f"{_HOUSING}[{name}-"
    for name in (
        "bed_taken_once",
        "person_one_bed",
        "hold_one_per_request",
        "stay_one_per_request",
        "occupancy_has_its_cause",
        "stay_in_order",
        "bed_night_once",
        "convention_one_at_a_time",
        "convention_cig_or_why_not",
        "link_one_nudge_a_day",
        "discrepancy_open_once",
        "bed_extra_has_its_nights",
    )
} | {
    "erasure_by_two_people": "tests/domain/people/test_erasure.py::test_the_database_too_wants_two",
    "once_one_key": "tests/web/test_failures.py::test_a_form_sent_twice_is_done_once",
}
_DOOR, _FACTOR = f"{MATRIX}door.py::test_", f"{MATRIX}second_factor.py::test_"
_STEP_UP, _VAULT = f"{MATRIX}step_up.py::test_", "tests/lib/test_vault.py::test_"
_SESSIONS, _FAILURES = "lgnet.web.accounts.sessions.", "tests/web/test_failures.py::test_"


def _by_hand() -> Iterator[Guard]:
    for name, test in _CONSTRAINTS.items():
        yield Guard("constraint", name, by_constraint(name), (test,))
    for kind, name, down, test in (
        (
            "backup",
            "the role that dumps reaches no key",
            by_order(
                f"GRANT USAGE ON SCHEMA keys TO {BACKUP_ROLE}",
                f"REVOKE USAGE ON SCHEMA keys FROM {BACKUP_ROLE}",
            ),
            "tests/lib/test_backup_role.py::test_it_reaches_no_key",
        ),
        (
            "audit",
            "the application is granted no change",
            by_order(
                "GRANT UPDATE ON audit_auditevent TO lgnet_app",
                "REVOKE UPDATE ON audit_auditevent FROM lgnet_app",
            ),
            "tests/lib/test_audit.py::test_events_are_written_once_and_never_changed",
        ),
        (
            "audit",
            "events are chained by a keyed hash",
            by_words(
                "lgnet.lib.audit.chain.verify",
                "bytes(event.hash) != link(event, previous)",
                "False",
            ),
            "tests/lib/test_audit.py::test_tampering_by_the_owner_is_found_and_located",
        ),
        (
            "audit",
            "chains are compared with their anchors",
            by_name("lgnet.lib.audit.anchors.against_anchors", lambda *_: iter(())),
            "tests/lib/test_anchors.py::test_an_end_cut_off_with_its_head_is_told",
        ),
        (
            "vault",
            "a text is bound to table, column and row",
            by_name("lgnet.lib.vault.fields.AESGCM", _Unbound),
            f"{_VAULT}a_sealed_text_does_not_open_in_another_place",
        ),
        (
            "vault",
            "tokens differ by city and purpose",
            by_words(
                "lgnet.lib.vault.tokens.tokens",
                'f"token:{purpose}:{current_municipality()}"',
                '"token"',
            ),
            f"{_VAULT}tokens_differ_by_city_and_purpose",
        ),
        (
            "vault",
            "a text passes through no update unsealed",
            by_name(
                "lgnet.lib.vault.fields.EncryptedText.get_db_prep_value",
                lambda _field, value, *_, **__: str(value).encode(),
            ),
            f"{_VAULT}a_text_does_not_pass_unsealed_through_an_update",
        ),
        (
            "web",
            "the middleware asks for the permission of a view",
            by_name("lgnet.web.middleware.ActorOfRequest.process_view", lambda *_: None),
            f"{MATRIX}guards.py::test_a_view_is_closed_by_its_permission",
        ),
        (
            "web",
            "a view that declares nothing is not served",
            by_words(
                "lgnet.web.middleware.ActorOfRequest.process_view",
                "return problems.not_found(request)",
                "return None",
            ),
            f"{MATRIX}views.py::test_a_view_that_forgot_its_check_is_never_served",
        ),
        (
            "web",
            "forms carry a token of the site (CSRF)",
            by_name("django.middleware.csrf.CsrfViewMiddleware.process_view", lambda *_: None),
            f"{_STEP_UP}a09_every_form_without_its_token_is_refused",
        ),
        (
            "web",
            "pages are kept by no cache",
            by_words("lgnet.web.middleware.NoStore.__call__", "no-store", "private"),
            f"{_FAILURES}answers_are_kept_by_no_cache",
        ),
        (
            "web",
            "an error takes everything back",
            by_words("lgnet.web.middleware.ActorOfRequest.__call__", "frame.abandoned", "_gone"),
            f"{_FAILURES}an_error_leaves_nothing_and_shows_no_value",
        ),
        (
            "web",
            "the same key with other words is another form",
            by_words("lgnet.web.once._fingerprint", "request.POST.getlist(name)", "()"),
            f"{_FAILURES}the_same_key_with_other_words_is_refused",
        ),
        (
            "web",
            "a search stands in no address",
            by_words("lgnet.web.desk.people.search", "request.POST.get", "request.GET.get"),
            f"{MATRIX}nothing_in_clear.py::test_no_name_travels_in_an_address",
        ),
        (
            "web",
            "nobody is sent to another site",
            by_name("lgnet.web.accounts.door.local", lambda request, address: address),
            f"{_DOOR}x05_nobody_is_sent_elsewhere",
        ),
        (
            "step-up",
            "what matters asks again who one is",
            by_name("lgnet.web.middleware._is_fresh", lambda request: True),
            f"{_STEP_UP}a08_a_role_change_is_asked_for_again_and_recorded",
        ),
        (
            "door",
            "wrong passwords make one wait",
            by_name("lgnet.domain.security.throttle.must_wait", lambda *_, **__: False),
            f"{_DOOR}a06_a_known_browser_has_five_tries_too",
        ),
        (
            "door",
            "a common password is refused",
            by_name("lgnet.lib.passwords.NotCommon.validate", lambda *_: None),
            f"{_DOOR}a_weak_password_is_refused_beside_its_field",
        ),
        (
            "door",
            "a session ends when idle",
            by_words(f"{_SESSIONS}is_over", "LGNET_IDLE_MINUTES * 60", "LGNET_IDLE_MINUTES * 9999"),
            f"{_DOOR}a03_a_session_ends_when_idle",
        ),
        (
            "door",
            "a session ends with the day",
            by_words(
                f"{_SESSIONS}is_over", "LGNET_SESSION_HOURS * 3600", "LGNET_SESSION_HOURS * 1e9"
            ),
            f"{_DOOR}a03_a_session_ends_when_idle",
        ),
        (
            "door",
            "a session is bound to its browser",
            by_name(f"{_SESSIONS}agent_of", lambda request: ""),
            f"{_DOOR}a14_another_browser_with_the_same_cookie_is_not_let_in",
        ),
        (
            "door",
            "a session stands in the database under its hash",
            by_name("lgnet.lib.sessions.stored", lambda key: key or ""),
            f"{_DOOR}a_session_stands_in_the_database_under_its_hash_only",
        ),
        (
            "door",
            "a code of the app is used once",
            by_words(
                "lgnet.domain.security.operations.factors.use_code", "step > app.last_step", "True"
            ),
            f"{_FACTOR}a07_a_code_is_not_used_twice_nor_one_from_before",
        ),
        (
            "door",
            "a code on paper is used once",
            by_words("lgnet.domain.security.operations.factors.use_code", ", used_at=None", ""),
            f"{_FACTOR}a07_paper_codes_open_once_and_are_shown_once",
        ),
        (
            "door",
            "who sees persons needs a second factor",
            by_name("lgnet.web.middleware.must_have_second_factor", lambda role: False),
            f"{_FACTOR}who_has_none_yet_can_set_one_up_and_nothing_else",
        ),
        (
            "export",
            "no cell is a formula",
            by_words("lgnet.lib.export.plain", 'f"\'{text}"', "text"),
            "tests/lib/test_export.py::test_no_csv_cell_begins_a_formula",
        ),
        (
            "figures",
            "small cells are hidden",
            by_name("lgnet.domain.grants.suppression.is_small", lambda value: False),
            "tests/domain/grants/test_suppression.py::test_",
        ),
        (
            "people",
            "a restricted record is not changed",
            by_words(
                "lgnet.domain.people.operations.common.check_may_change",
                'raise Refused("people.frozen")',
                "pass",
            ),
            "tests/domain/privacy/test_frozen.py::test_nothing_about_them_is_changed_by_any_act",
        ),
        (
            "model",
            "every field is classified",
            by_mark(Person, "classified", {}),
            "tests/architecture/test_models.py::test_every_field_is_classified[people.Person]",
        ),
        (
            "model",
            "every table has its policy",
            by_mark(Person, "db_policy", None),
            "tests/architecture/test_models.py::test_every_model_declares_its_policy[people.Person]",
        ),
    ):
        yield Guard(kind, name, down, (test,))


@cache
def guards() -> tuple[Guard, ...]:
    """Return every guard, those found in the code first."""
    return (
        *_policies(),
        *_references(),
        *_history(),
        *_operations(),
        *_views(),
        *_by_hand(),
    )
