"""What the network publishes: totals over all cities, never a small one, never a city's."""

import pytest

from lgnet.domain.grants.models import IndicatorSnapshot, PublishedFigure
from lgnet.domain.security.queries import public_actor
from lgnet.lib.actor import act_as
from tests.web.coordination.conftest import _published, network

__all__ = ["_published", "network"]


def test_home_shows_published_totals(client, network):
    html = client.get("/").content.decode()
    assert "Risultati" in html
    assert ">90<" in html.replace(" ", "")
    assert ">24<" in html.replace(" ", "")


def test_visitors_reach_published_totals_only(network):
    with act_as(public_actor()):
        assert IndicatorSnapshot.objects.count() == 0
        assert PublishedFigure.objects.filter(indicator="persons_met").count() == 2


@pytest.mark.parametrize("city", ["048017", "058091"])
def test_visitors_cannot_reach_a_citys_figures_by_naming_it(network, city):
    with act_as(public_actor(municipality_id=city)):
        assert PublishedFigure.objects.filter(value__in=(30, 40)).count() == 0
