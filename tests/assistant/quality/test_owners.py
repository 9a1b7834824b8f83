import pytest

from assistant.quality.findings import FindingKind
from assistant.quality.owners import differing_owners
from tests.assistant.quality.made_up import with_rows

BODY = """\fOm tiltakene

{heading}

Det er mange turer i året, og alle trenger noen å gå sammen med på stien. {sentence}
"""


def found(heading: str, sentence: str) -> list[tuple[str, ...]]:
    suspicions = list(differing_owners(with_rows(after=BODY.format(heading=heading, sentence=sentence))))
    assert all(one.kind is FindingKind.OWNERS_DIFFER for one in suspicions)
    return [one.says for one in suspicions]


def test_another_owner_in_the_text_is_found() -> None:
    assert found("Turvenner", "PPT har ansvar for turvennene.") == [("Turvenner", "Bydelene", "PPT")]


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("Turvenner", "Bydelene har ansvar for turvennene."),
        ("Turvenner", "UTD og bydelene har ansvar for turvennene."),
        ("Turvenner", "Kommunen har ansvar for turvennene."),  # of which the districts are a part
        ("Turvenner", "PPT skal møte turvennene."),
        ("Båtene", "PPT har ansvar for båtene."),
    ],
)
def test_what_says_no_other_owner_is_passed_over(heading: str, sentence: str) -> None:
    assert found(heading, sentence) == []
