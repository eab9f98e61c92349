"""The command line: thin, the same commands as the window, JSON for scripts."""
