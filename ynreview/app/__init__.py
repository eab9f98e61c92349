"""The use cases: the only door for window and command line; it knows no widget and no console."""
