"""Who hears: reactions and read models of a service, and what every service hears."""
