"""Plain text: UTF-8, a form feed between pages."""

from ingest.readers.base import RawDocument, RawPage, UnreadableFileError

_CONTROL = frozenset(map(chr, range(32))) - frozenset("\t\n\r\f")
_BINARY_SHARE = 0.01


class TextReader:
    """Reads `.txt` files."""

    suffixes = (".txt",)
    version = "text-1"

    def read(self, content: bytes) -> RawDocument:
        """The pages between form feeds; an empty page keeps its number."""
        text = decoded(content)
        return RawDocument(
            pages=tuple(
                RawPage(number=number, lines=tuple(page.split("\n")))
                for number, page in enumerate(text.removesuffix("\f").split("\f"), start=1)
            )
        )


def decoded(content: bytes) -> str:
    """The text of a file, its line ends as newlines.

    Raises UnreadableFileError where it is empty, binary or not UTF-8.
    """
    if not content:
        raise UnreadableFileError("filen er tom; bruk en som har tekst")
    if b"\0" in content:
        raise UnreadableFileError("filen er ikke tekst; lagre den som tekst i UTF-8, eller i et format som kan leses")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            f"teksten er ikke i UTF-8 (byte {error.start} er {content[error.start]:#04x}); lagre den på nytt som UTF-8"
        ) from error
    if is_binary(text):
        raise UnreadableFileError("filen er ikke tekst; lagre den som tekst i UTF-8, eller i et format som kan leses")
    if not text.strip():
        raise UnreadableFileError("filen er tom; bruk en som har tekst")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_binary(text: str) -> bool:
    """Whether so much of a text are control characters that it is none."""
    return sum(character in _CONTROL for character in text) > _BINARY_SHARE * len(text)
