"""Widgets that several screens share; each takes what it needs and knows no dossier."""
