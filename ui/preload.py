"""Heavy modules are imported in a thread once the window is painted, so that work starts warm."""

from __future__ import annotations

import threading
from functools import cache
from importlib import import_module

_HEAVY = (
    "ynreview.app.session",
    "ynreview.app.handlers.scoring",
    "ynreview.app.handlers.collecting",
    "ynreview.app.handlers.deciding",
    "ynreview.app.handlers.sealing",
    "ynreview.app.queries.verification",
)


@cache
def preload() -> threading.Thread:
    """Begin, once, to import what the first dossier will need; return the thread that does.

    Whoever needs any of it joins the thread first: two threads that import modules which import
    each other meet half-made ones.
    """
    thread = threading.Thread(target=_import_all, name="preload", daemon=True)
    thread.start()
    return thread


def _import_all() -> None:
    for name in _HEAVY:
        import_module(name)
