"""The check of a plan: every rule, each finding with quotes that stand verbatim on their pages."""

from collections.abc import Callable, Iterator

from assistant import labels
from assistant.answering.checks.verify import is_verified
from assistant.answering.draft import Claim
from assistant.links import page_url
from assistant.quality.dates import out_of_order, outside_the_years
from assistant.quality.findings import Evidence, Finding, FindingKind, Plan, QualityReport, Quote, Suspicion
from assistant.quality.measures import differing_reprints, incomplete, shared_descriptions
from assistant.quality.owners import differing_owners
from assistant.quality.phrasing import advice, sentence
from assistant.texts import Language
from corpus.readable import Readable
from corpus.text.places import narrowed

Rule = Callable[[Plan], Iterator[Suspicion]]

_RULES: tuple[Rule, ...] = (
    incomplete,
    shared_descriptions,
    differing_reprints,
    differing_owners,
    out_of_order,
    outside_the_years,
)


def check(library: Readable, document_id: str, language: Language = "nb") -> QualityReport:
    """What may be wrong in a published document.

    Raises KeyError where there is no such document.
    """
    snapshot = library.snapshot
    generation_id = snapshot.generations[document_id]
    plan = Plan(
        document=snapshot.documents[document_id],
        generation_id=generation_id,
        measures=tuple(snapshot.measures_in({document_id})),
        passages=tuple(snapshot.passages_in(document_id)),
        duties=tuple(snapshot.duties_in({document_id})),
        units=snapshot.units,
        page=lambda number: library.page(generation_id, number, words=False),
    )
    return report(plan, language)


def report(plan: Plan, language: Language = "nb") -> QualityReport:
    """What the rules find in a plan; a suspicion whose quotes do not stand on their pages is none."""
    found = dict.fromkeys(suspicion for rule in _RULES for suspicion in rule(plan))
    shown = (_finding(suspicion, plan, language) for suspicion in found)
    return QualityReport(
        document_id=plan.document.id,
        document_title=plan.document.title,
        title_stated=plan.document.title_stated,
        issuer=plan.document.issuer,
        retelling=plan.document.is_retelling,
        generation_id=plan.generation_id,
        language=language,
        measures=len(plan.measures),
        duties=len(plan.duties),
        tables_as_text=plan.document.coverage.tables_as_text,
        findings=tuple(sorted(filter(None, shown), key=_place_in_report)),
    )


def _place_in_report(finding: Finding) -> tuple[int, int]:
    """The gravest kind first, and each kind from page to page."""
    return list(FindingKind).index(finding.kind), finding.pages[0]


def _finding(suspicion: Suspicion, plan: Plan, language: Language) -> Finding | None:
    evidence = [_evidence(quote, plan, language) for quote in suspicion.quotes]
    if None in evidence:
        return None
    return Finding(
        kind=suspicion.kind,
        message=sentence(suspicion.kind, suspicion.says, language),
        advice=advice(suspicion.kind, language),
        measures=suspicion.measures,
        pages=tuple(dict.fromkeys(quote.page for quote in suspicion.quotes)),
        evidence=tuple(filter(None, evidence)),
    )


def _evidence(quote: Quote, plan: Plan, language: Language) -> Evidence | None:
    """The quote where it stands, or None where it does not stand there."""
    page = plan.page(quote.page)
    if page is None or not is_verified(Claim(text=quote.text, quote=quote.text), page.text):
        return None
    words = " ".join(quote.text.split())
    return Evidence(
        page=page.number,
        page_label=page.label,
        locator=labels.locator(narrowed(plan.passage(quote.passage_id), quote.text), page.locator, language),
        quote=words,
        url=page_url(plan.document.id, page.number, plan.generation_id, words),
    )
