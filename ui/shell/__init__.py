"""The frame around the screens: rail, head, banner, status line, keys."""
