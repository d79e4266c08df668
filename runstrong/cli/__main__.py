"""`python -m runstrong.cli` is `runstrong`."""

from runstrong.cli import main

main()
