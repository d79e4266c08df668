"""Answers kept for one state of a store, and for no longer."""

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from runstrong.model.athlete import Setting
from runstrong.store import database, reads
from runstrong.store.answers import KEPT, known, once
from runstrong.store.database import Store
from runstrong.store.own import save_settings


class Question:
    """How often it was asked, and by whom."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    def __call__(self, store: Store, *arguments: object) -> int:
        self.asked.append(arguments)
        return len(self.asked)


def _say(store: Store, text: str) -> None:
    save_settings(store, [Setting("minutes", text, None)])


def test_a_question_is_answered_once_per_state_and_argument() -> None:
    question = Question()
    with Store.in_memory() as store:
        assert [once(store, question), once(store, question), once(store, question, 1)] == [1, 1, 2]
        _say(store, "30")
        assert once(store, question) == 3
    assert question.asked == [(), (1,), ()]


def test_two_stores_never_share_an_answer() -> None:
    with Store.in_memory() as one, Store.in_memory() as other:
        _say(one, "30")
        _say(other, "45")
        assert [once(store, reads.settings)[0].value for store in (one, other)] == ["30", "45"]


def test_who_writes_sees_what_is_written_and_leaves_no_answer_behind() -> None:
    def write_in_vain(store: Store) -> None:
        with store.write():
            _say(store, "30")
            assert once(store, reads.settings) == [Setting("minutes", "30", None)]
            raise ZeroDivisionError

    with Store.in_memory() as store:
        with pytest.raises(ZeroDivisionError):
            write_in_vain(store)
        assert once(store, reads.settings) == []


def test_in_the_midst_of_an_import_answers_stand_for_a_few_seconds_and_not_after_it() -> None:
    question = Question()
    with Store.in_memory() as store:
        with store.in_steps():
            assert [once(store, question), _say(store, "30"), once(store, question)] == [1, None, 1]
        assert once(store, question) == 2


def test_what_anybody_else_says_in_the_midst_of_an_import_counts_at_once() -> None:
    with Store.in_memory() as store, store.in_steps(), ThreadPoolExecutor(1) as elsewhere:
        once(store, reads.settings)
        elsewhere.submit(_say, store, "30").result()
        assert once(store, reads.settings) == [Setting("minutes", "30", None)]


def test_a_long_import_is_followed_in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "STEP_S", 0.0)
    with Store.in_memory() as store, store.in_steps():
        once(store, reads.settings)
        _say(store, "30")
        assert once(store, reads.settings) == [Setting("minutes", "30", None)]


def test_a_question_that_fails_is_asked_again() -> None:
    tried = []

    def fails_first(_: Store) -> str:
        tried.append(1)
        if len(tried) == 1:
            raise ZeroDivisionError
        return "answer"

    with Store.in_memory() as store:
        with pytest.raises(ZeroDivisionError):
            once(store, fails_first)
        assert once(store, fails_first) == "answer"


def test_what_is_known_is_not_worked_out() -> None:
    question = Question()
    with Store.in_memory() as store:
        assert known(store, question) is None
        once(store, question)
        assert known(store, question) == 1
        assert known(store, question, 1) is None
        _say(store, "30")
        assert known(store, question) is None
    assert question.asked == [()]


def test_an_answer_often_asked_for_outlives_those_asked_once() -> None:
    question = Question()
    with Store.in_memory() as store:
        for number in range(3 * KEPT):
            once(store, question, "often")
            once(store, question, number)
    assert question.asked.count(("often",)) == 1


def test_answers_do_not_pile_up() -> None:
    question = Question()
    with Store.in_memory() as store:
        for number in range(KEPT + 1):
            once(store, question, number)
        once(store, question, 0)
    assert len(question.asked) == KEPT + 2


def test_a_store_and_its_answers_go_together() -> None:
    store = Store.in_memory()
    once(store, lambda asked: date.min)
    gone = weakref.ref(store)
    store.close()
    del store
    gc.collect()
    assert gone() is None
