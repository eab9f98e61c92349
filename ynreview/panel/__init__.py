"""Who judges whom: entries, experts, recusals and score sheets; plain values, no rule of counting."""
