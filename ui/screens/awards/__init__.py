"""建议金额: bands, budget and helpers; scores and grades are never touched."""
