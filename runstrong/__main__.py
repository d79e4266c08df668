"""`python -m runstrong` is `runstrong`."""

from runstrong.cli import main

main()
