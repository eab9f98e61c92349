"""规则: the articles, the rules with their marks, where each is from."""
