"""`python -m dgreport` is the command line."""

from dgreport.cli import main

main()
