"""Starting the dashboard: on the loopback address only, asking nothing, leaving nothing behind."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Final, NoReturn

from runstrong.config import shipped
from runstrong.errors import RunstrongError

FIRST_PORT: Final = 8501
PORTS: Final = 100
HOST: Final = "127.0.0.1"


def dashboard(folder: Path, *, browser: bool, port: int | None) -> NoReturn:
    """Run the dashboard over a data folder until it is stopped, and end with its exit status.

    Where the system allows it, this process becomes the dashboard, so that stopping the one stops the other and
    nothing is left holding the store.
    """
    entry = shipped("app.py")
    chosen = port or free_port()
    print(f"runstrong is at http://{HOST}:{chosen}  (stop it with Ctrl-C)", flush=True)
    command = [
        sys.executable, "-m", "streamlit", "run", str(entry),
        f"--server.address={HOST}", f"--server.port={chosen}", f"--server.headless={str(not browser).lower()}",
    ]  # fmt: skip
    environment = {**os.environ, "RUNSTRONG_DATA": str(folder)}
    if os.name == "nt":
        sys.exit(subprocess.call(command, cwd=entry.parent, env=environment))
    os.chdir(entry.parent)  # Streamlit reads .streamlit/config.toml from the folder it is started in
    os.execve(sys.executable, command, environment)


def free_port() -> int:
    """The first free port from 8501 on; raises RunstrongError where a hundred are taken."""
    for port in range(FIRST_PORT, FIRST_PORT + PORTS):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise RunstrongError(f"No port from {FIRST_PORT} on is free: name one with --port.")
