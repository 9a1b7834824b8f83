"""Pages of those who look after the library."""

from fastapi import APIRouter

from assistant.web.navigation import Link

router = APIRouter()

LINKS: tuple[Link, ...] = ()
