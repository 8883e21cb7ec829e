"""Every table is behind a policy, or says why not; no row points into another city."""

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction

from lgnet.domain.people.models import Identifier, SearchToken
from lgnet.lib.tenancy.harden import declared_policies, existing_tables
from tests.builders import BOLOGNA, FIRENZE, acting
from tests.lib.test_actor import make_person

pytestmark = pytest.mark.django_db


def _facts_of_tables() -> dict[str, tuple[bool, bool, set[str]]]:
    """Return, table by table: row security on, forced, verbs granted to the application."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n.nspname || '.' || c.relname, c.relrowsecurity, c.relforcerowsecurity,"
            " array_remove(ARRAY["
            "  CASE WHEN has_table_privilege(c.oid, 'SELECT') THEN 'SELECT' END,"
            "  CASE WHEN has_table_privilege(c.oid, 'INSERT') THEN 'INSERT' END,"
            "  CASE WHEN has_table_privilege(c.oid, 'UPDATE') THEN 'UPDATE' END,"
            "  CASE WHEN has_table_privilege(c.oid, 'DELETE') THEN 'DELETE' END,"
            "  CASE WHEN has_table_privilege(c.oid, 'TRUNCATE') THEN 'TRUNCATE' END], NULL)"
            " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname IN ('public', 'keys') AND c.relkind IN ('r', 'p')"
        )
        return {row[0]: (row[1], row[2], set(row[3])) for row in cursor.fetchall()}


def test_every_table_has_a_policy_or_a_reason() -> None:
    policies = declared_policies()
    with connection.cursor() as cursor:
        tables = existing_tables(cursor)
    facts = _facts_of_tables()
    assert len(tables) > 40
    for table in tables:
        policy = policies.get(table)
        secured, forced, verbs = facts[f"{table.schema}.{table.name}"]
        if policy is None:
            assert not verbs, f"{table} is open to the application and nobody declared it"
        elif policy.exempt:
            assert len(policy.exempt) > 10, f"{table} is exempt without a reason"
        else:
            assert secured, f"{table} has no row-level security"
            assert forced, f"{table} does not force row-level security on its owner"
        if policy is not None:
            assert verbs == set(policy.verbs), f"{table} grants {verbs}, declares {policy.verbs}"


def test_the_application_can_neither_bypass_nor_change_policies() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles"
            " WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False, False)
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (settings.LGNET_APP_ROLE,)
        for order in (
            "ALTER TABLE people_person DISABLE ROW LEVEL SECURITY",
            "DROP POLICY lgnet_select ON people_person",
            "TRUNCATE people_person",
            "SET ROLE lgnet_owner",
            "CREATE TABLE public.leak (x int)",
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(order)


def test_a_row_cannot_be_written_for_another_city() -> None:
    with acting(city=FIRENZE):
        person = make_person()
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            SearchToken.objects.create(
                municipality_id=BOLOGNA, person=person, kind="N", token=b"x" * 16
            )


def test_a_row_cannot_point_at_another_citys_row() -> None:
    with acting(city=FIRENZE):
        person = make_person()
    with acting(city=BOLOGNA):
        own = make_person()
        with pytest.raises(IntegrityError, match="tenant_fk"), transaction.atomic():
            Identifier.objects.create(
                person_id=person.pk,
                vault_key=own.vault_key,
                kind="CF",
                recorded_at=own.registered_at,
            )


def test_a_row_cannot_be_moved_to_another_city() -> None:
    with acting(city=FIRENZE):
        person = make_person()
        with pytest.raises(DatabaseError), transaction.atomic():
            type(person).objects.filter(pk=person.pk).update(municipality_id=BOLOGNA)
