"""What each role may do. Data, not code: a test checks it against the permissions packages declare."""

from lgnet.domain.security.enums import Role

PUBLIC_PERMISSIONS = frozenset(
    {"network.read", "response.receive", "housing.confirm_by_link", "housing.answer_offer"}
)

# Who holds one of these sees persons, or opens accounts that do: a second factor is asked of them.
SEES_PERSONS = frozenset(
    {
        "people.read",
        "people.register",
        "people.decide_erasure",
        "cases.read",
        "response.read",
        "response.visit",
        "audit.read_subject",
        "privacy.break_glass",
        "privacy.report",
        "privacy.review",
        "matching.ask",
        "matching.answer",
        "security.maintain",
    }
)

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
            "housing.read_special",
            "housing.request",
            "housing.propose",
            "housing.hold",
            "housing.accept",
            "audit.read_subject",
            "privacy.seclude",
            "privacy.read_terms",
            "privacy.break_glass",
            "privacy.read_notices",
            "privacy.report",
            "matching.ask",
            "matching.answer",
        }
    ),
    Role.HOUSING_COORDINATOR: frozenset(
        {
            "network.read",
            "desk.use",
            "people.read",
            "cases.read",
            "housing.read",
            "housing.read_special",
            "housing.request",
            "housing.propose",
            "housing.hold",
            "housing.accept",
            "housing.inventory",
            "housing.presence",
            "housing.read_costs",
            "privacy.break_glass",
            "privacy.read_notices",
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
            "housing.read_costs",
            "housing.accredit",
            "housing.configure",
            "housing.agree",
            "response.read",
            "response.declare_plan",
            "people.decide_erasure",
            "network.coordinate",
            "security.maintain",
            "privacy.review",
            "privacy.read_terms",
            "privacy.read_notices",
            "privacy.configure",
        }
    ),
    Role.NETWORK_COORDINATOR: frozenset(
        {
            "network.read",
            "network.maintain",
            "network.coordinate",
            "grants.read_figures",
            "housing.plan_network",
            "security.maintain",
        }
    ),
    Role.NETWORK_OBSERVER: frozenset({"network.read", "network.coordinate", "grants.read_figures"}),
}

# Everybody keeps their own way in.
PERMISSIONS = {role: held | {"security.use_own"} for role, held in PERMISSIONS.items()}


def sees_persons(role: str) -> bool:
    """Tell whether a role sees persons, or opens accounts that do."""
    return bool(PERMISSIONS.get(role, frozenset()) & SEES_PERSONS)
