"""得分汇总: every figure of the panel, and how it came about."""
