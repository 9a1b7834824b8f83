"""A store filled from a backup: all of it, or nothing."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.backup.archive import Archive, BackupError, Manifest, opened_archive
from corpus.backup.taking import Home
from corpus.complaints import quoted
from corpus.store.dump import LEFT_OUT
from corpus.store.filling import Filling, filled


def restore(source: Path, url: str, home: Home, templates: Path, *, replace: bool) -> Manifest:
    """Fills an empty store, or with `replace` any, from a backup; what was in it.

    All of it is read and compared with its sums before anything is written. Raises BackupError, CatalogueError, and
    OSError where files cannot be read or written; everything is as it was then.
    """
    with opened_archive(source) as archive:
        archive.verify()
        if not replace and templates.is_dir() and any(templates.iterdir()):
            raise BackupError(f"{quoted(templates)} er ikke tom; velg en ny datamappe, eller legg til --replace")
        with (
            _templates_put(archive, templates) as put_in_place,
            filled(url, archive.manifest.revision, replace=replace, before_the_end=put_in_place) as filling,
        ):
            _fill(archive, filling)
            files = home(filling.opened)
            for digest in archive.manifest.originals:
                files.keep(archive.original(digest))
        return archive.manifest


def _fill(archive: Archive, filling: Filling) -> None:
    for name in archive.manifest.tables:
        if name not in LEFT_OUT:
            filling.put(name, archive.table(name))


@contextmanager
def _templates_put(archive: Archive, folder: Path) -> Iterator[Callable[[], None]]:
    """What puts the templates of a backup in the place of those that are there; these come back where it fails."""
    new, old = (folder.with_name(f".{folder.name}-{name}") for name in ("restored", "replaced"))
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    new.mkdir(parents=True)
    for name in archive.manifest.templates:
        (new / name).write_bytes(archive.template(name))

    def put() -> None:
        if folder.exists():
            folder.rename(old)
        new.rename(folder)

    try:
        yield put
    except BaseException:
        if not new.exists():
            shutil.rmtree(folder)
        if old.exists():
            old.rename(folder)
        raise
    finally:
        for left in (new, old):
            shutil.rmtree(left, ignore_errors=True)
