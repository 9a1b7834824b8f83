"""The HTTP API: one route file a resource, problem details for errors."""
