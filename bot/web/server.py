"""Serving HTTP inside the bot's own event loop."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator, Sequence

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

CLOSE_TIMEOUT_SECONDS = 2
"""How long open requests may take to end when the bot stops."""


class PortTakenError(OSError):
    """Another program listens where we are to listen."""

    def __init__(self, host: str, port: int, variable: str = "CHIHOI_PORT") -> None:
        """Take the address that is not free, and the variable that sets it."""
        super().__init__(
            f"Cổng {port} trên {host} đang có chương trình khác dùng; đặt {variable} sang số"
            f" khác. / Port {port} on {host} is in use; set {variable} to another."
        )


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers: the bot stops it."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_up = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.is_up.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextlib.asynccontextmanager
async def serve_http(routes: Sequence[BaseRoute], *, host: str, port: int) -> AsyncIterator[str]:
    """Serve *routes* while inside; yield the address, such as `http://127.0.0.1:8080`.

    Port 0 takes a free one.

    Raises:
        PortTakenError: Where the port is in use.
    """
    listener = _listen(host, port)
    server = _Server(
        uvicorn.Config(
            Starlette(routes=routes),
            access_log=False,
            log_config=None,
            lifespan="off",
            ws="none",
            server_header=False,
            timeout_graceful_shutdown=CLOSE_TIMEOUT_SECONDS,
        )
    )
    task = asyncio.create_task(server.serve([listener]), name="web")
    try:
        await server.is_up.wait()
        name, bound, *_ = listener.getsockname()
        yield f"http://[{name}]:{bound}" if ":" in name else f"http://{name}:{bound}"
    finally:
        server.should_exit = True
        await task
        listener.close()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        raise PortTakenError(host, port) from error
