"""评分: platforms, evidence and the form side by side; stored at every change."""
