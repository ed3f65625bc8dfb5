"""Whose hours which plays get: a small integer program over all accounts (concepts, B.8).

`plan_attention` is the door. The program is in `program`, the days in `days`, and what is said of
accounts that found no place in `left_out`.
"""

from __future__ import annotations

from goodwill.advise.attention.plan import plan_attention

__all__ = ["plan_attention"]
