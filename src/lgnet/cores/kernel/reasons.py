"""Coded reasons: what a rule found, for a page to put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ParamValue = str | int | float | bool | date | None


class Effect(StrEnum):
    """What a reason does to the outcome it belongs to."""

    FOR = "FOR"
    AGAINST = "AGAINST"
    UNKNOWN = "UNKNOWN"
    BLOCKS = "BLOCKS"


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding of one rule.

    Attributes
    ----------
    code : str
        Stable upper-case code; the sentence for it belongs to the pages.
    effect : Effect
        Whether it speaks for, against, blocks, or tells that something is not known.
    params : tuple of (name, value)
        What the sentence needs, sorted by name.
    rule : str
        Identifier of the rule that found it; empty when no rule did.
    """

    code: str
    effect: Effect
    params: tuple[tuple[str, ParamValue], ...] = ()
    rule: str = ""

    @classmethod
    def of(cls, code: str, effect: Effect, *, rule: str = "", **params: ParamValue) -> Reason:
        """Build a reason from named parameters."""
        return cls(code, effect, tuple(sorted(params.items(), key=lambda pair: pair[0])), rule)

    def param(self, name: str) -> ParamValue:
        """Return one parameter.

        Raises
        ------
        KeyError
            When the reason has no such parameter.
        """
        return dict(self.params)[name]

    def as_dict(self) -> Mapping[str, object]:
        """Return plain values fit for JSON: dates become ISO text."""
        return {
            "code": self.code,
            "effect": self.effect.value,
            "params": {
                name: value.isoformat() if isinstance(value, date) else value
                for name, value in self.params
            },
            "rule": self.rule,
        }
