"""Two files, one person? What each agreement says, and what it can never do."""

from dataclasses import replace
from datetime import date

import pytest

from benchmarks._linkage.population import population
from lgnet.cores.kernel import Effect
from lgnet.cores.linkage import (
    DEFAULT,
    Band,
    Birth,
    Code,
    Identifier,
    LinkageInputError,
    Name,
    NameKind,
    Precision,
    Record,
    Sex,
    compare,
)
from lgnet.cores.linkage.compare import birth_code
from lgnet.cores.linkage.frequencies import PUBLIC

BORN = Birth.on(date(1994, 5, 12))
SELAM = Record(
    id="a",
    names=(Name("Selam Weldu"),),
    birth=BORN,
    sex=Sex.FEMALE,
    nationality="ERI",
    phones=frozenset(("393331234567",)),
    identifiers=frozenset((Identifier("CUI", "05A1B2C"),)),
)
BARE = replace(SELAM, phones=frozenset(), identifiers=frozenset())


def _codes(left, right):
    return {reason.code for reason in compare(left, right).reasons}


def _other(**changes):
    return replace(SELAM, id="b", **changes)


def test_every_code_of_a_comparison_has_a_weight():
    assert set(DEFAULT.bits) == set(Code) - {Code.DECLARED_DIFFERENT}


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        (date(1994, 5, 12), date(1994, 5, 12), Code.BIRTH_SAME_DAY),
        (date(1994, 1, 1), date(1994, 1, 1), Code.BIRTH_SAME_FIRST_JANUARY),
        (date(1994, 1, 1), date(1994, 5, 12), Code.BIRTH_YEAR_FIRST_JANUARY),
        (date(1994, 5, 12), date(1994, 12, 5), Code.BIRTH_DAY_MONTH_SWAPPED),
        (date(1994, 5, 12), date(1994, 5, 13), Code.BIRTH_ONE_FIGURE),
        (date(1994, 5, 12), date(1994, 9, 30), Code.BIRTH_SAME_YEAR),
        (date(1994, 5, 12), date(1992, 3, 2), Code.BIRTH_NEAR),
        (date(1994, 5, 12), date(1984, 3, 2), Code.BIRTH_DIFFERENT),
    ],
)
def test_days_of_birth(one, other, code):
    assert birth_code(Birth.on(one), Birth.on(other)) is code
    assert birth_code(Birth.on(other), Birth.on(one)) is code


def test_births_half_known():
    band = Birth(date(1990, 1, 1), date(1996, 1, 1), Precision.BAND)
    assert birth_code(BORN, Birth.in_year(1994)) is Code.BIRTH_YEAR_FIRST_JANUARY
    assert birth_code(BORN, Birth.in_year(1996)) is Code.BIRTH_NEAR
    assert birth_code(BORN, band) is Code.BIRTH_POSSIBLE
    assert birth_code(Birth.in_year(1970), band) is Code.BIRTH_DIFFERENT


def test_a_birth_told_before_counts_too():
    corrected = _other(birth=Birth.in_year(1970), earlier_births=(BORN,))
    assert Code.BIRTH_SAME_DAY in _codes(SELAM, corrected)


def test_the_first_of_january_says_less_than_a_day():
    assert DEFAULT.bits[Code.BIRTH_SAME_FIRST_JANUARY] < DEFAULT.bits[Code.BIRTH_SAME_DAY] - 4


def test_what_is_not_known_says_nothing():
    unknown = Record("b", names=SELAM.names)
    assert _codes(SELAM, unknown) == {Code.NAME_SAME}


def test_a_rare_name_says_more_than_a_common_one():
    common = compare(Record("a", (Name("Mohamed"),)), Record("b", (Name("Mohamed"),)))
    rare = compare(Record("a", (Name("Zvirblikov"),)), Record("b", (Name("Zvirblikov"),)))
    assert PUBLIC.share("mohamed") > PUBLIC.share("zvirblikov")
    assert rare.log_odds > common.log_odds + 4


