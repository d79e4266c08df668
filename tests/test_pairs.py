"""The runner's word about a pair: it beats every rule, and a rebuild or another import does not forget it."""

from pathlib import Path

import pytest

from runstrong import coach, importing
from runstrong.errors import RunstrongError, UnknownActivity
from runstrong.importing import pairs
from runstrong.importing.merging import ORIGINAL_GONE
from runstrong.store import reads
from runstrong.store.database import Store
from runstrong.store.own import own_answers, restore_answers
from runstrong.store.pairs import said
from tests.commands import Run
from tests.files import START as MARCH
from tests.files import gpx
from tests.imports import crop, held, taken_in, three_files
from tests.two_devices import a_run, as_tcx, device


def shown(store: Store) -> list[str]:
    return sorted(run.summary.id for run in coach.runs(store))


def questions(store: Store) -> set[str | None]:
    return {run.summary.possible_duplicate_of for run in coach.runs(store)}


def test_a_run_is_split_and_each_file_has_its_own_again(store: Store) -> None:
    alone = {}
    for name, data in three_files().items():
        with Store.open(store.folder.parent / name) as other:
            taken_in(other, {name: data})
            alone |= held(other)
    strap, phone, watch = taken_in(store, three_files())
    (run,) = coach.runs(store)
    decision = importing.different(store, run.summary.id, phone)
    assert decision.warnings == ()
    assert set(decision.shown) == set(shown(store)) == {run.summary.id, phone}
    assert held(store)[phone] == alone[phone]
    assert reads.summary(store, phone).filled == ()
    assert {gift.source for gift in coach.runs(store)[0].summary.filled} <= {strap, watch}
    assert questions(store) == {None}
    importing.different(store, strap, watch)
    assert shown(store) == sorted([strap, phone, watch])
    assert held(store) == alone


def test_what_was_split_is_joined_again_as_it_was(store: Store) -> None:
    _, phone, watch = taken_in(store, three_files())
    before = held(store)
    importing.different(store, phone, watch)
    assert importing.same(store, watch, phone).shown == tuple(shown(store))
    assert held(store) == before


def test_a_crop_joined_by_hand_leaves_the_whole_run_shown(store: Store) -> None:
    whole, cut = taken_in(store, {"whole.tcx": as_tcx(device(a_run(1, 900), 1)), "crop.tcx": crop()})
    assert questions(store) == {whole, cut}
    assert importing.same(store, cut, whole).shown == (whole,)
    assert (shown(store), questions(store)) == ([whole], {None})


@pytest.mark.parametrize("word", ["same", "different"])
def test_the_word_stands_through_another_import_and_a_rebuild(store: Store, word: str) -> None:
    files = {"whole.tcx": as_tcx(device(a_run(1, 900), 1)), "crop.tcx": crop()}
    whole, cut = taken_in(store, files)
    getattr(importing, word)(store, whole, cut)
    expected = [whole] if word == "same" else sorted([whole, cut])
    taken_in(store, {"phone.gpx": three_files()["phone.gpx"], **files})
    assert (shown(store), questions(store)) == (expected, {None})
    store.close()
    list(importing.rebuild(store.folder))
    with Store.open(store.folder) as rebuilt:
        assert (shown(rebuilt), questions(rebuilt)) == (expected, {None})


def test_the_word_stands_before_its_files_are_here(store: Store) -> None:
    files = three_files()
    with Store.open(store.folder.parent / "other") as other:
        strap, phone, _ = taken_in(other, files)
        importing.different(other, strap, phone)
        own, expected = own_answers(other), held(other)
    restore_answers(store, own)
    taken_in(store, dict(reversed(files.items())))
    assert held(store) == expected


def test_one_that_leaves_a_run_leaves_all_it_was_joined_to(store: Store) -> None:
    whole, cut, shorter = taken_in(
        store, {"whole.tcx": as_tcx(device(a_run(1, 900), 1)), "crop.tcx": crop(), "shorter.tcx": crop(500)}
    )
    importing.same(store, whole, cut)
    importing.same(store, cut, shorter)
    assert shown(store) == [whole]
    importing.different(store, whole, shorter)
    assert shown(store) == sorted([whole, shorter])
    importing.same(store, whole, shorter)
    assert shown(store) == [whole]


def test_what_was_said_of_a_run_stays_with_it_whichever_file_is_shown(store: Store) -> None:
    files = three_files()
    (phone,) = taken_in(store, {"phone.gpx": files["phone.gpx"]})
    for key in ("race", "heart_rate_wrong"):
        coach.mark(store, phone, key, on=True)
    taken_in(store, {name: files[name] for name in ("strap.tcx", "watch.tcx")})
    (run,) = coach.runs(store)
    assert run.summary.id != phone
    assert run.summary.name == "Morning run"
    assert run.summary.marks == {"race": "yes"}, "of a heart rate that is not shown nothing is said"
    coach.mark(store, run.summary.id, "race", on=False)
    assert coach.runs(store)[0].summary.marks == {}


def test_what_cannot_be_one_run_is_refused_with_a_sentence(store: Store) -> None:
    one, other = taken_in(store, {"a.gpx": gpx(), "b.gpx": gpx(start=MARCH.replace(hour=20, minute=7))})
    for decide in (importing.same, importing.different):
        with pytest.raises(UnknownActivity):
            decide(store, one, "0" * 12 + "-0")
        with pytest.raises(RunstrongError, match="one and the same"):
            decide(store, one, one)
    with pytest.raises(RunstrongError) as trouble:
        importing.same(store, one, other)
    assert str(trouble.value) == pairs.NOTHING_SHARED
    assert (shown(store), said(store)) == (sorted([one, other]), {})


def test_a_run_whose_original_is_gone_is_split_as_far_as_it_goes(store: Store) -> None:
    _, phone, _ = taken_in(store, three_files())
    for original in (store.folder / "originals").glob("??/*.gz"):
        original.unlink()
    (run,) = coach.runs(store)
    decision = importing.different(store, run.summary.id, phone)
    assert decision.warnings == (ORIGINAL_GONE,)
    assert shown(store) == sorted([run.summary.id, phone])


def test_on_the_command_line_a_pair_is_split_and_joined(run: Run, tmp_path: Path) -> None:
    for name, data in three_files().items():
        (tmp_path / name).write_bytes(data)
        run("import", str(tmp_path / name))
    (listed,) = run("runs", "--json").json
    assert len(listed["files"]) == 3
    phone = run("import", str(tmp_path / "phone.gpx"), "--json").json["activities"][0]["id"]
    said = run("different", listed["id"], phone, "--json")
    assert (said.status, said.json["warnings"]) == (0, [])
    assert {one["id"] for one in said.json["shown"]} == {listed["id"], phone}
    assert "Shown now" in run("same", phone, listed["id"]).out
    assert len(run("runs", "--json").json) == 1


def test_on_the_command_line_an_unknown_id_is_one_sentence(run: Run) -> None:
    for command in ("same", "different"):
        said = run(command, "no-0", "none-1")
        assert (said.status, said.out, said.err.strip()) == (1, "", "There is no activity no-0.")
