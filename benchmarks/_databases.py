"""Databases of their own for benchmarks, copied from the migrated one, which stays empty."""

import os
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROLE = os.environ.get("LGNET_APP_ROLE", "lgnet_app")
_COPY = (
    "DROP DATABASE IF EXISTS {database} WITH (FORCE)",
    "CREATE DATABASE {database} TEMPLATE {template}",
    "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
    "GRANT CONNECT ON DATABASE {database} TO {role}",
)


def with_database(url: str, name: str) -> str:
    """The same address with another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def variables(name: str) -> dict[str, str]:
    """The addresses of a database for both roles, as the settings read them."""
    return {
        key: with_database(os.environ[key], name) for key in ("DATABASE_URL", "DATABASE_OWNER_URL")
    }


def copy(name: str) -> None:
    """Make a database afresh."""
    template = urlsplit(os.environ["DATABASE_OWNER_URL"]).path.lstrip("/")
    with _orders() as connection:
        for statement in _COPY:
            connection.execute(
                sql.SQL(statement).format(
                    database=sql.Identifier(name),
                    template=sql.Identifier(template),
                    role=sql.Identifier(ROLE),
                )
            )


def drop(name: str) -> None:
    """Remove a database."""
    with _orders() as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


def stamp_of(name: str) -> str:
    """What was written on a database, '' when nothing was or there is none."""
    with _orders() as connection:
        row = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [name],
        ).fetchone()
    return str(row[0] or "") if row else ""


def stamp(name: str, text: str) -> None:
    """Write on a database what it holds."""
    with _orders() as connection:
        connection.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(text))
        )


def _orders() -> "psycopg.Connection[tuple[str, ...]]":
    """The owner's connection to the database orders are given from."""
    url = with_database(os.environ["DATABASE_OWNER_URL"], "postgres")
    return psycopg.connect(url, autocommit=True)