def test_words_agree_in_any_order_script_and_spelling():
    swapped = compare(BARE, replace(BARE, id="b", names=(Name("Weldu Selam"),)))
    assert swapped.log_odds == compare(BARE, replace(BARE, id="b")).log_odds
    assert compare(BARE, replace(BARE, id="b", names=(Name("ሰላም ወልዱ"),))).band is Band.LIKELY
    assert compare(BARE, replace(BARE, id="b", names=(Name("Selem Woldu"),))).band is Band.LIKELY


def test_an_earlier_name_and_an_alias_are_looked_at():
    earlier = _other(names=(Name("Anna Bianchi"), Name("Selam Weldu", NameKind.EARLIER)))
    assert Code.EARLIER_NAME in _codes(SELAM, earlier)
    alias = _other(names=(Name("Lina", NameKind.ALIAS),))
    assert Code.ALIAS_SAME in _codes(replace(SELAM, names=(Name("Lina", NameKind.ALIAS),)), alias)


def test_almost_certain_needs_a_number_and_no_contradiction():
    assert compare(SELAM, _other()).band is Band.ALMOST_CERTAIN
    assert compare(BARE, replace(BARE, id="b")).band is Band.LIKELY
    a_phone = replace(SELAM, identifiers=frozenset())
    assert compare(a_phone, replace(a_phone, id="b")).band is Band.LIKELY
    for change in (
        {"names": (Name("Hiwet Weldu"),)},
        {"sex": Sex.MALE},
        {"birth": Birth.on(date(1970, 2, 3))},
    ):
        assert compare(SELAM, _other(**change)).band is not Band.ALMOST_CERTAIN, change


def test_a_phone_of_the_family_makes_no_twins_one_person():
    twin = _other(names=(Name("Hiwet Weldu"),), identifiers=frozenset())
    found = compare(replace(SELAM, identifiers=frozenset()), twin)
    assert {Code.PHONE_SAME, Code.NAME_DIFFERENT} <= {reason.code for reason in found.reasons}
    assert found.band is not Band.ALMOST_CERTAIN


def test_another_number_of_the_same_kind_speaks_against():
    other = _other(identifiers=frozenset((Identifier("CUI", "0ZZZZZZ"),)))
    assert Code.IDENTIFIER_DIFFERENT in _codes(SELAM, other)
    slip = _other(identifiers=frozenset((Identifier("CUI", "05A1BC2"),)))
    assert Code.IDENTIFIER_NEAR in _codes(SELAM, slip)
    another_kind = _other(identifiers=frozenset((Identifier("CF", "X"),)))
    assert not {Code.IDENTIFIER_DIFFERENT, Code.IDENTIFIER_SAME} & _codes(SELAM, another_kind)


def test_declared_different_is_unlikely_whatever_agrees():
    found = compare(replace(SELAM, unlinkable=frozenset(("b",))), _other())
    assert found.band is Band.UNLIKELY
    assert (found.reasons[0].code, found.reasons[0].effect) == (
        Code.DECLARED_DIFFERENT,
        Effect.BLOCKS,
    )
    assert compare(_other(), replace(SELAM, unlinkable=frozenset(("b",)))).band is Band.UNLIKELY


def test_log_odds_are_the_prior_and_the_reasons():
    found = compare(SELAM, _other(sex=Sex.MALE))
    total = DEFAULT.prior + sum(float(reason.param("bits")) for reason in found.reasons)
    assert total == pytest.approx(found.log_odds, abs=0.3)
    assert 0 < found.probability < 1


def test_comparing_is_symmetric():
    made = population(300, seed=3)
    for left, right in zip(made.records, made.records[1:], strict=False):
        assert compare(left, right).log_odds == pytest.approx(compare(right, left).log_odds)


def test_a_larger_register_asks_for_more():
    large = DEFAULT.for_register(1_000_000)
    assert compare(BARE, replace(BARE, id="b"), large).log_odds < (
        compare(BARE, replace(BARE, id="b")).log_odds
    )


@pytest.mark.parametrize(
    "make",
    [
        lambda: Birth(date(1990, 1, 2), date(1990, 1, 1)),
        lambda: Birth(date(1990, 1, 1), date(1990, 1, 2)),
        lambda: Birth(date(1990, 1, 1), date(1990, 1, 1), Precision.YEAR),
    ],
)
def test_an_impossible_birth_is_refused(make):
    with pytest.raises(LinkageInputError):
        make()
