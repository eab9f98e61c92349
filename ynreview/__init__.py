"""The review itself: rules, scores, packages and use cases; no Qt, no window."""
