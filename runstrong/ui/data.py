"""What the runner has here, and ways to take it along: a backup, or tables and files."""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

import streamlit as st

from runstrong import takeout
from runstrong.config import MEGABYTE
from runstrong.store.answers import once
from runstrong.store.copies import Format, has_anything
from runstrong.store.database import Store
from runstrong.takeout import Holdings, Taken
from runstrong.takeout.telling import files_text
from runstrong.ui.parts import bullets
from runstrong.ui.plain import plain
from runstrong.ui.state import shows_demo, today, workspace
from runstrong.units import size_text

LARGEST_DOWNLOAD: Final = 250 * MEGABYTE
"""Of database and originals. A download is held in memory, more than once: what is larger goes to the disk."""

BACKUP_HOLDS: Final = (
    "One file with everything: runs, settings, plans, what you logged, and the original files of your watch. "
    "It can be made at any time, and put back on any computer with runstrong."
)
EXPORT_HOLDS: Final = (
    "For other programs: one table each of activities, samples, laps, settings, plans and logs, and the original "
    "files of your watch under their own names. To move to another computer, make a backup."
)
TOO_LARGE: Final = "With this many runs it is too large for a download: write it into a folder below."
_SAID: Final = "said about your data"
_FORMATS: Final[dict[str, Format]] = {"CSV, opens anywhere": "csv", "Parquet, small and fast": "parquet"}


def own_holdings() -> Holdings:
    """What the runner has, the demo runner left out; worked out once per state of the store."""
    return once(workspace().own, takeout.holdings)


def has_own_data() -> bool:
    """Whether there is anything of the runner's: runs, files, settings, or what an earlier restore kept aside."""
    return once(workspace().own, has_anything) or bool(own_holdings().aside)


def say_next(*sentences: str) -> None:
    """Have sentences said when this page is drawn again."""
    st.session_state[_SAID] = sentences


def done() -> None:
    """What was done by the last press, said once."""
    for sentence in st.session_state.pop(_SAID, ()):
        st.success(plain(sentence))


def what_there_is() -> None:
    """How much there is, how large it is, and where it lies."""
    there = own_holdings()
    if shows_demo():
        st.markdown("The demo runner is no part of this page, which is about what is your own.")
    if there.counts is None or not has_own_data():
        st.markdown("**Nothing of yours is here yet.** A backup that you made earlier can be put back.")
    else:
        st.markdown(f"**{plain(takeout.held(there.counts))}**")
        bullets(_sizes(there))


def _sizes(there: Holdings) -> list[str]:
    files = there.counts.files if there.counts else 0
    lines = [
        f"{files_text(files)} of your watch, {size_text(there.originals_bytes)}",
        f"the database made from them, with your settings and logs, {size_text(there.database_bytes)}",
        f"all in the folder {there.folder}",
    ]
    if there.aside:
        names = ", ".join(path.name for path in there.aside)
        lines.append(
            f"there, too, what a restore replaced ({names}), {size_text(there.aside_bytes)}: "
            "yours to delete when you no longer need it"
        )
    return lines


def back_up() -> None:
    """One file of everything, as a download or straight to the disk."""
    st.markdown(BACKUP_HOLDS)
    name = f"runstrong-{today()}.zip"
    _download("Download a backup", name, takeout.backup_into)
    folder = _place("A folder on this computer, such as a stick or a synced folder")
    if st.button("Write the backup there"):
        _write(folder, Path(name), takeout.backup)


def export() -> None:
    """Tables and original files, as one zip or into a new folder."""
    st.markdown(EXPORT_HOLDS)
    kind = _FORMATS[st.radio("Tables as", list(_FORMATS), horizontal=True)]
    name = f"runstrong-export-{today()}"
    _download("Download as one zip", f"{name}.zip", lambda store, file: takeout.export_into(store, file, kind))
    folder = _place("A folder on this computer, in which a new one is made")
    if st.button("Write the tables there"):
        _write(folder, Path(name), lambda store, path: takeout.export(store, path, kind))


def _download(label: str, name: str, make: Callable[[Store, BinaryIO], Taken]) -> None:
    """A button that makes the file only when it is pressed; none where the file would not fit into memory."""
    there = own_holdings()
    if there.originals_bytes + there.database_bytes > LARGEST_DOWNLOAD:
        st.markdown(TOO_LARGE)
        return

    def made() -> bytes:
        file = BytesIO()
        make(workspace().own, file)
        return file.getvalue()

    st.download_button(label, made, name, "application/zip", type="primary", on_click="ignore")
    st.caption("It takes a few seconds for each thousand runs; then the browser asks where to put it.")


def _place(label: str) -> Path | None:
    """The folder that was typed; None, and a sentence, where it is none."""
    folder = typed_path(st.text_input(label, str(Path.home())))
    if folder is not None and os.path.isdir(folder):  # noqa: PTH112 - Path.is_dir raises for a name too long
        return folder
    st.error(plain(f"There is no such folder on this computer: type its whole path, such as {Path.home()}."))
    return None


def typed_path(text: str) -> Path | None:
    """A whole path as it was typed, `~` for the home folder; None where it is not whole."""
    path = Path(os.path.expanduser(text.strip()))  # noqa: PTH111 - Path.expanduser raises for a stranger's home
    return path if path.is_absolute() else None


def _write(folder: Path | None, name: Path, make: Callable[[Store, Path], Taken]) -> None:
    """Make a file or a folder in `folder`, under a name that is free, and say what became of it."""
    if folder is None:
        return
    target = _free(folder / name)
    with st.spinner("Writing …"):
        taken = make(workspace().own, target)
    st.success(plain(f"Written to {target}, with {files_text(taken.originals)}."))
    if taken.lost:
        st.warning(f"Not among them, because missing or damaged: {files_text(taken.lost)}.")


def _free(path: Path) -> Path:
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
