"""Word and PowerPoint files, web pages and Markdown that are bad or odd."""

from tests.ingest.odd_archives import TEXT, odd_archives
from tests.ingest.odd_markup import odd_markup
from tests.ingest.odd_slides import SLIDE, odd_slides, slide_parts
from tests.ingest.odd_word import DOCUMENT, odd_words
from tests.ingest.readers.office_files import p, word_parts


def odd_offices(outside: str) -> dict[str, bytes]:
    """All of them, by a file name that says what is odd; from the address `outside` nothing may be fetched."""
    words = {**odd_archives(word_parts(p(TEXT)), DOCUMENT, outside), **odd_words(outside)}
    slides = {**odd_archives(slide_parts(), SLIDE, outside), **odd_slides(outside)}
    return {
        **odd_markup(outside),  # the slowest of them begins soon
        **{f"{name}.docx": content for name, content in words.items()},
        **{f"{name}.pptx": content for name, content in slides.items()},
    }
