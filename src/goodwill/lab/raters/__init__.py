"""What several people's answers to the same things come to, where some are surer than others.

Who is how sure is worked out to weigh answers, and shown nowhere: nothing ranks people.
"""
