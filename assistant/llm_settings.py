"""Settings of the language model: which, where, and how much it may cost; without one, answers are extractive."""

from pydantic_settings import BaseSettings


class ModelSettings(BaseSettings):
    """How a language model is reached; without a model none is."""
