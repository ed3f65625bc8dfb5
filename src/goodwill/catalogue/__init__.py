"""What the words mean: kinds, stages, patterns, practices, expectations, risks and plays.

Each concept is one TOML file in the folder of its sort; file and manual are the same text.
Here stand the typed forms (`schema`), the strict reader (`typed_toml`), the way from files to a
`Catalogue` (`loader`) and the arithmetic of cost formulas (`formula`). Nothing here judges:
that is `goodwill.judge`, which reads every threshold and every sentence from here.
"""
