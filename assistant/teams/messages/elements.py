"""The parts of our cards. What is not ours to word stands in text runs, in which no sign is markup."""

from collections.abc import Sequence

from microsoft_teams.api.activities.message import MessageActivityInput
from microsoft_teams.cards import (
    Action,
    AdaptiveCard,
    CardElement,
    Container,
    ExecuteAction,
    OpenUrlAction,
    RichTextBlock,
    SubmitAction,
    TextBlock,
    TextRun,
)

from assistant.teams import buttons

VERSION = "1.5"
"""The newest form of cards that Teams has on every device."""


def card(body: Sequence[CardElement], actions: Sequence[Action] = (), *, language: str, spoken: str) -> AdaptiveCard:
    """A card; `spoken` stands where none can be shown."""
    made = AdaptiveCard(version=VERSION, lang=language, body=list(body), fallback_text=spoken)
    return made.with_actions(list(actions)) if actions else made


def message(words: str, *cards: AdaptiveCard) -> MessageActivityInput:
    """A message of ours with cards under it; a notification of cards alone says what is spoken for them."""
    summary = None if words else next((one.fallback_text for one in cards), None)
    made = MessageActivityInput(text=words or None, text_format="markdown", summary=summary)
    for one in cards:
        made.add_card(one)
    return made


def heading(words: str) -> TextBlock:
    """A heading in our own words."""
    return TextBlock(text=words, weight="Bolder", size="Medium", wrap=True, style="heading")


def paragraph(*runs: TextRun, is_close: bool = False) -> RichTextBlock:
    """Text that wraps; `is_close` where it belongs to what stands over it."""
    made = RichTextBlock(inlines=list(runs))
    return made.with_spacing("None") if is_close else made


def run(words: str, *, url: str | None = None, is_bold: bool = False, is_subtle: bool = False) -> TextRun:
    """Words as they are; with an address they open it."""
    made = TextRun(text=words)
    if url is not None:
        made.with_select_action(OpenUrlAction(url=url)).with_color("Accent")
    if is_bold:
        made.with_weight("Bolder")
    return made.with_is_subtle(True) if is_subtle else made


def opening(title: str, url: str) -> OpenUrlAction:
    """A button that opens a page."""
    return OpenUrlAction(title=title, url=url)


def asking(question: str, title: str, after: str | None = None) -> SubmitAction:
    """A button that asks a question, which then stands in the conversation as if it were written."""
    carried = buttons.data(buttons.Ask(question=question, after=after or None))
    back = {"type": "messageBack", "text": question, "displayText": question, "value": carried}
    return SubmitAction(title=title, data={"msteams": back})


def offered(question: str, after: str | None = None) -> Container:
    """A question to press, whole: the titles of buttons are cut on a telephone."""
    made = Container(style="emphasis", items=[paragraph(run(question).with_color("Accent"))])
    return made.with_spacing("Small").with_select_action(asking(question, question, after))


def turning(title: str, button: buttons.Button) -> ExecuteAction:
    """A button that puts another card in the place of its own."""
    return ExecuteAction(title=title, verb=button.do, data=buttons.data(button))
