"""How much one file may ask for before it is refused."""

from pydantic import BaseModel, ConfigDict, Field

MIB = 2**20


class Limits(BaseModel):
    """Of one file: its size in bytes, its pages, and the seconds and bytes of memory that reading it may take.

    The defaults leave room: the largest plans seen have 3 % of the pages, and 2,000 pages take a tenth of the time.
    """

    model_config = ConfigDict(frozen=True)

    size: int = Field(default=100 * MIB, gt=0)
    pages: int = Field(default=5_000, gt=0)
    seconds: float = Field(default=600, gt=0)
    memory: int = Field(default=2_048 * MIB, gt=0)


def too_large(size: int, limits: Limits) -> str:
    """Why a file of so many bytes is refused."""
    return (
        f"the file has {size // MIB} MiB, at most {limits.size // MIB} are taken (PLANASSISTENT_MAX_FILE_MB); divide it"
    )


def too_many_pages(pages: int, most: int) -> str:
    """Why a file of so many pages is refused."""
    return f"the file has {pages} pages, at most {most} are taken (PLANASSISTENT_MAX_PAGES); divide it"


def too_slow(limits: Limits) -> str:
    """Why a file that was not read in time is refused."""
    return (
        f"reading it took more than the {limits.seconds:g} seconds allowed (PLANASSISTENT_READ_SECONDS) and was "
        "stopped; open the file in a program, save it anew or divide it, and give that"
    )


def too_much_memory(limits: Limits) -> str:
    """Why a file that needs too much memory is refused."""
    return (
        f"reading it needs more than the {limits.memory // MIB} MiB of memory allowed (PLANASSISTENT_READ_MEMORY_MB); "
        "open the file in a program, save it anew or divide it, and give that"
    )


def broken(ending: str, limits: Limits) -> str:
    """Why a file is refused whose reader was brought down: by a fault, or by a library that got no more memory."""
    return (
        f"reading it brought the reader down ({ending}): the file is damaged, or needs more than the "
        f"{limits.memory // MIB} MiB of memory allowed (PLANASSISTENT_READ_MEMORY_MB); "
        "open it in a program, save it anew, and give that"
    )
