"""Every task there is; procrastinate finds this module, each file below holds one room's."""

from lgnet.jobs.audit import anchor_audit
from lgnet.jobs.grants import snapshot_open_periods
from lgnet.jobs.housing import expire_holds, record_bed_nights
from lgnet.jobs.people import note_look_alikes

__all__ = [
    "anchor_audit",
    "expire_holds",
    "note_look_alikes",
    "record_bed_nights",
    "snapshot_open_periods",
]
