"""People to the linkage core and back: records, keyed tokens, questions, reasons."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from lgnet.cores import linkage
from lgnet.cores.linkage import (
    Answer,
    Code,
    Kind,
    Lookup,
    Name,
    NameKind,
    Question,
    Record,
    Token,
)
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.drafts import Draft
from lgnet.domain.people.enums import BirthPrecision, MatchReason, Sex
from lgnet.domain.people.models import EarlierIdentity, Person
from lgnet.lib.vault import tokens as vault

clean, code = linkage.clean, linkage.code

Kept = tuple[str, bytes]
"""A token as it is stored: its kind, and the form under the municipality's key."""

POLICY, MOST_TOKENS = linkage.DEFAULT_POLICY, linkage.MOST_TOKENS
WORTH_A_LOOK = -7.0
"""Log-odds from which somebody about to be registered is shown as perhaps known."""

# What a page says of each finding, the strong ones first; what speaks against is not shown.
_REASONS: dict[Code, MatchReason] = {
    Code.CODE_SAME: MatchReason.CODE,
    Code.IDENTIFIER_SAME: MatchReason.IDENTIFIER,
    Code.IDENTIFIER_NEAR: MatchReason.IDENTIFIER_NEAR,
    Code.PHONE_SAME: MatchReason.PHONE,
    Code.NAME_WHOLE: MatchReason.SAME_NAME,
    Code.ALIAS_SAME: MatchReason.ALIAS,
    Code.EARLIER_NAME: MatchReason.EARLIER_NAME,
    Code.NAME_SAME: MatchReason.NAME_PART,
    Code.NAME_STARTS_ALIKE: MatchReason.STARTS_ALIKE,
    Code.NAME_SOUNDS_ALIKE: MatchReason.SOUNDS_ALIKE,
    Code.NAME_NEAR: MatchReason.SOUNDS_ALIKE,
    Code.BIRTH_SAME_DAY: MatchReason.SAME_BIRTH,
    Code.BIRTH_SAME_FIRST_JANUARY: MatchReason.BIRTH_YEAR,
    Code.BIRTH_YEAR_FIRST_JANUARY: MatchReason.BIRTH_YEAR,
    Code.BIRTH_DAY_MONTH_SWAPPED: MatchReason.BIRTH_YEAR,
    Code.BIRTH_POSSIBLE: MatchReason.BIRTH_YEAR,
}
_ORDER = {reason: position for position, reason in enumerate(MatchReason)}


# Records


def _names(row: Person | EarlierIdentity | Draft, kind: NameKind) -> list[Name]:
    whole = " ".join(part for part in (row.given_name, row.family_name) if part)
    alias = NameKind.ALIAS if kind is NameKind.OWN else kind
    told = ((whole, kind), (row.native_name, kind), (row.alias, alias))
    return [Name(text, one) for text, one in told if text]


def _birth(born: Birth) -> linkage.Birth | None:
    if born.from_on is None or born.to_on is None:
        return None
    if born.from_on == born.to_on:
        return linkage.Birth.on(born.from_on)
    year = born.precision == BirthPrecision.YEAR
    precision = linkage.Precision.YEAR if year else linkage.Precision.BAND
    return linkage.Birth(born.from_on, born.to_on, precision)


def _phones(*texts: str | None) -> frozenset[str]:
    found = (linkage.phone_digits(text) for text in texts if text)
    return frozenset(digits for digits in found if len(digits) >= 6)


def record_of(person: Person, earlier: Sequence[EarlierIdentity | Person] = ()) -> Record:
    """Return a person as the core compares them: names, births and phones, past and present.

    Parameters
    ----------
    earlier
        What was known before, and the records merged into this one.
    """
    names = _names(person, NameKind.OWN)
    for row in earlier:
        names += [name for name in _names(row, NameKind.EARLIER) if name not in names]
    present, before = _birth(Birth.of(person)), [_birth(Birth.of(row)) for row in earlier]
    return Record(
        id=str(person.pk),
        names=tuple(names),
        birth=present,
        earlier_births=tuple(one for one in dict.fromkeys(before) if one and one != present),
        sex=linkage.Sex(person.sex or Sex.UNKNOWN),
        nationality=person.nationality,
        phones=_phones(person.phone, *(row.phone for row in earlier)),
    )


def record_of_draft(draft: Draft) -> Record:
    """Return somebody not registered yet as the core compares them."""
    return Record(
        id="",
        names=tuple(_names(draft, NameKind.OWN)),
        birth=_birth(draft.birth),
        sex=linkage.Sex(draft.sex),
        nationality=draft.nationality,
        phones=_phones(draft.phone),
        identifiers=frozenset(
            linkage.Identifier("", code(number)) for number in draft.identifiers if number
        ),
    )


