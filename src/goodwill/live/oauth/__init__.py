"""Signing in by consent (OAuth 2): a person agrees at their provider, and a book gets tokens.

`provider` says where a provider is asked, `asking` what is said to it (its messages are those of
`oauthlib`; they go through `goodwill.live.wire.web`, so the same limits hold), `loopback` hears the
answer that a browser brings, `signing_in` puts these in order. `tokens` are kept sealed as
passwords are; `bearer` hands a valid one out and renews it, once however many ask.

A kind of source that is signed in to so names its `Consent` and opens with a `Bearer`:

    KIND = LiveKind(name="...", reads="...", consent=CONSENT, open_signed=open_it)
"""
