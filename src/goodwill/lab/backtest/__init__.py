"""Backtest: history month by month as it was known then, and which statements foresaw what came.

What is here is pure: outcomes, each with an exact definition (`outcomes.toml`, `spells`); baselines
that read no word (`baselines`); what a statement claims (`claims`); and how well each ranks, warns
and keeps its chances (`scores`). Drawing up the statements is `goodwill.hindsight.backtesting`.
"""
