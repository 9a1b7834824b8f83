from tests.assistant.conftest import shelf as shelf
