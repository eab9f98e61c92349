"""验证: the verdict in one sentence, then signers, figures and commands."""
