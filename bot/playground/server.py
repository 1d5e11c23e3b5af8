"""`LocalTelegram`: the server, started and stopped."""

from aiohttp import web

from .api import STATE, bot_api_routes
from .control import control_routes
from .files import MAX_UPLOAD_BYTES
from .guards import add_safety_headers, explain_refusals, refuse_strangers
from .page import page_routes
from .people import User
from .state import Options, State

HOST = "127.0.0.1"

CAST = (
    ("Hương", "vi", "member"),
    ("Sari", "id", "member"),
    ("ليلى", "ar", "member"),
    ("Chị Lan", "vi", "officer"),
    ("Minh", "vi", "admin"),
)
"""Who is there when an officer opens the page to rehearse: first name, language, role."""


class LocalTelegram:
    """A Telegram of one's own, for one bot.

    Use it as an async context manager, or call `start` and `stop`. Port 0 takes a free port.
    The state is in memory and ends with the object; `state` is open to tests.
    """

    def __init__(self, options: Options | None = None, *, port: int = 0) -> None:
        """Prepare; nothing listens before `start`."""
        self.options = options or Options()
        self.state = State(self.options)
        self.port = port
        self._runner: web.AppRunner | None = None

    @property
    def token(self) -> str:
        """The bot's token."""
        return self.options.token

    @property
    def api_url(self) -> str:
        """The base for bots: PTB's `base_url` is `f"{api_url}/bot"`, its files `/file/bot`."""
        return f"http://{HOST}:{self.port}"

    @property
    def page_url(self) -> str:
        """The address of the chat page."""
        return f"{self.api_url}/"

    def invite(self, *cast: tuple[str, str, str]) -> list[User]:
        """Add people given as (first name, language, role), by default those of `CAST`."""
        return [
            self.state.add_user(User(0, name, language_code=language, role=role))
            for name, language, role in cast or CAST
        ]

    async def start(self) -> "LocalTelegram":
        """Listen on 127.0.0.1; afterwards `port` is the real one."""
        app = web.Application(
            middlewares=[refuse_strangers, explain_refusals],
            client_max_size=MAX_UPLOAD_BYTES + 1024 * 1024,
        )
        app[STATE] = self.state
        app.add_routes([*bot_api_routes(), *control_routes(), *page_routes()])
        app.on_response_prepare.append(add_safety_headers)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, self.port).start()
        self.port = int(self._runner.addresses[0][1])
        return self

    async def stop(self) -> None:
        """Send waiting polls and pages home, and free the port."""
        self.state.events.close()
        self.state.updates.interrupt(None)
        await self.state.webhook.stop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> "LocalTelegram":
        """Start."""
        return await self.start()

    async def __aexit__(self, *_exception: object) -> None:
        """Stop."""
        await self.stop()
