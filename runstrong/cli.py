"""The machine-readable face: the same use cases the pages call, as commands with JSON on request."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Final

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from runstrong import athlete, coach, doctor, importing, launch, units
from runstrong.config import data_folder
from runstrong.errors import InvalidSetting, RunstrongError, StoreInUse, StoreTooNew
from runstrong.export import answers, comparison
from runstrong.ingest.names import plain
from runstrong.model.outcome import FileOutcome, Outcome
from runstrong.store.database import Store
from runstrong.workspace import Workspace

OK: Final = 0
FAILED: Final = 1
USAGE: Final = 2
IN_USE: Final = 3
TOO_NEW: Final = 4

_WRONG_WORDS: Final = typer.BadParameter.__mro__[1]
"""What Typer raises for any word it does not understand; BadParameter is the one kind of it that it names."""

EARLIEST, LATEST = date(1970, 1, 1), date(2199, 12, 31)

app = typer.Typer(
    add_completion=False, pretty_exceptions_enable=False, help="Strength training planned around your runs."
)
athlete_app = typer.Typer(help="Show or change the athlete's settings.")
app.add_typer(athlete_app, name="athlete")

Json = Annotated[bool, typer.Option("--json", help="Print JSON on stdout and nothing else there.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD")]
Today = Annotated[
    datetime | None,
    typer.Option("--today", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Instead of the clock."),
]
errors = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
screen = Console(highlight=False, markup=False)


def main() -> None:
    """Run the command line; every trouble is one sentence on stderr and an exit status."""
    try:
        sys.exit(app(standalone_mode=False))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except RunstrongError as trouble:
        errors.print(str(trouble))
        sys.exit(_status(trouble))
    except KeyboardInterrupt:
        errors.print("Stopped.")
        sys.exit(130)
    except Exception as bug:  # the last net: a person gets a sentence, a developer the cause on request
        if isinstance(bug, _WRONG_WORDS):
            errors.print(f"{bug.format_message()} See runstrong --help.")  # type: ignore[attr-defined]
            sys.exit(USAGE)
        if os.environ.get("RUNSTRONG_DEBUG"):
            raise
        errors.print(
            f"Something went wrong inside the program ({type(bug).__name__}). Your runs are as they were. "
            "Set RUNSTRONG_DEBUG=1 to see where."
        )
        sys.exit(FAILED)


def _status(trouble: RunstrongError) -> int:
    kinds: dict[type[RunstrongError], int] = {StoreInUse: IN_USE, StoreTooNew: TOO_NEW, InvalidSetting: USAGE}
    return kinds.get(type(trouble), FAILED)


@contextmanager
def _store() -> Iterator[Store]:
    """The store to answer from: own runs, or the demo runner as long as there are none."""
    with Workspace.open(data_folder()) as workspace:
        yield workspace.store


def _day(moment: datetime | None) -> date:
    """The day that was typed, else today; raises InvalidSetting for a day no watch has seen."""
    day = moment.date() if moment else datetime.now().astimezone().date()
    if not EARLIEST <= day <= LATEST:
        raise InvalidSetting(f"{day} is no day to plan or look back on: choose one from 1970 to 2199.")
    return day


def _print_json(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def _print_table(title: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for number, column in enumerate(columns):
        # The first column is what one copies into the next command: never cut.
        table.add_column(column, no_wrap=number == 0, overflow="fold")
    for row in rows:
        table.add_row(*row)
    screen.print(table)


@app.callback(invoke_without_command=True)
def dashboard(
    context: typer.Context,
    browser: Annotated[bool, typer.Option(help="Open the dashboard in the browser.")] = True,
    port: Annotated[int | None, typer.Option(help="Port on 127.0.0.1; by default the first free one.")] = None,
) -> None:
    """Open the dashboard in the browser (when no command is given)."""
    if context.invoked_subcommand is not None:
        return
    launch.dashboard(data_folder(), browser=browser, port=port)


@app.command("import")
def import_files(paths: Annotated[list[Path], typer.Argument(metavar="PATH...")], as_json: Json = False) -> None:
    """Import watch files, folders and archives."""
    with Workspace.open(data_folder()) as workspace:
        _report(importing.import_paths(workspace.own, paths), as_json)
    if not all(os.path.exists(path) for path in paths):  # noqa: PTH110 - under a closed folder it says no
        raise typer.Exit(USAGE)


def _report(outcomes: Iterable[FileOutcome], as_json: bool) -> None:
    """Print each outcome as it comes, and for people the count of each kind at the end."""
    counts: dict[Outcome, int] = {}
    for outcome in outcomes:
        counts[outcome.outcome] = counts.get(outcome.outcome, 0) + 1
        if as_json:
            _print_json(answers.file_outcome(outcome))
        else:
            screen.print(
                f"{outcome.outcome:<10}{plain(outcome.name)}  {outcome.reason or ' '.join(outcome.warnings)}",
                soft_wrap=True,
            )
    if not as_json:
        screen.print(", ".join(f"{number} {kind}" for kind, number in counts.items()) or "No watch files found.")


@app.command()
def runs(
    from_: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD")] = None,
    to: Day = None,
    as_json: Json = False,
) -> None:
    """List the runs, each once."""
    with _store() as store:
        listed = coach.runs(store, from_ and _day(from_), to and _day(to))
        wishes = coach.preferences(store)
    if as_json:
        _print_json([answers.run(run) for run in listed])
        return
    rows = (
        (
            run.summary.id,
            run.summary.local_day.isoformat(),
            run.score.kind,
            units.distance_text(run.summary.facts.distance_m, wishes.units),
            units.duration_text(run.summary.facts.timer_s),
            units.bpm_text(run.summary.facts.avg_hr_bpm),
            "–" if run.score.load.value is None else f"{run.score.load.value:.0f} ({run.score.load.method})",
            "yes" if run.score.left_out is None else f"no: {run.score.left_out.replace('_', ' ')}",
        )
        for run in listed
    )
    _print_table(
        f"{len(listed)} runs", ("id", "day", "kind", "distance", "time", "mean HR", "load", "in trend"), rows
    )


@athlete_app.command("show")
def athlete_show(as_json: Json = False, today: Today = None) -> None:
    """Show every setting and where its value comes from."""
    with _store() as store:
        shown = athlete.view(store, _day(today))
    if as_json:
        _print_json(
            {
                view.key: {
                    "value": view.value or None,
                    "unit": view.unit,
                    "source": view.source,
                    "note": view.note,
                }
                for view in shown
            }
        )
        return
    _print_table(
        "Athlete",
        ("setting", "value", "unit", "from", "note"),
        ((v.key, v.value or "–", v.unit, v.source, v.note) for v in shown),
    )


@athlete_app.command("set")
def athlete_set(
    answers_given: Annotated[list[str], typer.Argument(metavar="KEY=VALUE...")],
    from_: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD")] = None,
) -> None:
    """Change settings; heart rates and thresholds hold from a day on."""
    pairs = [text.partition("=") for text in answers_given]
    if not all(sign for _, sign, _ in pairs):
        raise InvalidSetting("Write settings as KEY=VALUE, such as hr_max=188.")
    with _store() as store:
        athlete.save(store, {key: value for key, _, value in pairs}, _day(from_))


@app.command()
def trend(
    from_: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD")] = None,
    to: Day = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Pace at heart rate over a span of days, with its interval (default: the present block)."""
    with _store() as store:
        first, last = coach.block_span(store, _day(today))
        block = coach.trend(store, _day(from_) if from_ else first, _day(to) if to else last)
    if as_json:
        _print_json(answers.trend(block))
        return
    screen.print(block.verdict_text)
    _print_table(
        f"{len(block.runs_used)} runs used, {len(block.left_out)} left out",
        ("day", "left out because"),
        ((out.day.isoformat(), units.LEFT_OUT_TEXT[out.reason]) for out in block.left_out),
    )


