"""评定: the quota line in the ranking, ties step by step, voted changes."""
