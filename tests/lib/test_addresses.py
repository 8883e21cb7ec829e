"""An address by route is the one Django finds."""

from uuid import uuid4

import pytest
from django.urls import NoReverseMatch, reverse

from lgnet.lib.addresses import path_of


def test_ids_and_words_take_their_places() -> None:
    one, two = uuid4(), uuid4()
    for key in (one, two):
        assert path_of("desk:case", key) == reverse("desk:case", args=[key])
        for tab in ("needs", "titles"):
            assert path_of("desk:case_tab", key, tab) == reverse("desk:case_tab", args=[key, tab])
    assert path_of("desk:undo_action", one, two) == reverse("desk:undo_action", args=[one, two])
    assert path_of("desk:people") == reverse("desk:people")


def test_an_unknown_route_is_an_error() -> None:
    with pytest.raises(NoReverseMatch):
        path_of("desk:nowhere", uuid4())
