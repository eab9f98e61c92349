"""The console script; Qt-free, so that the command line never pays for the window."""

from ynreview.cli.main import main as command_line


def main() -> None:
    """Run the command line."""
    command_line()
