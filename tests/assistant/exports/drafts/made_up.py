"""A whole draft on the shipped template: every section and row written, with words of its own and of plans."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.drafting.marking import as_quote
from assistant.drafting.template import Template
from assistant.drafting.templates import Templates
from assistant.exports.drafts.content import Written
from corpus.library import Library
from corpus.store.drafts import ROW_PARTS, DraftRecord, FieldText, own_row_key
from tests.assistant.drafting.sources_taken import taken

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
LENT = "Bydelene skal eie regntøy som barn kan låne"
SOUP = "Kokken lager suppe av gulrøtter hver torsdag."
OWN_ROW = own_row_key("sprak", 1)


def shipped_template() -> Template:
    found = Templates(Path("/nowhere")).get("lokal-handlingsplan")
    assert found is not None
    return found


def record(template: Template, **said: Any) -> DraftRecord:
    return DraftRecord.model_validate(
        {
            "id": "utkast",
            "title": "Lokal handlingsplan for kvalitet i barnehagene",
            "template": template.model_dump(mode="json"),
            "written_form": "nb",
            "unit": "Bydel Storhaug",
            "jurisdiction": "Oslo, Bydel Storhaug",
            "period": "2026–2030",
            "state": "hearing",
            "collection": None,
            "owner": "kari",
            "assisted": False,
            "created_at": NOW,
            "changed_at": NOW,
            **said,
        }
    )


def field_text(key: str, **parts: str) -> FieldText:
    own = ".eget-" in key
    return FieldText(key=key, parts=parts, revision=1, begun_at=NOW, changed_at=NOW, by="kari", by_name="Kari", own=own)


def texts_of(template: Template) -> dict[str, FieldText]:
    """Words of its own in every field and every cell, and a row of one's own; each names its key, to be found by."""
    found: dict[str, FieldText] = {}
    for field in template.fields():
        name = field.key.rpartition(".")[2]
        if field.kind == "row":
            found[field.key] = field_text(
                field.key,
                description=f"Storhaug prøver ut {name} i alle barnehager og deler det som virker.",
                responsible="Barnehagene\nPPT",
                schedule="Kontinuerlig",
                funding=f"Egen ramme for {name}",
            )
        elif field.kind == "text":
            found[field.key] = field_text(
                field.key, text=f"Bydelen har skrevet om {name}.\n\n- Vi samles hver høst.\n- Vi deler erfaringer."
            )
        else:
            found[field.key] = field_text(field.key, text="2026-03-02" if field.kind == "date" else "Bydel Storhaug")
    found[OWN_ROW] = field_text(
        OWN_ROW, **dict.fromkeys(ROW_PARTS, "Et eget ord"), title="Lesevenner fra eldresenteret"
    )
    return found


def written(library: Library, **said: Any) -> Written:
    """The draft, with three references to two pages, the later page named first."""
    template = shipped_template()
    texts = texts_of(template)
    lent, soup = taken(library, LENT, 4), taken(library, SOUP, 9)
    texts["utfordringsbilde"] = field_text(
        "utfordringsbilde", text=f"Mange barn mangler regntøy. {as_quote(SOUP, 9)} Maten er god [9]. Slutt."
    )
    texts["sprak.boklesing"] = field_text(
        "sprak.boklesing",
        description=f"{as_quote(LENT, 4)}\nVi låner også ut bøker [4, 9].",
        responsible="Bydelen",
        schedule="2026",
        funding="",
    )
    return Written(record(template, **said), template, texts, (lent, soup))
