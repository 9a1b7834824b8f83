"""The tables of what the language model is used for: of each user for two days, of all together for a month."""

from datetime import date, datetime

from sqlalchemy import BigInteger, DateTime, String
from sqlalchemy.orm import Mapped, mapped_column

from corpus.store.schema import Base

EVERYBODY = ""
"""The owner of the row of a day in which all is counted; it stays where a user's is deleted."""


class ModelUseRow(Base):
    """What was used on a day, by one or by all; `cost` is in billionths of whatever the prices are in."""

    __tablename__ = "model_use"

    day: Mapped[date] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)
    replies: Mapped[int] = mapped_column(BigInteger, default=0)
    estimated: Mapped[int] = mapped_column(BigInteger, default=0)
    prompt_tokens: Mapped[int] = mapped_column(BigInteger, default=0)
    completion_tokens: Mapped[int] = mapped_column(BigInteger, default=0)
    cost: Mapped[int] = mapped_column(BigInteger, default=0)


class ModelHoldRow(Base):
    """What a reply that is under way may use; it holds nothing after `until`, should nobody take it back."""

    __tablename__ = "model_hold"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    owner: Mapped[str] = mapped_column(String(64))
    tokens: Mapped[int] = mapped_column(BigInteger)
    cost: Mapped[int] = mapped_column(BigInteger)
    until: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
