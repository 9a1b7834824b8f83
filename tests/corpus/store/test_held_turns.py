from datetime import UTC, datetime

from corpus.store.conversation_turns import NewTurn, Turn
from corpus.store.held_turns import HeldTurns


def new(conversation: str, message: str, owner: str = "kari", answer: str = "Fem turer") -> NewTurn:
    turn = Turn(message_id=message, question="Når?", standalone="Når?")
    return NewTurn(
        conversation_id=conversation,
        begins=True,
        owner=owner,
        asked_at=datetime.now(UTC),
        turn=turn,
        answer=answer,
        documents=frozenset(),
    )


def test_no_more_turns_are_held_than_there_is_room_for() -> None:
    held = HeldTurns(most_turns=2)
    first = new("a", "1")
    assert held.add(first)
    assert held.add(new("b", "2"))
    assert not held.add(new("c", "3"))
    held.written(first)
    assert held.add(new("c", "3"))
    assert len(held) == 2


def test_no_more_bytes_are_held_than_there_is_room_for() -> None:
    held = HeldTurns(most_bytes=100)
    assert not held.add(new("a", "1", answer="å" * 50))
    assert held.add(new("a", "1", answer="å" * 45))
    assert not held.add(new("b", "2"))
    held.forget("a")
    assert held.add(new("b", "2", answer="å" * 45))


def test_those_of_a_conversation_come_in_order_and_others_may_come_first() -> None:
    held = HeldTurns()
    turns = [new("a", "1"), new("b", "2"), new("a", "3")]
    for one in turns:
        held.add(one)
    assert held.of("a") == held.around("3") == [turns[0], turns[2]]
    assert held.around("1") == [turns[0]]
    held.put_last("a")
    assert held.first() is turns[1]
    held.written(turns[1])
    assert held.first() is turns[0]


def test_what_is_held_of_an_owner_is_let_go_of() -> None:
    held = HeldTurns()
    for one in (new("a", "1"), new("b", "2", "ola"), new("c", "3")):
        held.add(one)
    assert held.conversations("kari") == ["a", "c"]
    held.forget_owners(["kari", "per"])
    assert (len(held), held.of("a"), held.conversations("ola")) == (1, [], ["b"])
