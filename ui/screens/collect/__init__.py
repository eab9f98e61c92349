"""收卷: who has handed in, whose code is compared, and the close."""
