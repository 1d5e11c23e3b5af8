"""The control API: people, their acts, and the server itself, for the page and for tests."""

from aiohttp import web

from . import acts, people, server


def control_routes() -> list[web.RouteDef]:
    """Return all routes under `/control`."""
    return [*people.ROUTES, *acts.ROUTES, *server.ROUTES]
