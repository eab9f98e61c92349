"""One folder per screen: widgets that ask and show, a presenter that talks to the core."""
