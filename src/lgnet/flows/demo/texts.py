"""Choose what was said: the report of a household, the note of a visit, the needs found.

A report carries structured signs besides its words, named like the facts triage asks for:
true, false, or None where the caller did not say.
"""

from dataclasses import dataclass, fields
from datetime import date
from random import Random

from lgnet.flows.demo.origins import LANGUAGES
from lgnet.flows.demo.people import HouseholdDraft
from lgnet.flows.demo.texts_data import notes, reports

SIGN_NAMES = {
    "alone": "alone",
    "danger": "danger",
    "violence": "violence",
    "pregnancy": "pregnancy",
    "illness": "illness",
    "mental": "mental_distress",
    "disability": "disability",
    "outdoors": "sleeping_outdoors",
    "basics": "basic_services_only",
}
AUDIENCES = ("MAN", "WOMAN", "BOY", "LONE", "FAMILY", "COUPLE", "GROUP", "ELDER")
_TRUTHS = {
    "pregnancy": frozenset({"PREGNANT"}),
    "disability": frozenset({"DIS"}),
    "illness": frozenset({"MAL", "ALTRO"}),
    "mental": frozenset({"PSI"}),
    "violence": frozenset({"VIOL", "TRATTA", "MGF"}),
    "danger": frozenset({"MAL"}),
}
_MILD_MONTHS = frozenset({5, 6, 7, 8, 9})
_WINTRY_WORDS = ("fredd", "zero", "denti", "coperta", "coperte", "fuoco", "pesanti", "al caldo")
_NUMBERS = ("zero", "una", "due", "tre", "quattro", "cinque", "sei", "sette", "otto")


@dataclass(frozen=True)
class Signs:
    """What a report says about danger. None: not said."""

    persons: int | None = None
    youngest_age: tuple[int, int] | None = None
    oldest_age: tuple[int, int] | None = None
    alone: bool | None = None
    danger: bool | None = None
    violence: bool | None = None
    pregnancy: bool | None = None
    illness: bool | None = None
    mental_distress: bool | None = None
    disability: bool | None = None
    sleeping_outdoors: bool | None = None
    basic_services_only: bool | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """List what a form for reports would have ticked; what is not known is not ticked."""
        youngest, oldest = self.youngest_age, self.oldest_age
        child = youngest is not None and youngest[1] < 18
        told = (
            ("DANGER", self.danger),
            ("PREGNANT", self.pregnancy),
            ("SMALL_CHILD", youngest is not None and youngest[1] < 6),
            ("CHILD", child and self.alone is False),
            ("LONE_MINOR", child and self.alone),
            ("ILL", self.illness),
            ("DISTRESS", self.mental_distress),
            ("VIOLENCE", self.violence),
            ("ELDERLY", oldest is not None and oldest[0] >= 65),
            ("DISABLED", self.disability),
            ("OUTDOORS", self.sleeping_outdoors),
            ("BASICS", self.basic_services_only),
        )
        return tuple(code for code, holds in told if holds)


@dataclass(frozen=True)
class ReportTemplate:
    """One line of `texts_data.reports`; `truths` are signs that must hold for the people."""

    audience: str
    signs: tuple[tuple[str, bool], ...]
    text: str

    @property
    def truths(self) -> frozenset[str]:
        return frozenset(name for name, value in self.signs if value and name in _TRUTHS)

    @property
    def is_wintry(self) -> bool:
        return any(word in self.text for word in _WINTRY_WORDS)


@dataclass(frozen=True)
class ReportText:
    """Words and signs of one report."""

    description: str
    place_detail: str
    signs: Signs
    language: str
    template: int


def _read(line: str) -> ReportTemplate:
    audience, signs, text = (cell.strip() for cell in line.split("|", 2))
    flags = tuple((flag.lstrip("!"), not flag.startswith("!")) for flag in signs.split())
    return ReportTemplate(audience, flags, text)


def read_lines(block: str) -> tuple[str, ...]:
    """Split a block of `texts_data` in its lines, joining those that go on."""
    return tuple(block.strip().replace("\n  ", " ").splitlines())


TEMPLATES = tuple(_read(line) for line in read_lines(reports.LINES))
VISIT_NOTES = {
    "MET": read_lines(notes.MET),
    "NOBODY": read_lines(notes.NOBODY),
    "REFUSED": read_lines(notes.REFUSED),
}
INTERVIEW_NOTES = read_lines(notes.INTERVIEWS)


def audience_of(household: HouseholdDraft) -> str:
    """Say whom a passer-by would see."""
    head = household.members[0]
    if household.kind == "SINGLE":
        if head.age >= 62:
            return "ELDER"
        return "WOMAN" if head.sex == "F" else "MAN"
    named = {"MINOR_ALONE": "BOY", "LONE_PARENT": "LONE", "FAMILY": "FAMILY", "COUPLE": "COUPLE"}
    return named.get(household.kind, "GROUP")


