"""What a user reads in Teams: pure functions from answers and records to messages and cards."""
