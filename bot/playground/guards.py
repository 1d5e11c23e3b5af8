"""Who may talk to this server: only this machine, and no foreign web page."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

from .actions import Impossible
from .errors import BotApiError
from .html_text import UnparsableMarkup

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


@web.middleware
async def refuse_strangers(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse names that only point here by DNS rebinding, and requests of other web pages."""
    host = urlsplit(f"//{request.host}").hostname
    if host not in LOCAL_HOSTS:
        return web.Response(status=403, text="this server answers to local names only")
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        return web.Response(status=403, text="this server does not serve other web pages")
    return await handler(request)


@web.middleware
async def explain_refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn what people cannot do into 400 with the reason, for page and tests to show."""
    try:
        return await handler(request)
    except Impossible as error:
        return web.json_response({"error": str(error)}, status=400)
    except BotApiError as error:
        return web.json_response({"error": error.description}, status=400)
    except UnparsableMarkup as error:
        return web.json_response({"error": f"can't parse entities: {error}"}, status=400)
    except ValueError as error:
        return web.json_response({"error": f"bad request: {error}"}, status=400)
    except web.HTTPException as error:
        return web.json_response({"error": error.text}, status=error.status)


async def add_safety_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Let nothing but this server's own scripts and styles run on the page."""
    if not request.path.startswith(("/bot", "/file")):
        response.headers.update(_HEADERS)
