"""How alike a record and a question are, and why. Reasons are shown; a person decides."""

from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from lgnet.domain.people import names
from lgnet.domain.people.birth import Birth
from lgnet.domain.people.enums import BirthPrecision, MatchReason, TokenKind
from lgnet.domain.people.search import Question

ENOUGH = 45.0
ALIKE = 70.0
_EXACT, _SOUND, _PREFIX, _NUMBER = 100.0, 82.0, 60.0, 120.0
_ORDER = {reason: position for position, reason in enumerate(MatchReason)}


@dataclass(frozen=True, slots=True)
class Known:
    """The words by which one person is known, and their birth."""

    name: frozenset[str]
    alias: frozenset[str]
    earlier: frozenset[str]
    sounds: frozenset[str]
    birth: Birth

    @property
    def every(self) -> frozenset[str]:
        """Every word, whichever name it belongs to."""
        return self.name | self.alias | self.earlier


@lru_cache(maxsize=4096)
def _sounds(word: str) -> frozenset[str]:
    return names.sounds((word,))


def _word_score(word: str, known: Known) -> tuple[float, MatchReason | None]:
    best: tuple[float, MatchReason | None] = (0.0, None)
    if _sounds(word) & known.sounds:
        best = (_SOUND, MatchReason.SOUNDS_ALIKE)
    for other in known.every:
        if other == word:
            return _EXACT, MatchReason.NAME_PART
        likeness = fuzz.ratio(word, other)
        if _sounds(word) & _sounds(other):
            found = (max(_SOUND, likeness * 0.95), MatchReason.SOUNDS_ALIKE)
        elif len(word) >= 3 and other.startswith(word):
            found = (_PREFIX + 20 * len(word) / len(other), MatchReason.STARTS_ALIKE)
        elif likeness >= 80:
            found = (likeness * 0.85, MatchReason.SOUNDS_ALIKE)
        else:
            continue
        if found[0] > best[0]:
            best = found
    return best


def _points(scored: tuple[float, MatchReason | None]) -> float:
    return scored[0]


def _name_reason(asked: frozenset[str], known: Known) -> MatchReason | None:
    if asked and asked == known.name:
        return MatchReason.SAME_NAME
    if asked and asked == known.alias:
        return MatchReason.ALIAS
    if asked and known.earlier and asked <= known.earlier and not asked <= known.name:
        return MatchReason.EARLIER_NAME
    return None


def answer(
    question: Question, known: Known, hits: frozenset[str]
) -> tuple[float, tuple[MatchReason, ...]]:
    """Score one candidate against a search text; ``hits`` are the kinds of token that met.

    Returns
    -------
    tuple
        Score (over :data:`ENOUGH` is shown) and reasons, strong ones first.
    """
    reasons: set[MatchReason] = set()
    score = 0.0
    for kind, reason in (
        (TokenKind.CODE, MatchReason.CODE),
        (TokenKind.IDENTIFIER, MatchReason.IDENTIFIER),
        (TokenKind.PHONE, MatchReason.PHONE),
    ):
        if kind in hits:
            reasons.add(reason)
            score = max(score, _NUMBER)
    asked = frozenset(question.words)
    whole = _name_reason(asked, known)
    if question.words:
        found = {word: _word_score(word, known) for word in question.words}
        for left, right, together in names.joined(question.words):
            if together & known.sounds:
                found[left] = max(found[left], (_SOUND, MatchReason.SOUNDS_ALIKE), key=_points)
                found[right] = max(found[right], (_SOUND, MatchReason.SOUNDS_ALIKE), key=_points)
        mean = sum(points for points, _reason in found.values()) / len(found)
        score = max(score, mean + (10 if whole else 0))
        reasons |= {reason for _score, reason in found.values() if reason}
    if whole:
        reasons.add(whole)
        reasons.discard(MatchReason.NAME_PART)
    elif asked & known.alias:
        reasons.add(MatchReason.ALIAS)
    for year in question.years:
        if known.birth.may_be_in(year):
            reasons.add(MatchReason.BIRTH_YEAR)
            score += 15 if known.birth.precision != BirthPrecision.BAND else 6
        elif known.birth.from_on is not None:
            score -= 25
    return score, tuple(sorted(reasons, key=_ORDER.__getitem__))


@dataclass(frozen=True, slots=True)
class Draft:
    """A person about to be registered, as far as it helps to see whether they are known."""

    given_name: str = ""
    family_name: str = ""
    native_name: str = ""
    alias: str = ""
    birth: Birth = field(default_factory=Birth)
    phone: str = ""
    identifiers: tuple[str, ...] = ()


def _spans_meet(first: Birth, second: Birth) -> bool | None:
    if first.from_on is None or first.to_on is None:
        return None
    if second.from_on is None or second.to_on is None:
        return None
    slack = 730 if BirthPrecision.BAND in (first.precision, second.precision) else 0
    gap = max(first.from_on, second.from_on) - min(first.to_on, second.to_on)
    return gap.days <= slack


def likeness(
    draft: Draft, known: Known, hits: frozenset[str]
) -> tuple[float, tuple[MatchReason, ...]]:
    """Score a stored person against a draft; over :data:`ALIKE` it is worth a look."""
    asked = names.words(draft.given_name, draft.family_name, draft.native_name)
    alias = names.words(draft.alias)
    score, reasons = answer(Question(words=tuple(asked or alias)), known, hits)
    found = set(reasons)
    meet = _spans_meet(draft.birth, known.birth)
    if meet and draft.birth.precision == known.birth.precision == BirthPrecision.DAY:
        found.add(MatchReason.SAME_BIRTH)
        score += 15
    elif meet and draft.birth.precision != BirthPrecision.BAND:
        found.add(MatchReason.BIRTH_YEAR)
        score += 5
    elif meet is False:
        score -= 20
    return score, tuple(sorted(found, key=_ORDER.__getitem__))
