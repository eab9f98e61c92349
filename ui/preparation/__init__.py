"""The frame of the organiser's screens: six steps, the check list, one action."""
