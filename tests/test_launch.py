"""Starting the dashboard as a newcomer does: nothing asked, nothing but loopback, nothing left behind."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from runstrong import launch
from runstrong.errors import RunstrongError

PROJECT = Path(__file__).resolve().parent.parent


def _healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_it_starts_in_an_empty_home_without_asking_and_ends_with_its_process(tmp_path: Path) -> None:
    port = launch.free_port()
    environment = {
        "HOME": str(tmp_path), "PATH": os.environ["PATH"], "RUNSTRONG_DATA": str(tmp_path / "data"),
        "PYTHONPATH": str(PROJECT), "BROWSER": "true",
    }  # fmt: skip
    dashboard = subprocess.Popen(
        [sys.executable, "-m", "runstrong.cli", "--port", str(port)],
        env=environment, cwd=tmp_path, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True,
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 120
        while not _healthy(port) and dashboard.poll() is None and time.monotonic() < deadline:
            time.sleep(0.2)
        assert _healthy(port)
    finally:
        dashboard.send_signal(signal.SIGTERM)
        said, _ = dashboard.communicate(timeout=60)
    assert not _healthy(port)
    assert "Email" not in said
    assert f"http://127.0.0.1:{port}" in said


def test_a_taken_port_is_passed_over() -> None:
    with socket.socket() as taken:
        first = launch.free_port()
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", first))
        taken.listen()
        assert launch.free_port() > first


def test_no_free_port_at_all_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch, "PORTS", 0)
    with pytest.raises(RunstrongError, match="--port"):
        launch.free_port()
