"""HTTP to Telegram on aiohttp, with errors that tell whether a request may have arrived.

A repeat is safe only where the first request surely had no effect:

    NotSentError             never left this machine: repeat it
    RetryAfter, BadRequest,  Telegram answered: it did not do it
    Forbidden, ChatMigrated
    TimedOut, and any other  it may have been done: a message may stand in the chat
    NetworkError

`except` clauses go in that order; BadRequest and NotSentError are NetworkErrors too.
"""

import time
from urllib.parse import urlencode

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_Timeout = float | None

_NEVER_LEFT = (
    aiohttp.ClientConnectorError,  # refused, no route, name not found, certificate
    aiohttp.ConnectionTimeoutError,  # no connection in time, from the pool or to the server
    aiohttp.InvalidURL,
)


class NotSentError(NetworkError):
    """The request never left this machine."""


class AiohttpRequest(BaseRequest):
    """A pool of connections to one Bot API server."""

    __slots__ = ("_connections", "_reached_at", "_session", "_timeouts")

    def __init__(
        self,
        *,
        connections: int = 256,
        connect_timeout_seconds: float = 5.0,
        read_timeout_seconds: float = 10.0,
        upload_timeout_seconds: float = 60.0,
    ) -> None:
        """Open nothing yet. Time-outs hold where a call does not set its own."""
        self._connections = connections
        self._timeouts = (connect_timeout_seconds, read_timeout_seconds, upload_timeout_seconds)
        self._session: aiohttp.ClientSession | None = None
        self._reached_at: float | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds without a byte of the answer after which a request is given up."""
        return self._timeouts[1]

    @property
    def reached_seconds_ago(self) -> float | None:
        """Seconds since Telegram last answered anything; None where it never did."""
        return None if self._reached_at is None else time.monotonic() - self._reached_at

    async def initialize(self) -> None:
        """Make the pool; nothing happens where there is one."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._connections,
                    # Shorter than servers keep an idle connection: a request that meets a
                    # closing one may or may not have arrived, and nobody could tell.
                    keepalive_timeout=15.0,
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                auto_decompress=True,
            )

    async def shutdown(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Return the answer's status and body; see this file's head for the errors."""
        if self._session is None:
            raise NotSentError("this request has not been initialized, or was shut down")
        connect_default, read_default, upload_default = self._timeouts
        connect_seconds = _chosen(connect_timeout, connect_default)
        read_seconds = _chosen(read_timeout, read_default)
        has_files = request_data is not None and request_data.contains_files
        if has_files and read_seconds is not None:
            # aiohttp waits for the answer from the first byte of the body on.
            upload_seconds = _chosen(write_timeout, upload_default)
            read_seconds = None if upload_seconds is None else read_seconds + upload_seconds
        timeout = aiohttp.ClientTimeout(
            total=None,
            connect=_sum(connect_seconds, _chosen(pool_timeout, connect_default)),
            sock_connect=connect_seconds,
            sock_read=read_seconds,
        )
        try:
            async with self._session.request(
                method,
                url,
                data=_body(request_data),
                headers=None if has_files or request_data is None else _FORM,
                timeout=timeout,
                allow_redirects=False,
            ) as response:
                body = await response.read()
        except _NEVER_LEFT as error:
            raise NotSentError(f"not sent: {_name(error)}") from error
        except TimeoutError as error:
            raise TimedOut(f"no answer in {read_seconds} s: {_name(error)}") from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"broken off, may have arrived: {_name(error)}") from error
        self._reached_at = time.monotonic()
        return response.status, body


_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def _body(request_data: RequestData | None) -> aiohttp.FormData | bytes | None:
    if request_data is None:
        return None
    if not request_data.contains_files:
        return urlencode(request_data.json_parameters).encode()
    form = aiohttp.FormData(quote_fields=False)  # names of files as UTF-8, not as %C3%A1
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime_type) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime_type)
    return form


def _chosen(given: object, default: _Timeout) -> _Timeout:
    """A call's own time-out; *default* where it set none. None means without end."""
    if given is None:
        return None
    return float(given) if isinstance(given, int | float) else default


def _sum(first: _Timeout, second: _Timeout) -> _Timeout:
    return None if first is None or second is None else first + second


def _name(error: BaseException) -> str:
    """The kind of an error; its text may hold the address, and that the token."""
    return type(error).__name__
