"""The audit application: its events are written before every actor's commit."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Registers the flush."""

    name = "lgnet.lib.audit"
    label = "audit"

    def ready(self) -> None:
        from lgnet.lib.actor import before_commit
        from lgnet.lib.audit.chain import flush

        before_commit(flush)
