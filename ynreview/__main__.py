"""``python -m ynreview``: the command line."""

from ynreview.cli.main import main

if __name__ == "__main__":
    main()
