"""核对与发放: the check list, then one task package for every expert."""
