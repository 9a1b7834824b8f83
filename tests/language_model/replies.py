"""What scripted models write about the made-up plans of the tests, in the form that they are asked for."""

import json

ASKED = "Hvem har ansvar for svømmekurs for femåringer?"
WORDS = "Alle femåringer skal få tilbud om ti timer i bassenget."
OWNERS = "Oppvekst og barnehagene har ansvaret for svømmekurs for femåringer."
HOURS = "Det er alle femåringer som skal få tilbud om ti timer i bassenget."
QUOTED = "Oppvekst og Barnehagene har ansvaret for «Svømmekurs for femåringer» (tidsplan: 2026)."

Sentence = tuple[str, int, str]
"""A sentence, the number of its passage, and the words it rests on."""


def reply(*sentences: Sentence) -> str:
    """The JSON that a model is asked for."""
    told = [{"text": text, "rests_on": [{"passage": number, "words": words}]} for text, number, words in sentences]
    return json.dumps({"sentences": told}, ensure_ascii=False)


GOOD = reply((OWNERS, 1, WORDS), (HOURS, 1, WORDS))
