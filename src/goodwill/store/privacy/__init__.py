"""What is kept under a key: the marks of people who were erased, secrets that are sealed.

Who makes and reads them is `goodwill.privacy` and `goodwill.live.secrets`.
"""
