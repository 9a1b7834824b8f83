"""A whole local plan is written in a browser and taken home; its pages keep nobody out."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page, expect

from assistant.config import Settings
from assistant.drafting.template import Template
from assistant.exports.drafts.pdf import libreoffice
from assistant.opening import open_library
from assistant.texts import said
from corpus.library import Library
from tests.assistant.exports.drafts.made_up import shipped_template
from tests.browser.accessibility import violations
from tests.browser.conftest import DESKTOP, NARROW, PHONE, NewContext
from tests.browser.drafting import begin, save, saved
from tests.browser.server import serving
from tests.browser.taken_home import Listed, TakenHome, lost, lost_rows, numbered_texts, numbers_in_file, squeezed
from tests.browser.watching import Watch
from tests.local_plan import Cited, LocalPlan, OwnRow, local_plan, numbered

PARTS = ("description", "responsible", "schedule", "funding")
SUGGESTED_AT_LEAST = 0.9  # of the fields
_FIRST_WORDS = 5  # of what a writer is told


class Source(NamedTuple):
    """A source of the plan as it should be: the passage it is in, how the list names it, and its page's address."""

    passage_id: str
    said: str
    path: str


@pytest.fixture(scope="module")
def sources(plans_copy: Path, embedding_model_dir: Path) -> dict[str, Source]:
    """The sources of the plan, by their names."""
    with open_library(Settings(data_dir=plans_copy, model_dir=embedding_model_dir)) as library:
        return {name: found(library, cited) for name, cited in local_plan().sources.items()}


def found(library: Library, cited: Cited) -> Source:
    passage = next(
        passage
        for passage in library.snapshot.passages
        if passage.document_id == cited.document and cited.quote in " ".join(passage.text.split())
    )
    document, page = library.snapshot.document_of(passage), library.page(passage.generation_id, cited.page)
    assert page is not None
    named = f"{document.title}, {document.issuer or 'utgiver ikke oppgitt'}, {page.locator} (gjenfortelling)"
    return Source(passage.id, named, f"/documents/{cited.document}/pages/{cited.page}")


@pytest.fixture(scope="module")
def place(plans_copy: Path, embedding_model_dir: Path, sources: dict[str, Source]) -> Iterator[str]:
    """The address of a server that is written to."""
    assert sources
    with serving(plans_copy, embedding_model_dir) as found:
        yield found


def take_sources(page: Page, draft: str, plan: LocalPlan, sources: Mapping[str, Source]) -> dict[str, int]:
    """The numbers of the plan's sources in a draft, by their names."""
    address, _, draft_id = draft.rpartition("/utkast/")
    numbers = {}
    for name, source in sources.items():
        body = {"passage_id": source.passage_id, "quote": plan.sources[name].quote}
        taken = page.request.post(f"{address}/api/v1/drafts/{draft_id}/sources", data=body)
        assert taken.ok, taken.text()
        numbers[name] = taken.json()["number"]
    return numbers


def write(page: Page, parts: dict[str, str]) -> None:
    for part, text in parts.items():
        page.locator(f"#del-{part}").fill(text)
    save(page)


def write_own(page: Page, draft: str, row: OwnRow, numbers: dict[str, int]) -> None:
    page.goto(f"{draft}#{row.table}")
    page.locator(f"button[name=tabell][value={row.table}]").click()
    write(page, {part: numbered(getattr(row, part), numbers) for part in ("title", *PARTS)})


def test_a_whole_local_plan_is_written_and_taken_home(page: Page, place: str, sources: dict[str, Source]) -> None:
    plan = local_plan()
    draft = begin(page, place, plan.unit, plan.period)
    numbers = take_sources(page, draft, plan, sources)
    suggested = 0
    for key, parts in plan.fields.items():
        page.goto(f"{draft}/felt/{key}")
        suggested += page.locator(".suggestion").count() > 0
        write(page, {part: numbered(text, numbers) for part, text in parts.items()})
    for row in plan.own_rows:
        write_own(page, draft, row, numbers)
    assert suggested >= SUGGESTED_AT_LEAST * len(plan.fields)
    page.goto(draft)
    expect(page.locator(".figure").first).to_have_text(
        f"{len(plan.fields) + len(plan.own_rows)} av {len(plan.fields) + len(plan.own_rows)}"
    )
    taken = taken_home(page)
    read_back(plan, taken, sources, place)
    no_instruction(shipped_template(), taken.whole)
    if libreoffice() is None:
        pytest.skip("LibreOffice is missing: the file was read back, but not on paper")
    assert lost(numbered_texts(plan, numbers_in_file(plan)), taken.printed.whole) == []
    no_instruction(shipped_template(), taken.printed.whole)
    assert taken.printed.faults(taken.headings, "Beskrivelse av tiltak") == []


