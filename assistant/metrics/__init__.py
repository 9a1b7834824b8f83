"""What is counted and timed while the assistant serves, in the form that Prometheus reads: numbers, and no content."""