# Tokens


def keyed(tokens: Iterable[Token]) -> dict[Kept, Token]:
    """Return tokens under the municipality's key, sorted so that writers meet in one order."""
    by_kind: dict[Kind, list[Token]] = defaultdict(list)
    for one in set(tokens):
        by_kind[one.kind].append(one)
    found: dict[Kept, Token] = {}
    for kind, some in by_kind.items():
        kept = vault.tokens(f"people:{kind.value}", (one.form for one in some))
        found |= zip(((kind.value, key) for key in kept), some, strict=True)
    return dict(sorted(found.items()))


def keyed_for(wanted: Mapping[UUID, Iterable[Token]]) -> Iterator[tuple[Kept, list[UUID]]]:
    """Return what many people are found by, each token keyed once, with those it finds.

    In the order of ``keyed``.
    """
    found: dict[Token, list[UUID]] = defaultdict(list)
    for who, tokens in wanted.items():
        for one in tokens:
            found[one].append(who)
    return ((kept, found[one]) for kept, one in keyed(found).items())


def forms_of(
    person: Person, numbers: Iterable[str] = (), earlier: Sequence[EarlierIdentity] = ()
) -> set[Token]:
    """Return what somebody is found by, with some numbers of their documents."""
    found = linkage.tokens(record_of(person, earlier))
    return found.union(*(linkage.identifier_tokens(code(number)) for number in numbers))


def tokens_of_person(person: Person, earlier: Sequence[EarlierIdentity]) -> set[Kept]:
    """Return what a person is found by: names, births, phones, present and earlier."""
    return set(keyed(linkage.tokens(record_of(person, earlier))))


def number_tokens(number: str) -> set[Kept]:
    """Return what a number of a document is found by."""
    return set(keyed(linkage.identifier_tokens(code(number))))


def pieces_of(number: str) -> tuple[Kept, list[Kept]]:
    """Return the token of a whole number, and those it is found by with a slip."""
    (whole,), pieces = (
        [one for one in number_tokens(number) if (one[0] == NUMBER_KIND) is is_whole]
        for is_whole in (True, False)
    )
    return whole, pieces


def code_tokens(forms: Iterable[str]) -> set[Kept]:
    """Return what the code of a case or household is found by."""
    return set(keyed(Token(Kind.CODE, form) for form in forms))


REWRITTEN = tuple(
    kind.value for kind in Kind if kind not in (Kind.IDENTIFIER, Kind.PIECES, Kind.CODE)
)
"""Kinds that change when names, births or phones do."""
PIECES_KIND, NUMBER_KIND = Kind.PIECES.value, Kind.IDENTIFIER.value
NUMBER_KINDS = (NUMBER_KIND, Kind.CODE.value)


# Questions


def question_of(text: str, *, codes: Iterable[str], on: date) -> Question:
    """Return what a typed text asks for."""
    question = linkage.understand(text, on=on)
    return question.also(Token(Kind.CODE, form) for form in codes)


def lookup_of_draft(record: Record) -> Lookup:
    """Return what to look up to see whether somebody is known."""
    name = record.names[0] if record.names else None
    return Lookup(name, record.births, linkage.matching_tokens(record))


Group = tuple[Sequence[Kept], Sequence[str]]
"""Tokens, and the ids of the people who met in exactly those."""


class Candidate(NamedTuple):
    """Somebody who met: in which kinds of token, and what that says of the name and of the birth."""

    id: str
    kinds: frozenset[str]
    of_name: float
    of_birth: float


def promising(
    lookup: Lookup, keyed: Mapping[Kept, Token], groups: Iterable[Group], most: int
) -> list[Candidate]:
    """Return those who met and promise most, best first; of equals the last registered."""
    judged = []
    for kept, people in groups:
        met = [keyed[one] for one in kept]
        kinds = frozenset(one.kind.value for one in met)
        judged.append((lookup.of_name(met), lookup.of_birth(met), kinds, people))
    judged.sort(key=lambda one: -(one[0] + one[1]))
    found: list[Candidate] = []
    for of_name, of_birth, kinds, people in judged:
        found += [Candidate(one, kinds, of_name, of_birth) for one in people[:most]]
        if len(found) >= most:
            break
    return found


def by_birth(
    lookup: Lookup, some: Iterable[Candidate], births: Mapping[str, Birth]
) -> list[Candidate]:
    """Return candidates in the order of what their births say besides, best first."""
    judged = [
        (one.of_name + lookup.of_known_birth(_birth(births[one.id]), one.of_birth), one.id, one)
        for one in some
        if one.id in births
    ]
    judged.sort(reverse=True)
    return [one for _bits, _id, one in judged]


Scored = tuple[str, float, tuple[MatchReason, ...]]
"""Id of a record, how much speaks for it, reasons."""


