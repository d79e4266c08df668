from dataclasses import replace

from runstrong.model.outcome import FileOutcome, Outcome
from runstrong.store import reads
from runstrong.store.database import Store
from tests.store_activities import an_activity, keep, keep_outcome, sha_of

REFUSED = FileOutcome("letter.fit", Outcome.REJECTED, "This is not a watch file.", ("Odd.",))


def test_known_bytes_answer_with_what_became_of_them() -> None:
    parts = [an_activity("t.fit"), an_activity("t.fit", part=1, possible_duplicate_of="ffffffffffff-0")]
    with Store.in_memory() as store:
        outcome = keep(store, "t.fit", *parts, kind=Outcome.PARTIAL)
        keep(store, "other.fit")
        assert reads.known_files(store, [sha_of("t.fit"), sha_of("x")]) == {sha_of("t.fit"): outcome}


def test_bytes_that_gave_no_activity_are_not_known() -> None:
    with Store.in_memory() as store:
        keep_outcome(store, REFUSED, sha_of("letter.fit"))
        assert reads.known_files(store, [sha_of("letter.fit"), sha_of("never seen")]) == {}
        assert reads.known_hashes(store) == frozenset()


def test_the_history_tells_every_attempt_newest_first() -> None:
    with Store.in_memory() as store:
        first = keep(store, "a.fit")
        keep_outcome(store, REFUSED)
        again = replace(first, name="copy.fit", outcome=Outcome.DUPLICATE, reason="It is here already.")
        keep_outcome(store, again, sha_of("a.fit"))
        lines = reads.outcomes(store)
    assert [line.outcome for line in lines] == [again, REFUSED, first]
    assert [line.sha256 for line in lines] == [sha_of("a.fit"), None, sha_of("a.fit")]
    assert lines == sorted(lines, key=lambda line: line.imported_at, reverse=True)


def test_the_history_comes_in_pages() -> None:
    with Store.in_memory() as store:
        for number in range(7):
            keep_outcome(store, replace(REFUSED, name=f"{number}.fit"))
        names = [[line.outcome.name for line in reads.outcomes(store, limit=3, offset=at)] for at in (0, 3, 6, 9)]
    assert names == [["6.fit", "5.fit", "4.fit"], ["3.fit", "2.fit", "1.fit"], ["0.fit"], []]


def test_the_history_is_searched_by_name_outcome_and_reason_in_any_case() -> None:
    with Store.in_memory() as store:
        keep(store, "Morgenlauf.fit")
        keep_outcome(store, REFUSED)
        found = {
            text: [line.outcome.name for line in reads.outcomes(store, search=text)]
            for text in ("morgen", "REJECTED", "watch file", "%", "_", "' OR 1=1 --")
        }
    assert found == {
        "morgen": ["Morgenlauf.fit"], "REJECTED": ["letter.fit"], "watch file": ["letter.fit"],
        "%": [], "_": [], "' OR 1=1 --": [],
    }  # fmt: skip
