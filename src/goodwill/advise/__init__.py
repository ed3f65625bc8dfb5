"""ADVISE: a statement becomes a few things to do next. Pure; knows the catalogue and no rows."""
