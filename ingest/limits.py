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
    most = limits.size // MIB
    return f"filen er på {-(-size // MIB)} MB, og høyst {most} MB er tillatt (PLANASSISTENT_MAX_FILE_MB); del den opp"


def too_many_pages(pages: int, most: int) -> str:
    """Why a file of so many pages is refused."""
    return f"filen har {pages} sider, og høyst {most} er tillatt (PLANASSISTENT_MAX_PAGES); del den opp"


def too_slow(limits: Limits) -> str:
    """Why a file that was not read in time is refused."""
    seconds = f"{limits.seconds:g}".replace(".", ",")
    return (
        f"lesingen ble stoppet fordi den tok mer enn {seconds} sekunder (PLANASSISTENT_READ_SECONDS); "
        "åpne filen i et program, lagre den på nytt eller del den opp, og prøv igjen"
    )


def too_much_memory(limits: Limits) -> str:
    """Why a file that needs too much memory is refused."""
    return (
        f"lesingen trenger mer enn {limits.memory // MIB} MB minne (PLANASSISTENT_READ_MEMORY_MB); "
        "åpne filen i et program, lagre den på nytt eller del den opp, og prøv igjen"
    )


def broken(ending: str, limits: Limits) -> str:
    """Why a file is refused whose reader was brought down: by a fault, or by a library that got no more memory."""
    return (
        f"lesingen brøt sammen ({ending}): filen er skadet, eller trenger mer enn {limits.memory // MIB} MB minne "
        "(PLANASSISTENT_READ_MEMORY_MB); åpne den i et program, lagre den på nytt, og prøv igjen"
    )
