"""How the commands of requests are carried out."""
