"""Run every rule of eligibility over one question and draw the verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lgnet.cores.eligibility.data import CATEGORIES, TITLES
from lgnet.cores.eligibility.rules import CONDITIONS, ELIGIBILITY_VERSION, GROUNDS
from lgnet.cores.eligibility.types import (
    EligibilityRule,
    Outcome,
    PersonFacts,
    Question,
    SubAction,
    Verdict,
)
from lgnet.cores.eligibility.vulnerability import categories_on
from lgnet.cores.kernel import Effect, Reason


class EligibilityInputError(ValueError):
    """A title, a category or a date is not one the rules know."""


def judge(*, person: PersonFacts, sub_action: SubAction, on: date) -> Verdict:
    """Say whether a person counts as a final recipient of a sub-action on a date.

    Parameters
    ----------
    person : PersonFacts
    sub_action : SubAction
    on : date
        The day of the service.

    Returns
    -------
    Verdict
        ``ELIGIBLE`` when every condition holds and a ground admits; ``NOT_ELIGIBLE`` when a
        condition fails or no ground can admit; otherwise ``UNKNOWN``, with what is missing.

    Raises
    ------
    EligibilityInputError
        On a code that is not in the data, or a date on which no rule is in force.
    """
    _check(person)
    question = Question(person, sub_action, on)
    conditions = _run(CONDITIONS, question)
    grounds = _run(GROUNDS, question)
    if not grounds:
        raise EligibilityInputError(f"no rules are in force on {on.isoformat()}")
    return Verdict(
        outcome=_outcome(conditions, grounds),
        reasons=(*conditions, *grounds),
        categories=categories_on(question),
        ruleset_version=ELIGIBILITY_VERSION,
    )


def _outcome(conditions: tuple[Reason, ...], grounds: tuple[Reason, ...]) -> Outcome:
    conditions_say = {reason.effect for reason in conditions}
    grounds_say = {reason.effect for reason in grounds}
    if Effect.BLOCKS in conditions_say or grounds_say == {Effect.AGAINST}:
        return Outcome.NOT_ELIGIBLE
    if Effect.UNKNOWN in conditions_say or Effect.FOR not in grounds_say:
        return Outcome.UNKNOWN
    return Outcome.ELIGIBLE


def _run(rules: tuple[EligibilityRule, ...], question: Question) -> tuple[Reason, ...]:
    found: list[Reason] = []
    for rule in rules:
        if rule.valid.contains(question.on):
            reason = rule.check(question)
            if reason is not None:
                found.append(replace(reason, rule=rule.id))
    return tuple(found)


def _check(person: PersonFacts) -> None:
    for status in person.statuses:
        if status.title not in TITLES:
            raise EligibilityInputError(f"no title of stay has the code {status.title}")
    for record in person.vulnerabilities:
        if record.category not in CATEGORIES:
            raise EligibilityInputError(f"no category has the code {record.category}")