def answers(
    question: Question, records: Iterable[Record], met: dict[str, frozenset[str]]
) -> list[Scored]:
    """Return the records a question may mean, best first, with reasons."""
    kinds = {one: frozenset(map(Kind, found)) for one, found in met.items()}
    numbers = frozenset((Kind.IDENTIFIER, Kind.PHONE, Kind.CODE))
    kinds = {one: found & numbers for one, found in kinds.items()}
    return [_scored(one) for one in linkage.rank(question, records, met=kinds)]


def _scored(answer: Answer) -> Scored:
    found = {Code(reason.code) for reason in answer.reasons if reason.effect == "FOR"}
    found |= {Code(one.code) for one in answer.reasons if one.code in _UNWEIGHED}
    return answer.record.id, answer.bits, _said(found)


_UNWEIGHED = (Code.ALIAS_SAME, Code.EARLIER_NAME)


def _said(found: Iterable[Code]) -> tuple[MatchReason, ...]:
    said = {_REASONS[one] for one in found if one in _REASONS}
    if MatchReason.SAME_NAME in said:
        said.discard(MatchReason.NAME_PART)
    return tuple(sorted(said, key=_ORDER.__getitem__))


def similar(
    draft: Record, records: Iterable[Record], met: dict[str, frozenset[str]]
) -> list[Scored]:
    """Return records that may be about somebody not registered yet, best first, with reasons.

    Numbers of documents are sealed elsewhere: having met in one is having it.
    """
    found = []
    for record in records:
        if Kind.IDENTIFIER.value in met.get(record.id, frozenset()):
            record = replace(record, identifiers=draft.identifiers)  # noqa: PLW2901
        compared = linkage.compare(draft, record)
        if compared.log_odds < WORTH_A_LOOK:
            continue
        codes = {Code(one.code) for one in compared.reasons if one.effect == "FOR"}
        codes |= {Code(one.code) for one in compared.reasons if one.code in _UNWEIGHED}
        named = {Code(one.code) for one in compared.reasons if one.code.startswith("NAME_")}
        if named == {Code.NAME_SAME}:
            codes.add(Code.NAME_WHOLE)
        found.append((record.id, compared.log_odds, _said(codes)))
    return sorted(found, key=lambda one: -one[1])


# Pairs

MEETING_KINDS = tuple(
    kind.value for kind in (Kind.PAIR, Kind.YEAR, Kind.DAY, Kind.PHONE, Kind.IDENTIFIER)
)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that speaks for or against two records being one person, with its weight."""

    code: str
    bits: float
    times: int = 1


@dataclass(frozen=True, slots=True)
class Weighed:
    """What speaks for and against a pair: the parts, what is assumed before, and the sum.

    Every figure stands in the table ``version`` names; the sum is prior plus parts.
    """

    version: str
    band: str
    prior: float
    parts: tuple[Part, ...]
    total: float
    declared: bool = False


def _with_number(left: Record, right: Record) -> tuple[Record, Record]:
    """Return two records that met in a number: having met in one is having it."""
    same = frozenset((linkage.Identifier("", "met"),))
    return replace(left, identifiers=same), replace(right, identifiers=same)


def weigher(files: int) -> Callable[[Record, Record, bool], tuple[float, tuple[str, ...], bool]]:
    """Return how pairs of a register of so many files are judged: bits, codes, worth a look."""
    weights = linkage.DEFAULT.for_register(files)

    def weigh(left: Record, right: Record, number: bool) -> tuple[float, tuple[str, ...], bool]:
        one, other = _with_number(left, right) if number else (left, right)
        compared = linkage.compare(one, other, weights)
        codes = tuple(str(reason.code) for reason in compared.reasons)
        return compared.log_odds, codes, compared.band is not linkage.Band.UNLIKELY

    return weigh


def weighed(left: Record, right: Record, *, files: int) -> Weighed:
    """Compare two records and return what the judgement is made of, the weightiest first."""
    weights = linkage.DEFAULT.for_register(files)
    compared = linkage.compare(left, right, weights)
    parts = tuple(
        Part(str(one.code), float(str(one.param("bits"))), int(str(one.param("times"))))
        for one in compared.reasons
        if one.code != Code.DECLARED_DIFFERENT
    )
    return Weighed(
        version=weights.version,
        band=compared.band.value,
        prior=round(weights.prior, 1),
        parts=parts,
        total=round(compared.log_odds, 1),
    )


def with_numbers(record: Record, numbers: Iterable[tuple[str, str]]) -> Record:
    """Return a record with the numbers of its documents, each with its kind."""
    known = frozenset(linkage.Identifier(kind, code(value)) for kind, value in numbers if value)
    return replace(record, identifiers=known)
