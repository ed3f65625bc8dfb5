"""The language every step speaks: what is true, as frozen, typed values.

No I/O and no judgement happen here. Every other package may import from this one;
this one imports from nobody.
"""
