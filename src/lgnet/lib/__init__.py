"""Django plumbing without one word of the domain: who acts, what they may see, what is kept secret.

Never imports a domain package; a domain package builds on these modules.
"""
