import json

from assistant.exports.drafts.content import content
from assistant.exports.drafts.data import exported
from corpus.library import Library
from tests.assistant.exports.drafts.made_up import OWN_ROW, SOUP, written


def test_the_sentences_are_there_with_their_origins(hikes: Library) -> None:
    draft = written(hikes)
    told = json.loads(exported(draft, content(draft, hikes, str)).model_dump_json())
    assert (told["template"], told["template_version"], told["state"]) == ("lokal-handlingsplan", 1, "hearing")
    fields = {field["key"]: field for field in told["fields"]}
    assert set(fields) == set(draft.texts)
    assert list(fields).index("sprak.boklesing") + 1 == list(fields).index(OWN_ROW)
    (text,) = fields["utfordringsbilde"]["parts"]
    assert [(one["origin"], one["sources"]) for one in text["sentences"]] == [
        ("own", []),
        ("quote", [9]),
        ("adapted", [9]),
        ("own", []),
    ]
    assert {source["number"]: source["quote"] for source in told["sources"]}[9] == SOUP
    assert [source["number"] for source in told["document"]["sources"]] == [1, 2]
