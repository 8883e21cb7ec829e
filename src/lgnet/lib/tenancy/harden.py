"""Turn declarations into row-level security, grants and tenant-bound foreign keys.

Idempotent; run by the owner after every migration. It starts by revoking everything, so what is
not declared is closed.
"""

from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from lgnet.lib.tenancy.models import TenantModel, policy_of
from lgnet.lib.tenancy.policies import Policy

SCHEMAS = ("public", "keys")
BACKUP_ROLE = "lgnet_backup"
_CLAUSES = {
    "SELECT": "USING ({rows})",
    "INSERT": "WITH CHECK ({rows})",
    "UPDATE": "USING ({rows}) WITH CHECK ({rows})",
    "DELETE": "USING ({rows})",
}

_REFUSE = """CREATE OR REPLACE FUNCTION lgnet_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$"""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as PostgreSQL names it."""

    schema: str
    name: str

    def __str__(self) -> str:
        return f'"{self.schema}"."{self.name}"'


def table_of(model: type[models.Model]) -> Table:
    """Return the table of a model; ``keys"."x`` names one in the keys' own schema."""
    schema, dot, name = model._meta.db_table.partition('"."')
    return Table(schema, name) if dot else Table("public", schema)


def declared_policies() -> dict[Table, Policy]:
    """Collect the policy of every table from models and from ``LGNET_TABLE_POLICIES``."""
    policies: dict[Table, Policy] = {
        Table("public", name): policy for name, policy in settings.LGNET_TABLE_POLICIES.items()
    }
    for model in apps.get_models(include_auto_created=True):
        policy = policy_of(model)
        if policy is not None and not model._meta.proxy:
            policies[table_of(model)] = policy
    return policies


def existing_tables(cursor: CursorWrapper) -> list[Table]:
    """List the tables of our schemas, partitions included."""
    cursor.execute(
        "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = ANY(%s) AND c.relkind IN ('r', 'p') ORDER BY 1, 2",
        [list(SCHEMAS)],
    )
    return [Table(schema, name) for schema, name in cursor.fetchall()]


def harden(connection: BaseDatabaseWrapper, *, app_role: str) -> list[Table]:
    """Apply every declaration in one transaction; return the tables left closed.

    Parameters
    ----------
    connection
        A connection of the role that owns the tables.
    app_role
        The role the application logs in with; it can neither bypass policies nor change them.
    """
    policies = declared_policies()
    with connection.cursor() as cursor:
        tables = existing_tables(cursor)
        for schema in SCHEMAS:
            cursor.execute(f'REVOKE ALL ON ALL TABLES IN SCHEMA "{schema}" FROM "{app_role}"')
            cursor.execute(f'GRANT USAGE ON SCHEMA "{schema}" TO "{app_role}"')
        cursor.execute(f'GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "{app_role}"')
        for table in tables:
            policy = policies.get(table)
            if policy is not None:
                _apply(cursor, table, policy, app_role)
        for model in apps.get_models():
            if issubclass(model, TenantModel):
                _bind_foreign_keys(cursor, model)
        _let_backup_read(cursor)
    return [table for table in tables if table not in policies]


def _let_backup_read(cursor: CursorWrapper) -> None:
    """Let the role that dumps the data, where there is one, read all of it and not one key."""
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [BACKUP_ROLE])
    if cursor.fetchone() is None:
        return
    cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA keys FROM {BACKUP_ROLE}")
    cursor.execute(f"REVOKE ALL ON SCHEMA keys FROM {BACKUP_ROLE}")
    cursor.execute(f"GRANT USAGE ON SCHEMA public TO {BACKUP_ROLE}")
    cursor.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {BACKUP_ROLE}")
    cursor.execute(f"GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {BACKUP_ROLE}")


def _apply(cursor: CursorWrapper, table: Table, policy: Policy, app_role: str) -> None:
    cursor.execute(
        "SELECT polname FROM pg_policy WHERE polrelid = %s::regclass AND polname LIKE 'lgnet%%'",
        [str(table)],
    )
    for (name,) in cursor.fetchall():
        cursor.execute(f'DROP POLICY "{name}" ON {table}')
    if policy.exempt:
        cursor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    else:
        cursor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        # One policy a verb: a policy FOR ALL would let its rows be read too.
        for verb in policy.verbs:
            rows = policy.condition(verb)
            cursor.execute(
                f"CREATE POLICY lgnet_{verb.lower()} ON {table} FOR {verb} {_CLAUSES[verb]}".format(
                    rows=rows
                )
            )
    if not policy.exempt:
        _guard_history(cursor, table, append_only=set(policy.verbs) <= {"SELECT", "INSERT"})
    cursor.execute(f'GRANT {", ".join(policy.verbs)} ON {table} TO "{app_role}"')


def _guard_history(cursor: CursorWrapper, table: Table, *, append_only: bool) -> None:
    """Make what is only ever added refuse changes by anybody, owner and superuser included.

    Whoever administers the database can take the trigger off: a loud act, and the chain tells.
    """
    cursor.execute(f"DROP TRIGGER IF EXISTS lgnet_append_only ON {table}")
    cursor.execute(f"DROP TRIGGER IF EXISTS lgnet_not_emptied ON {table}")
    if append_only:
        cursor.execute(_REFUSE)
        for name, verbs, each in (
            ("lgnet_append_only", "UPDATE OR DELETE", "ROW"),
            ("lgnet_not_emptied", "TRUNCATE", "STATEMENT"),
        ):
            cursor.execute(
                f"CREATE TRIGGER {name} BEFORE {verbs} ON {table}"
                f" FOR EACH {each} EXECUTE FUNCTION lgnet_refuse()"
            )


def _bind_foreign_keys(cursor: CursorWrapper, model: type[TenantModel]) -> None:
    """Make each reference between tenant rows stay inside one municipality.

    PostgreSQL checks foreign keys without row-level security, so a plain key could point at
    another city's row; one that includes the municipality cannot.
    """
    source = table_of(model)
    for field in model._meta.concrete_fields:
        target_model = field.related_model
        if not (isinstance(target_model, type) and issubclass(target_model, TenantModel)):
            continue
        target = table_of(target_model)
        key = target_model._meta.pk.column
        unique = f"{target.name}_tenant_key"[:63]
        _add_constraint(cursor, target, unique, f'UNIQUE (municipality_id, "{key}")')
        _add_constraint(
            cursor,
            source,
            f"{source.name}_{field.column}_tenant_fk"[:63],
            f'FOREIGN KEY (municipality_id, "{field.column}")'
            f' REFERENCES {target} (municipality_id, "{key}")',
        )


def _add_constraint(cursor: CursorWrapper, table: Table, name: str, body: str) -> None:
    cursor.execute(
        "SELECT 1 FROM pg_constraint WHERE conname = %s AND conrelid = %s::regclass",
        [name, str(table)],
    )
    if cursor.fetchone() is None:
        cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {body}')
