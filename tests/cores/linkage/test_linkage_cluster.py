"""Groups are proposals; declared strangers never meet in one, directly or through others."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from lgnet.cores.linkage import Pair, cluster

IDS = "abcdefgh"
pairs = st.lists(
    st.builds(
        Pair, st.sampled_from(IDS), st.sampled_from(IDS), st.floats(-20, 40, allow_nan=False)
    ),
    max_size=20,
)
strangers = st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=6)


def test_a_chain_is_one_group_and_counts_once():
    found = cluster([Pair("a", "b", 9), Pair("b", "c", 8), Pair("d", "e", -1)], threshold=0)
    assert found.groups == (("a", "b", "c"),)
    assert found.unduplicated("abcde") == 3


def test_strangers_stay_apart_through_others_and_the_weaker_pair_gives_way():
    found = cluster([Pair("a", "b", 9), Pair("b", "c", 8)], threshold=0, unlinkable=[("c", "a")])
    assert found.groups == (("a", "b"),)
    assert found.refused == (Pair("b", "c", 8),)


def test_what_a_person_declared_goes_before_what_was_computed():
    found = cluster([Pair("a", "b", 30)], threshold=0, same=[("b", "c")], unlinkable=[("a", "c")])
    assert found.groups == (("b", "c"),)


def test_nothing_is_grouped_below_the_threshold():
    assert cluster([Pair("a", "b", 11.9)], threshold=12).groups == ()


def test_the_order_of_pairs_does_not_matter():
    three = [Pair("a", "b", 5), Pair("b", "c", 5), Pair("c", "d", 5)]
    found = {
        cluster(order, threshold=0, unlinkable=[("a", "d")]).groups for order in permutations(three)
    }
    assert len(found) == 1


@given(pairs, strangers)
def test_no_group_holds_declared_strangers(some, apart):
    found = cluster(some, threshold=0, unlinkable=apart)
    for group in found.groups:
        assert len(group) > 1
        for left, right in apart:
            assert left == right or not {left, right} <= set(group)
    members = [one for group in found.groups for one in group]
    assert len(members) == len(set(members))
