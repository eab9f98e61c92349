"""Who judges whom: entries, experts, recusals, score sheets; plain values, no counting."""
