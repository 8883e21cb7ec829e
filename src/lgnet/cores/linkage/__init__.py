"""Is this the same person? Names of any script and spelling, births half known, numbers.

For: finding people in any spelling (``understand``, ``rank``), telling how far two files may be
about one person and why (``compare``), grouping files (``cluster``), and asking other cities
without telling them who (``fingerprints``). Tables of names and weights are data with a source.
Never: a merge, a decision about a person, a score nobody can take apart, any input/output.
"""

from lgnet.cores.linkage.blocking import Kind, Token, identifier_tokens, matching_tokens, tokens
from lgnet.cores.linkage.cluster import Clusters, Pair, cluster
from lgnet.cores.linkage.compare import Comparison, compare
from lgnet.cores.linkage.fingerprints import Encoder
from lgnet.cores.linkage.meeting import DEFAULT_POLICY, MOST_TOKENS, Lookup, Policy
from lgnet.cores.linkage.search import Answer, Question, rank, understand
from lgnet.cores.linkage.text import clean, code
from lgnet.cores.linkage.types import (
    Birth,
    Identifier,
    LinkageInputError,
    Name,
    NameKind,
    Precision,
    Record,
    Sex,
    phone_digits,
)
from lgnet.cores.linkage.weights import DEFAULT, Band, Code, Weights

__all__ = [
    "DEFAULT",
    "DEFAULT_POLICY",
    "MOST_TOKENS",
    "Answer",
    "Band",
    "Birth",
    "Clusters",
    "Code",
    "Comparison",
    "Encoder",
    "Identifier",
    "Kind",
    "LinkageInputError",
    "Lookup",
    "Name",
    "NameKind",
    "Pair",
    "Policy",
    "Precision",
    "Question",
    "Record",
    "Sex",
    "Token",
    "Weights",
    "clean",
    "cluster",
    "code",
    "compare",
    "identifier_tokens",
    "matching_tokens",
    "phone_digits",
    "rank",
    "tokens",
    "understand",
]
