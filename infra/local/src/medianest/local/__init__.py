"""What `make up` runs: servers from wheels, services, simulators."""