def write_report(rng: Random, household: HouseholdDraft, *, on: date) -> ReportText:
    """Write the report that leads to this household, true to what it is and to the season."""
    known = _known(household)
    mild = on.month in _MILD_MONTHS
    fitting = [
        (index, template)
        for index, template in enumerate(TEMPLATES)
        if template.audience == audience_of(household)
        and not (mild and template.is_wintry)
        and all(_TRUTHS[name] & known for name in template.truths)
        and ("pregnancy" in template.truths or "PREGNANT" not in known or household.size > 3)
    ]
    telling = [pair for pair in fitting if pair[1].truths]
    if telling and rng.random() < 0.7:
        fitting = telling
    index, template = rng.choice(fitting or _plain(audience_of(household)))
    detail = rng.choice(reports.DETAILS)
    head = household.members[0]
    words = template.text.format(
        dove=detail,
        lingua=_language_said(rng, head.languages),
        figli=children_said(household),
        n=_NUMBERS[min(household.size, 8)],
        eta=head.age,
    )
    return ReportText(
        description=_capitalise(words),
        place_detail=detail,
        signs=_signs(rng, household, template),
        language=head.languages[0],
        template=index,
    )


def children_said(household: HouseholdDraft) -> str:
    """Say how many children, and of what age, as an eye would guess it."""
    ages = sorted(member.age for member in household.members if member.role == "CHILD")
    if not ages:
        return "nessun bambino"
    if len(ages) == 1:
        if ages[0] == 0:
            return "un neonato"
        return (
            "un bambino di circa un anno" if ages[0] == 1 else f"un minore di circa {ages[0]} anni"
        )
    told = f"{_NUMBERS[min(len(ages), 8)]} figli"
    return (
        f"{told}, il più piccolo di pochi mesi"
        if ages[0] == 0
        else (f"{told}, il più piccolo di circa {'un anno' if ages[0] == 1 else f'{ages[0]} anni'}")
    )


def needs_of(rng: Random, household: HouseholdDraft) -> tuple[str, ...]:
    """Draw the needs recorded for a household, the house first."""
    known = _known(household)
    found = ["HOUSING"]
    certain = (
        ("SCHOOL", any(6 <= member.age <= 16 for member in household.members)),
        ("CHILDCARE", household.kind == "LONE_PARENT"),
        ("SAFETY", bool(known & {"TRATTA", "VIOL"})),
        ("DISABILITY", "DIS" in known),
        ("MENTAL_HEALTH", "PSI" in known),
        ("HEALTH", bool(known & {"MAL", "PREGNANT", "ANZ"})),
    )
    found += [code for code, holds in certain if holds]
    for code in ("LEGAL", "DOCUMENTS", "LANGUAGE", "WORK", "INCOME", "MAIL", "HYGIENE", "FOOD"):
        if rng.random() < 0.24:
            found.append(code)
    return tuple(found)


def visit_note(rng: Random, outcome: str) -> str:
    """Write the note of a visit with this outcome: MET, NOBODY or REFUSED."""
    return rng.choice(VISIT_NOTES[outcome])


def interview_note(rng: Random) -> str:
    """Write the note of an interview at the desk."""
    return rng.choice(INTERVIEW_NOTES)


def _capitalise(words: str) -> str:
    sentences = words.split(". ")
    return ". ".join(sentence[:1].upper() + sentence[1:] for sentence in sentences)


def _plain(audience: str) -> list[tuple[int, ReportTemplate]]:
    return [
        (index, template)
        for index, template in enumerate(TEMPLATES)
        if template.audience == audience and not template.truths and not template.is_wintry
    ]


def _known(household: HouseholdDraft) -> set[str]:
    known = {code for member in household.members for code in member.vulnerabilities}
    if any(member.pregnant for member in household.members):
        known.add("PREGNANT")
    return known


def _language_said(rng: Random, languages: tuple[str, ...]) -> str:
    name = LANGUAGES[languages[0]][0]
    second = LANGUAGES[languages[1]][0] if len(languages) > 1 else None
    sayings = [
        f"parla {name}",
        f"parla forse {name}",
        f"credo che parli {name}",
        "non capisco la lingua",
    ]
    if second:
        sayings += [f"parla {name} e un po' di {second}"] * 2
    return rng.choice(sayings)


def _signs(rng: Random, household: HouseholdDraft, template: ReportTemplate) -> Signs:
    ages = [member.age for member in household.members]
    youngest = _guess(rng, min(ages))
    said: dict[str, bool] = {SIGN_NAMES[flag]: value for flag, value in template.signs}
    if template.audience in {"LONE", "FAMILY", "COUPLE", "GROUP"}:
        said["alone"] = False
    return Signs(
        persons=household.size if rng.random() < 0.93 else None,
        youngest_age=youngest,
        oldest_age=youngest if len(ages) == 1 else _guess(rng, max(ages)),
        **said,
    )


def _guess(rng: Random, age: int) -> tuple[int, int] | None:
    """Give the range of whole years an eye gives, both ends included, wider with age."""
    if rng.random() < 0.12:
        return None
    width = 1 if age < 10 else 2 if age < 20 else 5
    low = max(0, age - rng.randrange(0, width + 1))
    return low, low + width


SIGN_FIELDS = tuple(field.name for field in fields(Signs))
