"""Files that a command writes."""

import os
import secrets
import shutil
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file beside, then puts it in the place of what was there: never a half one. A link stays a link."""
    place = path.resolve()
    beside = place.with_name(f".planassistent-{secrets.token_hex(8)}")
    try:
        if place.exists() and (not place.is_file() or not os.access(place, os.W_OK)):
            place.open("r+b").close()  # raises what is wrong with it
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if place.exists():
            shutil.copymode(place, beside)
        beside.replace(place)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error
    except BaseException:  # an interruption from the keyboard
        beside.unlink(missing_ok=True)
        raise
