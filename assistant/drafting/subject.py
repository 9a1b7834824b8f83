"""What a field of a draft is about: what it is called and asks for, and what it stands under."""

from assistant.drafting.template import FieldKind, Section, Template, WrittenForm
from corpus.models import Record

PREFERRED: WrittenForm = "nb"
"""The written form in which a template speaks to the plans: most of them are in bokmål."""


class Subject(Record):
    """A field by its words: its title, what it asks for, and the table's title, priority and commitment over it."""

    key: str
    kind: FieldKind
    title: str
    guidance: str = ""
    heading: str = ""
    priority: str = ""
    commitment: str = ""

    @property
    def is_told(self) -> bool:
        """Whether plans can say anything of it: a name or a date is the writer's own."""
        return self.kind in ("text", "row")


def subject_of(template: Template, key: str, own_title: str = "") -> Subject | None:
    """What a field of a template is about, or a row of one's own by its title; None where the key is neither's."""
    section = template.section_of(key)
    if section is None:
        return None
    field = template.field(key)
    if field is None:
        return _subject(section, key, "row", own_title.strip())
    return _subject(section, key, field.kind, field.title.form(PREFERRED), field.guidance.form(PREFERRED))


def _subject(section: Section, key: str, kind: FieldKind, title: str, guidance: str = "") -> Subject:
    said = {"priority": section.priority, "commitment": section.commitment}
    return Subject(
        key=key,
        kind=kind,
        title=title,
        guidance=guidance,
        heading=section.title.form(PREFERRED),
        **{name: wording.form(PREFERRED) for name, wording in said.items() if wording is not None},
    )


def subjects_of(template: Template) -> tuple[Subject, ...]:
    """What each field of a template is about, in order."""
    found = (subject_of(template, field.key) for field in template.fields())
    return tuple(subject for subject in found if subject is not None)