@app.command()
def compare(
    a: Annotated[
        str | None, typer.Option("--a", metavar="D..D", help="The earlier span, first..last day.")
    ] = None,
    b: Annotated[str | None, typer.Option("--b", metavar="D..D", help="The later span.")] = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Pace at heart rate in two spans (default: the block before, and the present one)."""
    if (a is None) != (b is None):
        raise InvalidSetting("Give both spans, --a and --b, or neither.")
    with _store() as store:
        first, last = coach.block_span(store, _day(today))
        before = first - (last - first) - timedelta(days=1), first - timedelta(days=1)
        found = coach.compare(store, _span(a) if a else before, _span(b) if b else (first, last))
        wishes = coach.preferences(store)
    if as_json:
        _print_json(comparison.comparison(found))
        return
    screen.print(found.verdict_text)
    screen.print(found.caption)
    rows = (
        (
            name,
            f"{span.from_day} to {span.to_day}",
            str(len(span.runs_used)),
            units.pace_text(span.pace_s_per_km, wishes.units),
            str(span.strength_sessions),
            ", ".join(f"{count:.0f} {region}" for region, count in span.hard_sets.items()),
        )
        for name, span in (("a", found.a), ("b", found.b))
    )
    at = "" if found.reference_hr_bpm is None else f" at {units.bpm_text(found.reference_hr_bpm)}"
    _print_table(f"Two spans{at}", ("", "days", "runs", "pace", "strength sessions", "hard sets"), rows)


def _span(text: str) -> tuple[date, date]:
    """Two days written first..last; raises InvalidSetting."""
    first, _, last = text.partition("..")
    try:
        return answers.day(first.strip()), answers.day(last.strip())
    except ValueError:
        raise InvalidSetting(f"{text} is no span of days: write it as 2026-01-05..2026-03-15.") from None


@app.command()
def plan(week: Day = None, today: Today = None, as_json: Json = False) -> None:
    """The week's strength sessions around its runs."""
    with _store() as store:
        planned = coach.plan(store, _day(today), _day(week) if week else None)
    if as_json:
        _print_json(answers.plan(planned))
        return
    for session in planned.sessions:
        title = (
            f"{session.day:%a %d %b} {session.slot}  {session.focus}, {session.intensity}, {session.minutes} min"
        )
        rows = (
            (
                e.name,
                f"{e.sets} x {e.reps if e.seconds is None else f'{e.seconds} s'}",
                "each side" if e.per_side else "",
            )
            for e in session.exercises
        )
        _print_table(title, ("exercise", "dose", ""), rows)
        for reason in session.reasons:
            screen.print(f"  {reason.text}")
    for notice in (*(f"{out.what}: {out.reason}" for out in planned.left_out), *planned.notices):
        screen.print(notice)


@app.command()
def demo(
    remove: Annotated[bool, typer.Option("--remove", help="Take the demo runner away.")] = False,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Make a demo runner with known truth, apart from your own runs."""
    from runstrong import simulate  # noqa: PLC0415 - only this command needs the simulator

    with Workspace.open(data_folder()) as workspace:
        workspace.remove_demo()
        if not remove:
            _report(simulate.make_demo(workspace.open_demo(), _day(today)), as_json)
        if not remove and not workspace.is_demo:
            errors.print("You have runs of your own: they are shown, and the demo runner stays hidden.")


@app.command()
def rebuild(as_json: Json = False) -> None:
    """Derive everything again from the original files; settings and marks are kept."""
    _report(importing.rebuild(data_folder()), as_json)


@app.command("doctor")
def doctor_(as_json: Json = False) -> None:
    """Check whether the installation is healthy."""
    findings = doctor.examine(data_folder())
    if as_json:
        _print_json([{"check": f.check, "ok": f.ok, "text": f.text} for f in findings])
    else:
        _print_table(
            "Doctor", ("", "check", "finding"), (("ok" if f.ok else "!!", f.check, f.text) for f in findings)
        )
    for finding in findings:
        if finding.trouble is not None:
            raise finding.trouble


if __name__ == "__main__":
    main()
