"""Whether what a language model wrote is borne out by the whole sentences, or the whole row, that it cites."""

from assistant.answering.bearing.evidence import Evidence, evidence_for
from assistant.answering.bearing.fault import Fault
from assistant.answering.bearing.judging import fault_of, warm_up

__all__ = ["Evidence", "Fault", "evidence_for", "fault_of", "warm_up"]
