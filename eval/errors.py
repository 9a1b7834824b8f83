"""What stops an evaluation before it has measured anything.

EvaluationError
├── GoldenError       a golden question is broken, or none was selected
├── CorpusError       the manifest or an original file cannot be read
└── ThresholdsError   the configuration of the thresholds is broken
"""


class EvaluationError(ValueError):
    """The evaluation cannot be run; the message names the place and the cause."""


class GoldenError(EvaluationError):
    """A golden question is broken, or none was selected."""


class CorpusError(EvaluationError):
    """The manifest or an original file cannot be read."""


class ThresholdsError(EvaluationError):
    """The configuration of the thresholds is broken."""
