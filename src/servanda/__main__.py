"""`python -m servanda`, where the program itself is not on the path."""

from servanda.cli import main

main()