def taken_home(page: Page) -> TakenHome:
    """The Word file that the page of a draft gives."""
    with page.expect_download() as taken:
        page.get_by_role("link", name="Word", exact=True).click()
    return TakenHome(Path(taken.value.path()).read_bytes())


def read_back(plan: LocalPlan, taken: TakenHome, sources: Mapping[str, Source], place: str) -> None:
    """All that was written stands in the file with the numbers of its sources, and each of those in their list."""
    numbers = numbers_in_file(plan)
    texts = numbered_texts(plan, numbers)
    assert lost(texts, taken.whole) == []
    assert lost_rows(texts, taken.rows) == []
    assert len(taken.rows) == sum(len(cells) > 1 for cells in texts) + 2 * len(taken.document.tables)
    assert taken.named == set(taken.sources) == set(numbers.values())
    listed = {name: taken.sources[number] for name, number in numbers.items()}
    assert listed == {name: Listed(named, f"{place}{path}") for name, (_, named, path) in sources.items()}
    assert "«" in taken.whole


def no_instruction(template: Template, whole: str) -> None:
    """None of what a template tells its writers stands in a file, in either written form."""
    told = {words for field in template.fields() for words in (field.guidance.nb, field.guidance.nn) if words}
    begun = {squeezed(" ".join(words.split()[:_FIRST_WORDS])) for words in told}
    assert len(begun) > len(list(template.fields()))
    assert [words for words in begun if words in whole] == []
    assert re.search("Beskriv(?!else)", whole) is None


NYNORSK = {
    "forside.dato": {"text": "2025-06-12"},
    "mal-og-forventninger": {
        "text": "Alle avdelingar skal ha ein dagsplan innan 2027.\n\nStyraren set tre mål kvar haust og møtest i mars."
    },
    "sprak.boklesing": {
        "description": "Biblioteket byter bøker kvar sjette veke. «Skal barn få et godt barnehagetilbud, er "
        "tilstrekkelig bemanning grunnleggende.» [bemanning]",
        "responsible": "Bydelen\nBiblioteket",
        "schedule": "Frå hausten 2025",
        "funding": "150 000 kr i året",
    },
}


def test_a_plan_in_nynorsk_is_nynorsk_all_through_and_its_quotes_are_as_they_stood(
    page: Page, place: str, sources: dict[str, Source]
) -> None:
    template, cited = shipped_template(), {"bemanning": sources["bemanning"]}
    plan = local_plan().model_copy(update={"fields": NYNORSK, "own_rows": ()})
    draft = begin(page, place, form="Nynorsk")
    page.get_by_role("button", name="Vis alle felt").click()
    shown = {text.strip() for text in page.locator("main [lang=nn]").all_inner_texts()}
    assert {field.title.nn for field in template.fields()} <= shown
    numbers = take_sources(page, draft, plan, cited)
    for key, parts in NYNORSK.items():
        page.goto(f"{draft}/felt/{key}")
        (guidance,) = (field.guidance.nn for field in template.fields() if field.key == key)
        expect(page.locator("#veiledning")).to_have_text(guidance)
        write(page, {part: numbered(text, numbers) for part, text in parts.items()})
    proposed = take_proposal(page, f"{draft}/felt/utfordringsbilde")
    page.goto(draft)
    taken = taken_home(page)
    (number,) = (at for at, listed in taken.sources.items() if cited["bemanning"].path in listed.address)
    texts = numbered_texts(plan, {"bemanning": number})
    assert lost(texts, taken.whole) == []
    assert lost_rows(texts, taken.rows) == []
    quotes = re.findall("«([^»]+)»", proposed)
    assert quotes
    assert [quote for quote in quotes if squeezed(f"«{quote}»") not in taken.whole] == []
    assert set(quotes) <= {source["quote"] for source in stand(page, draft)}
    assert re.search(r"\b(seier|ifølgje)\b", proposed)
    assert is_nynorsk(template, taken) == []
    if libreoffice() is None:
        pytest.skip("LibreOffice is missing: the file was read back, but not on paper")
    assert lost(texts, taken.printed.whole) == []
    assert taken.printed.faults(taken.headings, "Omtale av tiltak") == []


