"""Pages about the service itself."""

from fastapi import APIRouter

from assistant.web.navigation import Link

router = APIRouter()

LINKS: tuple[Link, ...] = ()
