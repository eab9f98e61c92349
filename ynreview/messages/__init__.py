"""Codes into sentences a careful official would write; Qt-free, for screen, paper and console."""

from ynreview.messages.catalogue import known_terms, label, sentence, term
from ynreview.messages.explain import explain, explain_error

__all__ = ["explain", "explain_error", "known_terms", "label", "sentence", "term"]
