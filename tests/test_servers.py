from contextlib import closing

import numpy as np
from sqlalchemy import create_engine, text

from corpus.index.dense import DenseIndex
from corpus.store.catalogue import Catalogue
from tests.corpus.catalogued import OTHER, publish, shown
from tests.servers import Chroma, PostgreSQL


def test_every_database_is_empty_and_gone_afterwards(postgresql: PostgreSQL) -> None:
    with postgresql.database() as url:
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE kept (id INTEGER)"))
        engine.dispose()
    with postgresql.database() as other:
        engine = create_engine(other)
        with engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM pg_tables WHERE tablename = 'kept'")).scalar() == 0
            names = connection.execute(text("SELECT datname FROM pg_database")).scalars().all()
        engine.dispose()
    assert url.rpartition("/")[2] not in names


def test_what_was_kept_is_there_after_the_server_was_started_again(postgresql: PostgreSQL) -> None:
    with postgresql.database() as url:
        with closing(Catalogue(url)) as catalogue:
            publish(catalogue, OTHER)
        postgresql.server.restart()
        with closing(Catalogue(url)) as catalogue:
            assert shown(catalogue) == [OTHER.generation_id]


def test_each_chroma_database_has_its_own_vectors(chroma: Chroma) -> None:
    one, other = DenseIndex.remote(chroma.database()), DenseIndex.remote(chroma.database())
    one.add(["a"], np.ones((1, 4), dtype=np.float32))
    assert one.ids() == {"a"}
    assert other.ids() == set()
    one.close()
    other.close()
