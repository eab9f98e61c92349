"""Pure functions from marks to awards, each returning its working; no file, no clock, no float."""
