"""Answers about a store, each worked out once for as long as the store stays as it is."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, Final, TypeVar, TypeVarTuple
from weakref import WeakKeyDictionary

from runstrong.store.database import Store

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

KEPT: Final = 64
"""Answers kept of one state: every page together asks for fewer."""

_MISSING: Final = object()


class _Answers:
    """The answers about one state of a store, the one asked for longest ago first."""

    def __init__(self, revision: int) -> None:
        self.revision: Final = revision
        self._kept: OrderedDict[object, Any] = OrderedDict()
        self._one_look = Lock()

    def get(self, key: object) -> Any:
        with self._one_look:
            if key not in self._kept:
                return _MISSING
            self._kept.move_to_end(key)
            return self._kept[key]

    def put(self, key: object, answer: object) -> None:
        with self._one_look:
            self._kept[key] = answer
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)


_of_store: Final[WeakKeyDictionary[Store, _Answers]] = WeakKeyDictionary()
_lasting: Final[WeakKeyDictionary[Store, dict[object, tuple[int, Any]]]] = WeakKeyDictionary()
_one_look: Final = Lock()


def once(store: Store, question: Callable[[Store, *Ts], T], *arguments: *Ts) -> T:
    """What `question` answers about the store, worked out once per state of it.

    Every write raises the store's revision (in the midst of an import every few seconds): an old answer is never
    found again, and nothing has to be cleared by hand. Answers are shared and never copied: frozen nouns, or lists
    that nobody changes. Who is writing asks anew, because what is half written is no state of the store.
    """
    if store.is_writing:
        return question(store, *arguments)
    answers, key = _answers(store), (question, arguments)
    answer = answers.get(key)
    if answer is _MISSING:
        answer = question(store, *arguments)
        answers.put(key, answer)
    given: T = answer
    return given


def renewed(store: Store, question: Callable[[Store, T | None], T]) -> T:
    """The same for a question that is handed its own last answer, to take over what still holds of it.

    It must answer as it would to None. That one answer is all that is held of an earlier state.
    """
    if store.is_writing:
        return question(store, None)
    with _one_look:
        lasting = _lasting.setdefault(store, {})
    now = store.shown_revision
    last: Any
    revision, last = lasting.get(question, (None, None))
    if revision == now:
        known: T = last
        return known
    answer = question(store, last)
    lasting[question] = now, answer
    return answer


def known(store: Store, question: Callable[[Store, *Ts], T], *arguments: *Ts) -> T | None:
    """The answer, if it has been worked out for this state of the store already."""
    if store.is_writing:
        return None
    answer: T | None = _answers(store).get((question, arguments))
    return None if answer is _MISSING else answer


def _answers(store: Store) -> _Answers:
    """The answers about the store as it is now; those about what it was are let go."""
    with _one_look:
        answers = _of_store.get(store)
        if answers is None or answers.revision != store.shown_revision:
            answers = _of_store[store] = _Answers(store.shown_revision)
    return answers
