"""What is taken over from one state of the store to the next: as if everything had been worked out anew."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import timedelta

import numpy as np
import pytest

from runstrong import coach, scored
from runstrong.model.athlete import DATED_KEYS, Setting
from runstrong.model.caption import Caption
from runstrong.model.facts import Filled, RunFacts, Windows
from runstrong.model.track import Track
from runstrong.store.answers import once, renewed
from runstrong.store.database import Store
from runstrong.store.own import save_settings, set_mark
from runstrong.store.packed import packed
from runstrong.store.pairs import Changes, Content, Link, say
from runstrong.store.writes import NewActivity, NewFile, save_files
from tests.scored_runs import MONDAY, facts
from tests.store_activities import START, a_track, an_activity, outcome_of, sha_of

DAYS = 500
SETTINGS = {
    "hr_max": ("184", "230", ""),
    "hr_rest": ("48", "55", ""),
    "threshold_pace": ("4:10", "4:40", ""),
    "birth_year": ("1980", ""),
    "sex": ("female", "male"),
    "units": ("imperial", "metric"),
}
MARKS = (*coach.MARKS, "rpe")


@dataclass
class Life:
    """A runner to whom things happen in no order: files come in, are told to be one, and go."""

    store: Store
    rng: np.random.Generator
    ids: list[str] = field(default_factory=list)
    tracks: dict[str, Track] = field(default_factory=dict)
    files: int = 0

    def pick(self, among: Sequence[str]) -> str:
        return among[self.rng.integers(len(among))]

    def anyone(self) -> str:
        return self.pick(self.ids)

    def facts(self) -> RunFacts:
        """An easy run, or one of a hard half hour or a race; steady for a while."""
        top, fast = self.rng.choice([(142, 2.9), (150, 3.0), (178, 3.9), (185, 4.2)], p=[0.5, 0.2, 0.2, 0.1])
        easy, hard = self.rng.integers(20, 60), self.rng.integers(5, 40)
        made = facts({138: easy, top: hard}, {2.8: easy, fast: hard})
        n = self.rng.integers(0, 12)
        windows = Windows(
            8.5 + np.arange(n), self.rng.normal(2.8, 0.2, n), self.rng.normal(142, 4, n), {"pause": int(n)}, 12
        )
        return replace(made, windows=windows, distance_m=float(self.rng.integers(3_000, 15_000)))

    def track(self) -> Track:
        hours = int(self.rng.integers(24 * DAYS))
        sport = "cycling" if self.rng.random() < 0.1 else "running"
        made = a_track(20, self.files, START + timedelta(hours=hours), sport)
        return replace(made, sub_sport=self.pick(("generic", "trail", "treadmill")), clock_ok=hours % 30 > 0)

    def file(self) -> NewFile:
        self.files += 1
        name = f"{self.files}.fit"
        track = self.track()
        activity: NewActivity = an_activity(name, track=track, facts=self.facts())
        self.ids.append(activity.id)
        self.tracks[activity.id] = track
        return NewFile(outcome_of(name, (activity,)), sha_of(name), (activity,))

    def files_come_in(self) -> None:
        save_files(self.store, [self.file() for _ in range(self.rng.integers(1, 4))])

    def something_is_said(self) -> None:
        key = self.pick(MARKS)
        value = None if self.rng.random() < 0.3 else "6" if key == "rpe" else "yes"
        set_mark(self.store, self.anyone(), key, value)

    def the_athlete_answers(self) -> None:
        given = []
        for key in self.rng.choice(tuple(SETTINGS), 3, replace=False):
            day = MONDAY + timedelta(days=int(self.rng.integers(DAYS))) if key in DATED_KEYS else None
            given.append(Setting(str(key), self.pick(SETTINGS[key]), day))
        save_settings(self.store, given)

    def titles_come(self) -> None:
        files = [sha_of(f"{number}.fit") for number in self.rng.integers(1, self.files + 1, 6)]
        save_files(
            self.store,
            [],
            {sha256: Caption(self.pick(("Hills", "Track", "Home")), None, None) for sha256 in files},
        )

    def some_are_measured_again(self) -> None:
        contents = [Content(one, packed(self.tracks[one], self.facts())) for one in map(self.pick, [self.ids] * 5)]
        say(self.store, {}, Changes(contents=contents))

    def two_are_one(self) -> None:
        shown, behind = self.anyone(), self.anyone()
        if shown == behind:
            return
        links = [Link(shown, None, None), Link(behind, shown, None)]
        gift = Filled("hr_bpm", behind, 600.0, True)
        completed = Content(shown, packed(self.tracks[shown], self.facts()), [gift])
        say(self.store, {}, Changes(links, [completed] if self.rng.random() < 0.5 else []))

    def one_is_two(self) -> None:
        say(self.store, {}, Changes([Link(self.anyone(), None, self.anyone())]))

    def one_goes(self) -> None:
        gone = self.anyone()
        self.ids.remove(gone)
        with self.store.write() as cursor:
            for table in ("facts", "windows", "raw_samples"):
                cursor.execute(
                    f"DELETE FROM {table} WHERE activity = (SELECT key FROM activities WHERE id = ?)", [gone]
                )
            cursor.execute("DELETE FROM activities WHERE id = ?", [gone])
            cursor.execute("UPDATE activities SET duplicate_of = NULL WHERE duplicate_of = ?", [gone])

    def nothing_happens(self) -> None:
        with self.store.write():
            pass

    def goes_on(self) -> None:
        """One thing happens, or several at once."""
        happenings: list[Callable[[], None]] = [
            self.files_come_in, self.something_is_said, self.the_athlete_answers, self.titles_come,
            self.some_are_measured_again, self.two_are_one, self.one_is_two, self.one_goes, self.nothing_happens,
        ]  # fmt: skip
        for which in self.rng.integers(len(happenings), size=self.rng.integers(1, 5)):
            happenings[which]()


def live(store: Store, seed: int, runs: int = 120) -> Life:
    life = Life(store, np.random.default_rng(seed))
    save_files(store, [life.file() for _ in range(runs)])
    for _ in range(12):
        life.two_are_one()
    return life


def told(store: Store) -> dict[str, object]:
    """Everything that rests on activities, in order."""
    last = START.date() + timedelta(days=DAYS)
    body = once(store, scored.body)
    return {
        "summaries": once(store, scored.summaries),
        "runs": once(store, scored.activities),
        "bodies": [body(last - timedelta(days=days)) for days in range(0, DAYS, 9)],
        "trend": once(store, coach.trend, last - timedelta(days=120), last - timedelta(days=20)),
    }


def same(one: object, other: object) -> bool:
    """Whether two answers are equal down to the bits of their numbers and the order in which they tell them."""
    if type(one) is not type(other):
        return False
    if is_dataclass(one):
        return all(same(getattr(one, each.name), getattr(other, each.name)) for each in fields(one))
    if isinstance(one, Mapping):
        return same([*one.items()], [*other.items()])
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and one.tobytes() == other.tobytes()
    return one == other or repr(one) == repr(other)


def told_anew(store: Store) -> dict[str, object]:
    """The same with nothing taken over: who is writing asks anew."""
    with store.write(is_news=False):
        return told(store)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_answers_are_those_of_a_first_look(store: Store, seed: int) -> None:
    life = live(store, seed)
    for _ in range(10):
        told(store)
        life.goes_on()
        assert same(told(store), told_anew(store))


def test_what_one_mark_leaves_alone_is_taken_over_as_it_is(store: Store) -> None:
    live(store, 1)
    before = once(store, scored.activities)
    marked = before[-1].summary.id
    set_mark(store, marked, "ill", "yes")
    after = once(store, scored.activities)
    assert [new.summary.id for new, old in zip(after, before, strict=True) if new is not old] == [marked]


def test_a_setting_scores_anew_what_is_read_already(store: Store) -> None:
    live(store, 1)
    before = once(store, scored.activities)
    save_settings(store, [Setting("hr_max", "170", None)])
    after = once(store, scored.activities)
    assert all(new.summary is old.summary for new, old in zip(after, before, strict=True))
    assert any(new.score != old.score for new, old in zip(after, before, strict=True))


def test_a_question_is_handed_its_last_answer_and_only_that(store: Store) -> None:
    handed: list[int | None] = []

    def question(_: Store, before: int | None) -> int:
        handed.append(before)
        return len(handed)

    for _ in range(3):
        assert renewed(store, question) == renewed(store, question)
        with store.write():
            renewed(store, question)
    assert handed == [None, None, 1, None, 3, None]
