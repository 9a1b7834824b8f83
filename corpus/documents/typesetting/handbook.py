"""The look of one plan."""

from reportlab.lib.pagesizes import A4

from corpus.documents.typesetting.layouts import Layout, template

_TITLE = "En mer inkluderende barnehage. Håndbok"


def layout() -> Layout:
    """Plain portrait pages."""
    return Layout(_TITLE, (template("page", A4, (60, 60, 60, 60)),))
