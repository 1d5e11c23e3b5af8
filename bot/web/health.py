"""Whether the bot lives, and whether it can serve."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.services import Services
from knowledge.model import EMPTY_BASE

TELEGRAM_LATELY_SECONDS = 120.0
"""Telegram counts as reached if it answered within this time; a poll takes 30 s at most, and
the maintenance asks it once a minute where nothing else does."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What must be there for members to be served in full."""

    database: bool
    knowledge: bool
    telegram: bool

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return self.database and self.knowledge and self.telegram


Reached = Callable[[], float | None]
"""Seconds since Telegram last answered; None where it never did."""


async def examine(services: Services, reached: Reached) -> Readiness:
    """Return what works now; takes at most about a second."""
    seconds_ago = reached()
    return Readiness(
        database=await services.database.is_reachable(),
        knowledge=services.knowledge.current.base.version != EMPTY_BASE.version,
        telegram=seconds_ago is not None and seconds_ago < TELEGRAM_LATELY_SECONDS,
    )


def health_routes(services: Services, reached: Reached) -> list[Route]:
    """Return `/health` (the process lives), `/ready` (it can serve) and `/metrics`."""

    async def health(_: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def ready(request: Request) -> Response:
        readiness = await examine(services, reached)
        told: dict[str, object] = {
            "database": readiness.database,
            "knowledge": readiness.knowledge,
            "telegram": readiness.telegram,
        }
        if "detail" in request.query_params:
            told["version"] = services.knowledge.current.base.version
            told["problems"] = list(services.editing.following.problems)
        return JSONResponse(told, status_code=200 if readiness.is_complete else 503)

    async def metrics(_: Request) -> Response:
        return Response(services.metrics.text(), media_type="text/plain; version=0.0.4")

    return [Route("/health", health), Route("/ready", ready), Route("/metrics", metrics)]
