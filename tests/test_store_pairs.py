"""What the runner said of pairs, and stored activities that are hidden, completed and given back their own."""

import numpy as np

from runstrong.model.facts import Filled
from runstrong.store import kin, reads
from runstrong.store.database import Store
from runstrong.store.packed import packed
from runstrong.store.pairs import NO_CHANGES, Changes, Content, Link, said, say
from tests.store_activities import a_track, an_activity, keep, rows_in, shown, some_facts


def test_a_duplicate_is_hidden_and_shown_again_with_what_the_runner_said() -> None:
    with Store.in_memory() as store:
        for name in ("a.fit", "b.fit"):
            keep(store, name)
        a, b = sorted(an_activity(name).id for name in ("a.fit", "b.fit"))
        say(store, {(a, b): True}, Changes([Link(a, b, None)]))
        assert (len(shown(store)), said(store)) == (1, {(a, b): True})
        assert len(reads.summary(store, b).files) == 2
        say(store, {(a, b): False}, Changes([Link(a, None, None)]))
        assert (sorted(shown(store)), said(store)) == (["a.fit", "b.fit"], {(a, b): False})
        say(store, {(a, b): None}, NO_CHANGES)
        assert said(store) == {}


def test_an_activity_completed_from_others_and_given_back_its_own_is_whole_each_time() -> None:
    own, richer = a_track(40, seed=1), a_track(40, seed=2)
    gift = Filled("hr_bpm", "ffffffffffff-0", 12.0, whole=False)
    figures = kin.Own(1700.1, has_heart=False, has_motion=True)
    with Store.in_memory() as store:
        for name in ("a.fit", "b.fit"):
            keep(store, name, an_activity(name, track=own))
        before = rows_in(store)
        a = an_activity("a.fit").id
        filled = Content(a, packed(richer, some_facts(3)), [gift], figures)
        say(store, {}, Changes(contents=[filled]))
        summary = reads.summary(store, a)
        assert (summary.filled, kin.kin(store, [a])[0].own) == ((gift,), figures)
        assert np.array_equal(reads.columns(store, a)[0]["hr_bpm"], richer.columns["hr_bpm"], equal_nan=True)
        assert reads.windows(store)[a].considered == some_facts(3).windows.considered
        say(store, {}, Changes(contents=[Content(a, packed(own, some_facts()))]))
        assert rows_in(store) == before
