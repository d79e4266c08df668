"""The command line: what it prints, where, and with which exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from runstrong.cli.watched import Watched
from runstrong.store import reads
from runstrong.store.database import Store
from tests.commands import Run, in_own_process
from tests.files import gpx

ACTIVITY_FIELDS = {
    "id", "sport", "sub_sport", "start_utc", "elapsed_s", "timer_s", "distance_m", "avg_hr_bpm", "samples", "laps",
    "duplicate_of",
}  # fmt: skip
RUN_FIELDS = {
    "id", "local_day", "start_utc", "sport", "sub_sport", "distance_m", "timer_s", "avg_hr_bpm", "ascent_m",
    "load", "load_method", "kind", "in_trend", "left_out_reason", "files",
}  # fmt: skip
TREND_FIELDS = {
    "from", "to", "reference_hr_bpm", "pace_start_s_per_km", "pace_end_s_per_km", "change_pct", "interval90_pct",
    "p_faster", "min_detectable_change_pct", "verdict", "verdict_text", "temperature_adjusted", "runs_used",
    "usual_wander_pct", "unusual", "left_out", "weeks", "method",
}  # fmt: skip
PLAN_FIELDS = {
    "week_start", "today", "phase", "week_of_block", "deload", "runs", "sessions", "left_out", "notices",
}  # fmt: skip
SESSION_FIELDS = {
    "id", "day", "slot", "focus", "intensity", "minutes", "foot_contacts", "exercises", "reasons",
    "changes_if", "status",
}  # fmt: skip


@pytest.fixture
def gpx_file(tmp_path: Path) -> Path:
    file = tmp_path / "morning.gpx"
    file.write_bytes(gpx())
    return file


def test_import_prints_one_json_object_per_file(run: Run, gpx_file: Path) -> None:
    said = run("import", str(gpx_file), "--json")
    assert said.status == 0
    assert said.json["outcome"] == "imported"
    assert said.json["name"] == str(gpx_file)
    assert said.json["activities"][0].keys() >= ACTIVITY_FIELDS
    assert said.json["activities"][0]["start_utc"] == "2026-03-02T06:30:00Z"


def test_a_missing_path_is_reported_and_ends_with_a_usage_status(run: Run, gpx_file: Path) -> None:
    said = run("import", str(gpx_file.parent / "nowhere.fit"), str(gpx_file), "--json")
    outcomes = [json.loads(line)["outcome"] for line in said.out.splitlines()]
    assert (outcomes, said.status) == (["rejected", "imported"], 2)


def test_a_file_closed_to_us_is_reported_and_the_rest_goes_on(
    run: Run, gpx_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut = gpx_file.with_name("shut.fit")
    shut.touch()
    open_path = Path.open

    def closed(path: Path, *args: str, **named: str) -> object:
        if path == shut:
            raise PermissionError
        return open_path(path, *args, **named)

    monkeypatch.setattr(Path, "open", closed)
    monkeypatch.setattr(os, "access", lambda path, *_, **__: Path(path) != shut)
    said = run("import", str(shut), str(gpx_file), "--json")
    outcomes = [json.loads(line)["outcome"] for line in said.out.splitlines()]
    assert (outcomes, said.status, said.err) == (["rejected", "imported"], 0, "")


def test_rejected_files_are_data_not_failure(run: Run, tmp_path: Path) -> None:
    junk = tmp_path / "junk.fit"
    junk.write_bytes(b"junk")
    said = run("import", str(junk), "--json")
    assert (said.status, said.json["outcome"], said.err) == (0, "rejected", "")


def test_runs_trend_and_plan_bear_every_promised_field(run: Run, gpx_file: Path) -> None:
    run("import", str(gpx_file))
    (listed,) = run("runs", "--json").json
    assert listed.keys() >= RUN_FIELDS
    trend = run("trend", "--from", "2026-01-01", "--to", "2026-03-10", "--json").json
    assert trend.keys() >= TREND_FIELDS
    assert trend["verdict"] == "not_enough_data"
    assert trend["change_pct"] is None
    plan = run("plan", "--today", "2026-03-04", "--json").json
    assert plan.keys() >= PLAN_FIELDS
    assert plan["sessions"], "a week without constraints has room for strength"
    assert all(session.keys() >= SESSION_FIELDS for session in plan["sessions"])


def test_the_same_plan_twice_is_the_same_bytes(run: Run, gpx_file: Path) -> None:
    run("import", str(gpx_file))
    assert run("plan", "--today", "2026-03-04", "--json").out == run("plan", "--today", "2026-03-04", "--json").out


def test_the_runs_of_a_span_of_days(run: Run, gpx_file: Path) -> None:
    run("import", str(gpx_file))
    assert len(run("runs", "--from", "2026-03-02", "--to", "2026-03-02", "--json").json) == 1
    assert run("runs", "--from", "2026-03-03", "--json").json == []


def test_a_setting_is_shown_with_where_it_comes_from(run: Run) -> None:
    assert run("athlete", "set", "hr_max=188", "days=mon,thu").status == 0
    shown = run("athlete", "show", "--json").json
    assert (shown["hr_max"]["value"], shown["hr_max"]["source"]) == ("188", "you")
    assert shown["days"]["value"] == "mon,thu"
    assert shown["minutes"]["source"] == "default"


@pytest.mark.parametrize(
    "words", [("athlete", "set", "hr_max=quick"), ("athlete", "set", "hr_max"), ("plan", "--week", "x")]
)
def test_a_wrong_word_is_a_usage_error_with_a_sentence(run: Run, words: tuple[str, ...]) -> None:
    said = run(*words)
    assert said.status == 2
    assert said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "command", [("plan", "--today"), ("plan", "--week"), ("trend", "--from"), ("runs", "--to")]
)
def test_a_day_no_watch_has_seen_is_a_sentence(run: Run, command: tuple[str, ...], day: str) -> None:
    said = run(*command, day)
    assert (said.status, said.out) == (2, "")
    assert "1970 to 2199" in said.err


@pytest.mark.parametrize(
    "words", [("juggle",), ("import",), ("plan", "--today", "tomorrow"), ("runs", "--juggle")]
)
def test_a_word_that_is_not_understood_is_one_sentence(run: Run, words: tuple[str, ...]) -> None:
    said = run(*words)
    assert said.status == 2
    assert len(said.err.strip().splitlines()) == 1


def test_a_name_made_to_deceive_the_terminal_is_printed_plain(run: Run, tmp_path: Path) -> None:
    (tmp_path / "evil\x1b[2J\nrejected \u202egpj.fit").write_bytes(b"junk")
    said = run("import", str(tmp_path))
    assert "\x1b" not in said.out
    assert "\u202e" not in said.out


def test_every_table_can_be_read_by_a_person_too(run: Run, gpx_file: Path) -> None:
    assert "1 imported" in run("import", str(gpx_file)).out
    for command in ("runs", "trend", "plan", "doctor"):
        said = run(command)
        assert (said.status, said.err) == (0, ""), command
        assert said.out
    assert "hr_max" in run("athlete", "show").out


def test_a_second_process_is_told_who_has_the_store(tmp_path: Path) -> None:
    with Store.open(tmp_path):
        other = in_own_process(tmp_path, "runs", "--json")
    assert (other.status, other.out) == (3, "")
    assert "Traceback" not in other.err
    assert len(other.err.strip().splitlines()) == 1


def imported(folder: Path, file: Path, *words: str, **how: Any) -> tuple[int, str]:
    """How an import in a process of its own ends, and what it says went wrong."""
    env = {"RUNSTRONG_DATA": str(folder / "data"), "PATH": "", **how.pop("env", {})}
    command = [sys.executable, "-m", "runstrong.cli", "import", str(file), *words]
    said = subprocess.run(
        command, env=env, cwd=Path(__file__).parent.parent, stderr=subprocess.PIPE, check=False, **how
    )
    with Store.open(folder / "data") as store:
        assert len(reads.summaries(store)) == 1
    return said.returncode, said.stderr.decode()


def test_letters_that_the_terminal_does_not_have_stop_nothing(tmp_path: Path) -> None:
    file = tmp_path / "früh 🏃.gpx"
    file.write_bytes(gpx())
    env = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "1"}
    assert imported(tmp_path, file, env=env, stdout=subprocess.PIPE) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="there a closed stream is another matter")
@pytest.mark.parametrize("words", [("--json",), ()])
@pytest.mark.parametrize("closed", [(1,), (0, 1, 2)])
def test_nobody_need_listen(
    tmp_path: Path, gpx_file: Path, closed: tuple[int, ...], words: tuple[str, ...]
) -> None:
    def close() -> None:
        for number in closed:
            os.close(number)

    assert imported(tmp_path, gpx_file, *words, preexec_fn=close) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_an_answer_that_finds_the_disk_full_is_a_sentence(tmp_path: Path, gpx_file: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        status, trouble = imported(tmp_path, gpx_file, "--json", stdout=full)
    assert status == 1
    assert trouble == "No space left on device: nothing more was done, and what was stored stays.\n"


def test_ctrl_c_while_the_program_loads_is_a_word(tmp_path: Path) -> None:
    pressed = (
        "import sys\n"
        "class Pressed:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'typer': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Pressed())\n"
        "import runstrong.cli\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", pressed],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode != 0, said.stdout, said.stderr) == (True, "", "Stopped.\n")


def test_ctrl_c_before_the_first_file_does_not_say_that_there_was_none(
    run: Run, gpx_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Watched, "is_stopped", property(lambda _: True, lambda *_: None), raising=False)
    said = run("import", str(gpx_file))
    assert (said.out, said.status) == ("", 130)
    assert "Stopped." in said.err


def test_doctor_ends_with_the_status_of_what_it_found(tmp_path: Path) -> None:
    with Store.open(tmp_path):
        other = in_own_process(tmp_path, "doctor", "--json")
    assert other.status == 3
    assert {finding["check"] for finding in other.json if not finding["ok"]} == {"store"}


def test_doctor_finds_a_healthy_installation_healthy(run: Run) -> None:
    findings = run("doctor", "--json").json
    assert all(finding["ok"] for finding in findings)
    assert {"libraries", "store", "folder", "dashboard"} <= {finding["check"] for finding in findings}
