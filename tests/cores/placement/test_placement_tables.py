from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lgnet.cores.placement import (
    Family,
    Pair,
    Place,
    Stop,
    TablesError,
    TablesProblem,
    check_tables,
    solve_tables,
)


@st.composite
def tables(draw):
    families = [Family(f"f{i}", draw(st.integers(1, 5))) for i in range(draw(st.integers(0, 5)))]
    places = [Place(f"p{i}", draw(st.integers(0, 8))) for i in range(draw(st.integers(0, 3)))]
    values = st.one_of(st.integers(-3, 9).map(float), st.floats(1e-6, 1e9))
    pairs = [
        Pair(family.id, place.id, draw(values))
        for family in families
        for place in places
        if draw(st.integers(0, 3))
    ]
    return families, places, pairs


def best_by_hand(problem):
    sizes = {f.id: f.persons for f in problem.families}
    best = 0.0
    choices = [[None, *(p for p in problem.pairs if p.family == f.id)] for f in problem.families]
    for combination in product(*choices):
        chosen = [pair for pair in combination if pair]
        fits = all(
            sum(sizes[p.family] for p in chosen if p.place == place.id) <= place.capacity
            for place in problem.places
        )
        if fits:
            best = max(best, sum(pair.value for pair in chosen))
    return best


@settings(max_examples=80, deadline=None)
@given(tables())
def test_solve_tables_finds_and_proves_the_optimum(drawn):
    families, places, pairs = drawn
    problem = TablesProblem.checked(families=families, places=places, pairs=pairs)
    result = solve_tables(problem=problem)
    assert check_tables(problem, result) == ()
    assert result.value == pytest.approx(best_by_hand(problem), rel=1e-6, abs=1e-9)
    assert result.gap == pytest.approx(0, abs=1e-6)
    turned = TablesProblem.checked(families=families[::-1], places=places[::-1], pairs=pairs[::-1])
    assert solve_tables(problem=turned) == result


def test_solve_tables_stops_in_time_with_what_it_has():
    families = [Family(f"f{i:03}", 1 + i * 7 % 6) for i in range(150)]
    places = [Place(f"p{i:02}", 11 + i) for i in range(12)]
    pairs = [
        Pair(f.id, p.id, 1 + (i * 37 + j * 101) % 97 / 7)
        for i, f in enumerate(families)
        for j, p in enumerate(places)
    ]
    problem = TablesProblem.checked(families=families, places=places, pairs=pairs)
    result = solve_tables(problem=problem, stop=Stop(seconds=1e-6))
    assert check_tables(problem, result) == ()
    assert 0 < result.value < result.bound
    assert not result.proven


@pytest.mark.parametrize(
    ("families", "places", "pairs", "where"),
    [
        ([Family("a", 1), Family("a", 2)], [], [], ("families", 1, "family")),
        ([Family("", 1)], [], [], ("families", 0, "family")),
        ([Family("a", 0)], [], [], ("families", 0, "persons")),
        ([Family("a", 10**7)], [], [], ("families", 0, "persons")),
        ([], [Place("p", -1)], [], ("places", 0, "capacity")),
        ([], [Place("p", 1), Place("p", 1)], [], ("places", 1, "place")),
        ([], [Place("", 1)], [], ("places", 0, "place")),
        ([], [], [Pair("x", "p", 1)], ("pairs", 0, "family")),
        ([Family("a", 1)], [], [Pair("a", "p", 1)], ("pairs", 0, "place")),
        ([Family("a", 1)], [Place("p", 1)], [Pair("a", "p", 1)] * 2, ("pairs", 1, "place")),
        ([Family("a", 1)], [Place("p", 1)], [Pair("a", "p", float("nan"))], ("pairs", 0, "value")),
        ([Family("a", 1)], [Place("p", 1)], [Pair("a", "p", float("inf"))], ("pairs", 0, "value")),
    ],
)
def test_checked_names_the_table_the_entry_and_the_column(families, places, pairs, where):
    with pytest.raises(TablesError) as caught:
        TablesProblem.checked(families=families, places=places, pairs=pairs)
    assert (caught.value.table, caught.value.index, caught.value.column) == where


@pytest.mark.parametrize("bad", [{"seconds": 0}, {"relative_gap": 1}, {"seconds": float("inf")}])
def test_a_stop_rule_that_cannot_be_kept_is_refused(bad):
    with pytest.raises(ValueError, match="must be positive"):
        Stop(**bad)