def take_proposal(page: Page, field: str) -> str:
    """What is proposed from the first suggestion for a text, taken in."""
    page.goto(field)
    page.locator("input[name=valgt]").first.check()
    page.get_by_role("button", name="Foreslå tekst").click()
    page.get_by_role("button", name="Sett inn forslaget").click()
    expect(page.locator("#del-text")).not_to_have_value("")
    saved(page)
    return page.locator("#del-text").input_value()


def stand(page: Page, draft: str) -> list[dict[str, Any]]:
    """The sources of a draft, each of which has words that stand on its page as they are."""
    address, _, draft_id = draft.rpartition("/utkast/")
    found: list[dict[str, Any]] = page.request.get(f"{address}/api/v1/drafts/{draft_id}/sources").json()
    for source in found:
        text = page.request.get(f"{address}/api/v1/documents/{source['document_id']}/pages/{source['page']}").json()
        assert squeezed(source["quote"]) in squeezed(text["text"])
    return found


def is_nynorsk(template: Template, taken: TakenHome) -> list[str]:
    """What of ours in a file is not in nynorsk."""
    sections = [section for section in template.sections if section.kind != "front"]
    named = [*(section.title.nn for section in sections), said("draft_document.sources", "nn")]
    own = [
        *(said(f"draft_document.{key}", "nn") for key in ("contents", "fact_state", "not_written")),
        *(words.removeprefix("- ") for section in sections for words in section.standing.nn),
        *(section.commitment.nn for section in sections if section.commitment),
        *(field.title.nn for section in sections for field in section.fields),
    ]
    columns = ("measure", "description", "responsible", "schedule", "funding")
    heads = [said(f"draft_document.column_{name}", "nn") for name in columns]
    assert all(title in taken.headings for title in named)
    assert taken.rows[0] == heads
    assert taken.document.core_properties.language == "nn-NO"
    assert {one.said.rpartition(" ")[2] for one in taken.sources.values()} == {"(attforteljing)"}
    in_bokmal = ("contents", "not_written", "sources", "column_description", "column_responsible")
    foreign = [said(f"draft_document.{key}", "nb") for key in in_bokmal]
    every = [*taken.paragraphs, *(cell for row in taken.rows for cell in row)]
    return [*(words for words in own if squeezed(words) not in taken.whole), *(one for one in every if one in foreign)]


def test_an_outline_is_unfolded_at_once_and_opens_where_one_was(page: Page, place: str) -> None:
    draft = begin(page, place)
    row = page.get_by_role("link", name="Satsing på boklesing og leselyst")
    expect(row).to_be_hidden()
    page.get_by_role("button", name="Vis alle felt").click()
    row.click()
    page.get_by_role("navigation", name="Hvor du er").get_by_role("link").last.click()
    expect(page).to_have_url(f"{draft}#sprak")
    expect(row).to_be_visible()
    expect(page.get_by_role("link", name="Mattilbudet i barnehagen")).to_be_hidden()


LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": DESKTOP},
    "phone": {"viewport": PHONE, "has_touch": True, "is_mobile": True},
    "narrow": {"viewport": NARROW, "color_scheme": "dark", "reduced_motion": "reduce"},
}


@pytest.mark.parametrize("look", ["light", pytest.param("phone", marks=pytest.mark.slow), "narrow"])
def test_no_page_of_a_draft_keeps_anybody_out(new_context: NewContext, watch: Watch, place: str, look: str) -> None:
    watch.expect("409")
    page = new_context(**LOOKS[look]).new_page()
    draft = begin(page, place)
    row = f"{draft}/felt/sprak.boklesing"
    page.goto(row)
    write(
        page, {"description": "Vi leser [9]. «Alt er godt» [1].", "responsible": "Ukjent avdeling", "schedule": "snart"}
    )
    page.get_by_label("Ny kommentar").fill("Hvem skriver dette?")
    page.get_by_role("button", name="Kommenter", exact=True).click()
    paths = ("", "/felt/utfordringsbilde", "/felt/forside.dato", "/felt/sprak.boklesing", "/dekning", "/eksport.docx")
    found = {}
    for path in (*paths, "/versjoner/sprak.boklesing?fra=0", "?vedtatt", "/felt/sprak.boklesing?vedtatt"):
        if path == "?vedtatt":
            page.request.patch(draft.replace("/utkast/", "/api/v1/drafts/"), data={"state": "adopted"})
        page.goto(f"{draft}{path}")
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        found[path] = violations(page)
        wide = "document.documentElement.scrollWidth - Math.ceil(document.body.getBoundingClientRect().width)"
        if (wider := page.evaluate(wide)) > 0:
            found[path].append(f"{wider} pixels wider than the window")
    assert found == {path: [] for path in found}
