"""The latest plan for all who wait, of the city or of the network."""

from lgnet.domain.housing.models import NetworkPlan, PlanRun


def latest_plan() -> PlanRun | None:
    """Return the city's latest plan, made or being made."""
    return PlanRun.objects.order_by("-asked_at", "-id").first()


def latest_network_plan() -> NetworkPlan | None:
    """Return the network's latest plan, made or being made: figures, never who."""
    return NetworkPlan.objects.order_by("-asked_at", "-id").first()
