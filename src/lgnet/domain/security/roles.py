"""What each role may do. Data, not code: a test checks it against the permissions packages declare."""

from lgnet.domain.security.enums import Role

PUBLIC_PERMISSIONS = frozenset({"network.read", "response.receive"})

_CITY_FIGURES = {"network.read", "grants.read_figures", "grants.read_facts"}

PERMISSIONS: dict[str, frozenset[str]] = {
    Role.CASE_WORKER: frozenset(
        {
            "network.read",
            "desk.use",
            "response.read",
            "response.receive",
            "response.assess",
            "response.plan_shift",
            "people.read",
            "people.register",
            "people.merge",
            "people.propose_erasure",
            "cases.read",
            "cases.open",
            "cases.write",
            "housing.read",
            "housing.request",
            "housing.propose",
            "housing.hold",
            "housing.accept",
            "audit.read_subject",
        }
    ),
    Role.HOUSING_COORDINATOR: frozenset(
        {
            "network.read",
            "desk.use",
            "people.read",
            "cases.read",
            "housing.read",
            "housing.request",
            "housing.propose",
            "housing.hold",
            "housing.accept",
            "housing.inventory",
            "housing.presence",
        }
    ),
    Role.TEAM_MEMBER: frozenset(
        {
            "network.read",
            "field.use",
            "response.receive",
            "response.visit",
            "people.register",
            "housing.read_free",
        }
    ),
    Role.CITY_MANAGER: frozenset(
        _CITY_FIGURES
        | {
            "desk.use",
            "housing.read",
            "response.read",
            "response.declare_plan",
            "people.decide_erasure",
            "network.coordinate",
            "security.maintain",
        }
    ),
    Role.NETWORK_COORDINATOR: frozenset(
        {
            "network.read",
            "network.maintain",
            "network.coordinate",
            "grants.read_figures",
            "security.maintain",
        }
    ),
    Role.NETWORK_OBSERVER: frozenset({"network.read", "network.coordinate", "grants.read_figures"}),
}
