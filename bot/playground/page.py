"""The chat page: one template, and the static files beside it."""

from pathlib import Path

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, select_autoescape

from .api import STATE

_HERE = Path(__file__).parent
_TEMPLATES = Environment(
    loader=FileSystemLoader(_HERE / "templates"), autoescape=select_autoescape()
)


async def show_page(request: web.Request) -> web.Response:
    """Return the page; everything that changes is fetched by its scripts."""
    state = request.app[STATE]
    body = _TEMPLATES.get_template("page.html").render(bot=state.account)
    return web.Response(text=body, content_type="text/html", headers={"Cache-Control": "no-store"})


def page_routes() -> list[web.AbstractRouteDef]:
    """Return the page and its static files."""
    return [web.get("/", show_page), web.static("/static", _HERE / "static")]
