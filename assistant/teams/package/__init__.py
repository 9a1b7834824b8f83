"""The app package: what an administrator uploads to Teams so that people find the assistant there."""
