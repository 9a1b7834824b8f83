"""What was worked out of a snapshot and some words, remembered for as long as both are what they were."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, NamedTuple, TypeVar
from weakref import ReferenceType, ref

from corpus.snapshot import Snapshot

_Value = TypeVar("_Value")


class _Kept(NamedTuple, Generic[_Value]):
    snapshot: ReferenceType[Snapshot]
    value: _Value


class Memory(Generic[_Value]):
    """Keeps the values that were asked for last, in this process alone; safe to use from several threads.

    A snapshot is never changed: a document that is read, moved or removed makes another one. So what was made of the
    same snapshot and an equal key is what would be made again.
    """

    def __init__(self, most: int) -> None:
        """`most` values are kept."""
        self._most = most
        self._kept: OrderedDict[tuple[int, Hashable], _Kept[_Value]] = OrderedDict()
        self._lock = Lock()

    def recalled(self, snapshot: Snapshot, key: Hashable, make: Callable[[], _Value]) -> _Value:
        """The value of a key in a snapshot; made where it is not known. The key holds all else that it is made of."""
        place = id(snapshot), key
        with self._lock:
            found = self._kept.get(place)
            if found is not None and found.snapshot() is snapshot:
                self._kept.move_to_end(place)
                return found.value
        value = make()
        with self._lock:
            self._kept[place] = _Kept(ref(snapshot), value)
            self._kept.move_to_end(place)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return value
