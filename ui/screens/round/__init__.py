"""会次设置: what was said of the round, and every rule with its mark."""
