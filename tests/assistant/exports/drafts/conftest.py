from tests.assistant.drafting.conftest import hikes as hikes
