"""How servers are reached: within limits on time and size, at their pace, again where it fails."""
