"""One name in any script and spelling; different names stay different."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgnet.cores.linkage.compare import word_level
from lgnet.cores.linkage.families import FAMILIES
from lgnet.cores.linkage.folding import FOLDS, MAX_READINGS, fold, likeness, skeletons
from lgnet.cores.linkage.text import MAX_WORDS, clean, words
from lgnet.cores.linkage.types import name_parts
from lgnet.flows.demo.names import POOL_KEYS, pool

ONE_NAME = [
    ("محمد", "Mohamed"),
    ("محمد", "মোহাম্মদ"),
    ("Muhammad", "Мухаммад"),
    ("عبد الرحمن", "Abdul Rahman"),
    ("عبدالرحمٰن", "Abdirahman"),
    ("Abderrahmane", "Abd al-Rahman"),
    ("بن علي", "Benali"),
    ("El Sayed", "Elsayed"),
    ("الشناوي", "El Shenawy"),
    ("Diallo", "Jallow"),
    ("Cissé", "Ceesay"),
    ("Traoré", "Trawally"),
    ("Ndiaye", "Njie"),
    ("Ouattara", "Watara"),
    ("Kouamé", "Kwame"),
    ("Gebre", "Ghebre"),
    ("ተስፋይ", "Tesfai"),
    ("ኪዳነ", "Chidane"),
    ("Xasan", "Hassan"),
    ("Cabdullahi", "Abdullahi"),
    ("Chowdhury", "Choudhry"),
    ("চৌধুরী", "Chaudhary"),
    ("রহমান", "Rohman"),
    ("Zahid", "Jahid"),
    ("قریشی", "Ghoreishi"),
    ("خالد", "Khaled"),
    ("Halil", "Khalil"),
    ("Oleksandr", "Александр"),
    ("Щербаков", "Scherbakov"),
    ("Çelik", "Chelik"),
    ("Şahin", "Shahin"),
    ("O’Brien", "OBrien"),
    ("حسين", "Houcine"),
    ("عبد الله", "Abdoulaye"),
    ("چودھری", "Chowdhury"),
    ("Юрій", "Yurii"),
    ("Yuriy", "Jurij"),
    ("ভূঁইয়া", "Bhuiyan"),
    ("নজরুল", "Nazrul"),
    ("Najmuddin", "Najamuddin"),
    ("Shikadaara", "Sikder"),
    ("Ezeh", "Eze"),
    ("Chuku", "Chukwu"),
]
TWO_NAMES = [
    ("Mohamed", "Mahmoud"),
    ("Ahmed", "Omar"),
    ("Hassan", "Hussein"),
    ("Diallo", "Diarra"),
    ("Ivanov", "Petrov"),
    ("Fatima", "Khadija"),
    ("Tesfay", "Haile"),
    ("Rahman", "Rahim"),
    ("Yuriy", "George"),
]


def _agree(one: str, other: str) -> bool:
    left, right = name_parts(one), name_parts(other)
    return len(left) == len(right) and all(
        any(word_level(a, b)[0] is not None for b in right) for a in left
    )


@pytest.mark.parametrize(("one", "other"), ONE_NAME)
def test_spellings_of_one_name_agree_and_share_a_sound(one, other):
    assert _agree(one, other)
    left, right = (
        {sound for word in name_parts(text) for sound in skeletons(word)} for text in (one, other)
    )
    assert left & right


@pytest.mark.parametrize(("one", "other"), TWO_NAMES)
def test_different_names_do_not_agree(one, other):
    assert not _agree(one, other)


@pytest.mark.parametrize("key", POOL_KEYS)
def test_most_spellings_of_every_list_are_found_by_sound(key):
    """Each origin's own list, script and spellings: 86 of 100 share a sound with the first one."""
    total = met = 0
    names = pool(key)
    for name in {*names.male, *names.female, *names.family}:
        first, *others = (" ".join(name_parts(t)) for t in (*name.spellings, name.script))
        sounds = {sound for word in first.split() for sound in skeletons(word)}
        for other in others:
            total += 1
            met += bool(sounds & {s for word in other.split() for s in skeletons(word)})
    assert met / total >= 0.86, f"{met} of {total}"


def test_every_rule_and_family_names_its_languages():
    assert all(rule.languages for rule in FOLDS)
    assert all(language for language in FAMILIES)


def test_no_spelling_is_in_two_families_of_one_language():
    for language, families in FAMILIES.items():
        spellings = [word for family in families for word in dict.fromkeys(family.split())]
        assert len(spellings) == len(set(spellings)), language


names = st.text(
    alphabet=st.sampled_from("abcdefghijklmnopqrstuvwxyz éşçğ'محمدعليতরহমанИвтескሰላ-. 0123\u200f"),
    max_size=40,
)


@given(names)
def test_any_text_gives_few_plain_words_and_readings(text):
    found = words(clean(text))
    assert len(found) <= MAX_WORDS
    for word in found:
        assert word.isascii()
        assert 1 <= len(skeletons(word)) <= MAX_READINGS
        assert fold(word)


@given(st.sampled_from([w for pair in ONE_NAME for w in pair]), names)
def test_likeness_is_symmetric_and_within_bounds(one, other):
    for left in words(one):
        for right in words(other):
            assert 0 <= likeness(left, right) == likeness(right, left) <= 1
        assert likeness(left, left) == 1


def test_invisible_letters_part_no_word():
    assert name_parts("Wel\u200fdu  Selam") == ("weldu", "selam")
