"""Words every package shares, standard library only; it knows no rule, no file and no screen."""
