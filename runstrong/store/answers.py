"""Answers about a store, each worked out once for as long as the store stays as it is."""

from collections.abc import Callable
from functools import lru_cache
from threading import Lock
from typing import Any, Final, TypeVar, TypeVarTuple
from weakref import WeakKeyDictionary, ref

from runstrong.store.database import Store

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
_Answer = Callable[[Callable[..., Any], tuple[object, ...]], Any]

KEPT: Final = 64
"""Answers kept of one state: every page together asks for fewer."""

_of_store: Final[WeakKeyDictionary[Store, tuple[int, _Answer]]] = WeakKeyDictionary()
_one_look: Final = Lock()


def once(store: Store, question: Callable[[Store, *Ts], T], *arguments: *Ts) -> T:
    """What `question` answers about the store, worked out once per state of it.

    Every write raises the store's revision: an old answer is never found again, and nothing has to be cleared by
    hand. Answers are shared and never copied: frozen nouns, or lists that nobody changes. Who is writing asks
    anew, because what is half written is no state of the store.
    """
    if store.is_writing:
        return question(store, *arguments)
    answer: T = _answers(store)(question, arguments)
    return answer


def _answers(store: Store) -> _Answer:
    """The answers about the store as it is now; those about what it was are let go."""
    with _one_look:
        known = _of_store.get(store)
        if known is None or known[0] != store.revision:
            known = _of_store[store] = store.revision, _none_yet(ref(store))
    return known[1]


def _none_yet(store: ref[Store]) -> _Answer:
    # The store holds its answers, so they must not hold the store.
    @lru_cache(maxsize=KEPT)
    def answer(question: Callable[..., Any], arguments: tuple[object, ...]) -> Any:
        return question(store(), *arguments)

    return answer
