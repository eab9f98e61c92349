"""The few questions that stop the work: 口令, a consequence to confirm, an article to read."""
