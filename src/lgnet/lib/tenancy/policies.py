"""The kinds of table there are, as what the application role may do and to which rows."""

from dataclasses import dataclass, replace

_PLACE = "nullif(current_setting('lgnet.municipality', true), '')"
_SCOPE = "current_setting('lgnet.scope', true)"
MINE = f"municipality_id = (SELECT {_PLACE})"
# Scope and municipality in one equality: the planner takes a condition on the scope alone for one
# row in a hundred, and then reads a city's whole table where an index gives the first page.
OWN = f"municipality_id = (SELECT CASE WHEN {_SCOPE} IN ('city', 'system') THEN {_PLACE} END)"
_OWN_OR_OUTSIDE = (
    "municipality_id ="
    f" (SELECT CASE WHEN {_SCOPE} IN ('city', 'system', 'public') THEN {_PLACE} END)"
)
OUTSIDE = "(SELECT current_setting('lgnet.scope', true)) = 'public'"
ANYONE = "(SELECT nullif(current_setting('lgnet.scope', true), '')) <> 'matcher'"
NETWORK = "(SELECT current_setting('lgnet.scope', true)) IN ('network', 'system')"
SYSTEM = "(SELECT current_setting('lgnet.scope', true)) = 'system'"
MATCHER = "(SELECT current_setting('lgnet.scope', true)) = 'matcher'"
JOB = f"({MINE} AND {SYSTEM})"
_NOBODY = "<> ALL ((SELECT nullif(current_setting('lgnet.{name}', true), '')::uuid[])::uuid[])"
_HIDDEN, _FROZEN = _NOBODY.format(name="hidden"), _NOBODY.format(name="frozen")
SELF = "user_id = (SELECT nullif(current_setting('lgnet.user', true), '')::uuid)"


@dataclass(frozen=True, slots=True)
class Policy:
    """Row conditions and verbs of one table.

    Parameters
    ----------
    read, write
        SQL conditions: rows that may be seen; rows that may be written.
    outside
        What an actor of public scope may do besides, verb by verb, with the SQL condition on the
        rows; nothing unless the table says so.
    verbs
        What the application role is granted.
    exempt
        Why the table needs no row conditions, if it has none.
    about
        Columns that say whose data a row holds, by the subject's id or the id of their key. Rows
        about somebody hidden from this actor do not exist for them.
    unfrozen
        Verbs that remain on rows about somebody whose data may be seen and not changed.
    by_system
        Verbs nobody but the system has, one municipality at a time: what keeps history, where a
        key is renewed or a person erased.
    """

    read: str = OWN
    write: str = OWN
    verbs: tuple[str, ...] = ("SELECT", "INSERT", "UPDATE")
    exempt: str = ""
    outside: tuple[tuple[str, str], ...] = ()
    about: tuple[str, ...] = ()
    unfrozen: frozenset[str] = frozenset({"SELECT"})
    by_system: frozenset[str] = frozenset()

    def condition(self, verb: str) -> str:
        """Return which rows a verb reaches."""
        rows = self._place(verb)
        guards = [f'"{column}" {_HIDDEN}' for column in self.about]
        if verb not in self.unfrozen:
            guards += [f'"{column}" {_FROZEN}' for column in self.about]
        return " AND ".join([f"({rows})", *guards]) if guards else rows

    def only_system(self, *verbs: str) -> "Policy":
        """Return this policy with verbs for the system alone."""
        granted = (*self.verbs, *(verb for verb in verbs if verb not in self.verbs))
        return replace(self, verbs=granted, by_system=frozenset(verbs))

    def _place(self, verb: str) -> str:
        if verb in self.by_system:
            return f"{MINE} AND {SYSTEM}"
        inside = self.read if verb == "SELECT" else self.write
        also = [f"({rows})" for name, rows in self.outside if name == verb]
        if also and inside == OWN:
            # The city stays outside of the OR, where an index can use it.
            return f"{_OWN_OR_OUTSIDE} AND (NOT {OUTSIDE} OR {' OR '.join(also)})"
        return " OR ".join([f"({inside})", *(f"({OUTSIDE} AND {rows})" for rows in also)])

    def and_outside(self, *verbs: str, rows: str = MINE) -> "Policy":
        """Return this policy with verbs opened to actors of public scope, for some rows."""
        return replace(self, outside=(*self.outside, *((verb, rows) for verb in verbs)))

    def of(self, *columns: str, unfrozen: tuple[str, ...] = ()) -> "Policy":
        """Return this policy for rows about somebody, whom these columns name by id or key.

        Parameters
        ----------
        unfrozen
            What may be done besides reading while the person's data may not be changed.
        """
        return replace(self, about=columns, unfrozen=frozenset({"SELECT", *unfrozen}))


TENANT = Policy()
"""A municipality's own rows; kept, never deleted by the application."""

TENANT_DELETABLE = Policy(verbs=("SELECT", "INSERT", "UPDATE", "DELETE"))
"""A municipality's own rows that may go: derived data such as search tokens."""

TENANT_APPEND_ONLY = Policy(verbs=("SELECT", "INSERT"))
"""A municipality's own rows, written once: facts, audit events, nights."""

REFERENCE = Policy(read=ANYONE, write=NETWORK, verbs=("SELECT", "INSERT", "UPDATE", "DELETE"))
"""What everybody may read and the network maintains: Comuni, partners, the project sheet."""


def exempt(reason: str, *verbs: str) -> Policy:
    """A table without row conditions, with the reason why that harms nobody."""
    return Policy(
        read="true",
        write="true",
        verbs=verbs or ("SELECT", "INSERT", "UPDATE", "DELETE"),
        exempt=reason,
    )
