"""Who carries each command out: a few plain lines over the rules, the storage and the packages."""
