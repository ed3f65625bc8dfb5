"""An example of a package that extends Goodwill: a connector, a measurement and a pattern."""
