"""Writes of matching: fingerprints, hints, and questions between two cities."""

from lgnet.domain.matching.operations.answering import accept, decline, end
from lgnet.domain.matching.operations.asking import ask, withdraw
from lgnet.domain.matching.operations.common import ANSWER_WITHIN
from lgnet.domain.matching.operations.comparing import compare
from lgnet.domain.matching.operations.forgetting import forget
from lgnet.domain.matching.operations.settling import settle
from lgnet.domain.matching.operations.writing import write_prints

__all__ = [
    "ANSWER_WITHIN",
    "accept",
    "ask",
    "compare",
    "decline",
    "end",
    "forget",
    "settle",
    "withdraw",
    "write_prints",
]
