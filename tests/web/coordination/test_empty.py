"""A network in which nothing was counted yet."""

from lgnet.domain.security.enums import Role
from tests.builders import sign_in


def test_network_without_figures_says_so(client, db):
    html = sign_in(client, Role.NETWORK_OBSERVER).get("/rete/").content.decode()
    assert "Nessuna rilevazione in questo periodo" in html
    html = client.get("/rete/partner/").content.decode()
    assert "Nessun progetto" in html
