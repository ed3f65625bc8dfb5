"""What people said, kept for good: `disputes` of lines of statements, `plans` of plays.

What follows from it is worked out in `goodwill.answers` and `goodwill.plans`.
"""
