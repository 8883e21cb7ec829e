"""Who may work with the system: users, their dated memberships, roles and what roles may do."""
