"""The check of a plan: every rule, each finding with quotes that stand verbatim on their pages."""

from collections.abc import Callable, Iterator

from assistant.answering.verify import Claim, is_verified
from assistant.links import page_url
from assistant.quality.dates import out_of_order, outside_the_years
from assistant.quality.findings import Evidence, Finding, Plan, QualityReport, Quote, Suspicion
from assistant.quality.measures import differing_wordings, incomplete, shared_descriptions
from assistant.quality.owners import differing_owners
from assistant.quality.phrasing import sentence
from assistant.question.language import Language
from corpus.library import Library

Rule = Callable[[Plan], Iterator[Suspicion]]

_RULES: tuple[Rule, ...] = (
    incomplete,
    shared_descriptions,
    differing_wordings,
    differing_owners,
    out_of_order,
    outside_the_years,
)


def check(library: Library, document_id: str, language: Language = "nb") -> QualityReport:
    """What may be wrong in a published document; a suspicion whose quotes do not stand on their pages is none.

    Raises KeyError where there is no such document.
    """
    plan = _plan(library, document_id)
    found = dict.fromkeys(suspicion for rule in _RULES for suspicion in rule(plan))
    snapshot = library.snapshot
    return QualityReport(
        document_id=document_id,
        document_title=plan.document.title,
        title_stated=plan.document.title_stated,
        issuer=plan.document.issuer,
        retelling=plan.document.retelling_of is not None,
        generation_id=plan.generation_id,
        language=language,
        measures=len(plan.measures),
        duties=len(plan.duties),
        findings=tuple(
            Finding(
                kind=suspicion.kind,
                message=sentence(suspicion.kind, suspicion.says, language),
                measures=suspicion.measures,
                pages=tuple(dict.fromkeys(quote.page for quote in suspicion.quotes)),
                evidence=tuple(_evidence(quote, plan, snapshot.places) for quote in suspicion.quotes),
            )
            for suspicion in found
            if all(_stands(quote, plan) for quote in suspicion.quotes)
        ),
    )


def _plan(library: Library, document_id: str) -> Plan:
    snapshot = library.snapshot
    generation_id = snapshot.generations[document_id]

    def page_text(number: int) -> str:
        page = library.page(generation_id, number, words=False)
        return page.text if page else ""

    return Plan(
        document=snapshot.documents[document_id],
        generation_id=generation_id,
        measures=tuple(measure for measure in snapshot.measures if measure.document_id == document_id),
        passages=tuple(passage for passage in snapshot.passages if passage.document_id == document_id),
        duties=tuple(duty for duty in snapshot.duties if duty.document_id == document_id),
        units=snapshot.units,
        page_text=page_text,
    )


def _stands(quote: Quote, plan: Plan) -> bool:
    return is_verified(Claim(text=quote.text, quote=quote.text), plan.page_text(quote.page))


def _evidence(quote: Quote, plan: Plan, places: dict[tuple[str, int], tuple[str | None, str]]) -> Evidence:
    label, locator = places[plan.generation_id, quote.page]
    words = " ".join(quote.text.split())
    return Evidence(
        page=quote.page,
        page_label=label,
        locator=locator,
        quote=words,
        url=page_url(plan.document.id, quote.page, plan.generation_id, words),
    )
