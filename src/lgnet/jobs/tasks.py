"""Every task there is; procrastinate finds this module, each file below holds one room's."""

from lgnet.jobs.accounts import sweep_sessions
from lgnet.jobs.audit import anchor_audit
from lgnet.jobs.grants import snapshot_open_periods
from lgnet.jobs.housing import expire_holds, nudge_facilities, record_bed_nights, send_nudge
from lgnet.jobs.matching import compare_new, settle_all, write_all
from lgnet.jobs.people import note_look_alikes
from lgnet.jobs.plans import make_plan
from lgnet.jobs.privacy import find_due, note_anomalies

__all__ = [
    "anchor_audit",
    "compare_new",
    "expire_holds",
    "find_due",
    "make_plan",
    "note_anomalies",
    "note_look_alikes",
    "nudge_facilities",
    "record_bed_nights",
    "send_nudge",
    "settle_all",
    "snapshot_open_periods",
    "sweep_sessions",
    "write_all",
]
