"""The gateway's few rules: which key signs, and what is said of a service that does not answer."""
