"""`python -m bridge.cli`, where the command is not installed."""

from bridge.cli import main

if __name__ == "__main__":
    main()
