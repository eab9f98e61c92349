"""形式审查: every platform against every item, and the organiser's answers."""
