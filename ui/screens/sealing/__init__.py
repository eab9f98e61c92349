"""定稿与封存: check, freeze, sign by hand, seal, read back."""
