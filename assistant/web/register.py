"""Pages of the register: measures and duties."""

from fastapi import APIRouter

from assistant.web.navigation import Link

router = APIRouter()

LINKS: tuple[Link, ...] = ()
