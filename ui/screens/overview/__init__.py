"""我的总览: all my totals, and one item across all platforms."""
