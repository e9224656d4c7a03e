"""The embedded PostgreSQL: one cluster in a directory of its own, for one machine."""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kring.config.postgres.connection import (
    OWNER,
    SUPERUSER,
    build_url,
    forget_pg_environment,
    password_file,
)
from kring.config.postgres.contents import (
    DATABASE,
    MAINTENANCE,
    connect,
    ensure_contents,
    make_database,
    remove_database,
)
from kring.config.postgres.errors import PostgresFout
from kring.config.postgres.files import open_private
from kring.config.postgres.lock import exclusive, try_lock
from kring.config.postgres.server import live_postmaster, shut_down
from kring.config.postgres.sockets import remove_socket_directory
from kring.config.postgres.startup import bring_up, make_directory


# Who uses the server holds a shared lock on this file.
USED = "gebruik"


# What a person wants to know about the server.
@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    running: bool
    pid: int | None = None
    socket_directory: Path | None = None


# A cluster is fully told by its directory, so any process that names the directory finds its server.
# `options` are settings of PostgreSQL on top of ours, for when this process is the one to start it;
# `patience` is how many seconds anything here may take.
@dataclass(frozen=True, slots=True)
class Cluster:
    map: Path
    options: Mapping[str, str] = field(default_factory=dict)
    patience: float = 60.0

    @property
    def data(self) -> Path:
        """Give the data directory, which exists only when it is whole."""
        return self.map.absolute() / "data"

    @contextmanager
    def running(self) -> Iterator[str]:
        """Give the URL of the owner's database for the time of the block.

        Starts the server when none runs. Whoever leaves last stops it, also for one that was killed
        before it could; a server that was started to stay is left alone. Raises `PostgresFout` when
        there is no server to be had.
        """
        with self._locked():
            use = self._join(started=self._start())
        process = os.getpid()
        try:
            yield self.url()
        finally:
            # A forked worker leaves the block as well, but the server is not his to stop.
            if os.getpid() == process:
                with self._locked():
                    self._leave(use)

    def start(self) -> bool:
        """Start the server unless it runs, to stay until `stop`; True when this call started it.

        Raises `PostgresFout`.
        """
        with self._locked():
            started = self._start()
            os.close(self._use(to_stay=True))
            return started

    def stop(self) -> bool:
        """Stop the server if it runs, ending its connections; True when this call did it.

        Raises `PostgresFout` when it does not stop.
        """
        with self._locked():
            return self._stop()

    def status(self) -> Status:
        """Tell whether the server runs and answers."""
        found = live_postmaster(self.data)
        if found is None or not found.ready:
            return Status(running=False)
        return Status(running=True, pid=found.pid, socket_directory=found.socket_directory)

    def url(self, *, database: str = DATABASE) -> str:
        """Give the URL of this database for the owner. Raises `PostgresFout` when no server runs."""
        return self._url(role=OWNER, database=database)

    def superuser_url(self, *, database: str = MAINTENANCE) -> str:
        """Give the URL for the superuser: for drills with backup and restore, never for the product.

        Raises `PostgresFout` when no server runs.
        """
        return self._url(role=SUPERUSER, database=database)

    def create_database(self, *, name: str, template: str | None = None) -> str:
        """Make a database of the owner and give its URL; a template must have no connections.

        Raises `PostgresFout` when no server runs, and what PostgreSQL raises about the names.
        """
        with connect(self.superuser_url()) as connection:
            make_database(connection, name=name, template=template)
        return self.url(database=name)

    def drop_database(self, *, name: str) -> None:
        """Remove a database and end the connections to it; one that is not there is fine.

        Raises `PostgresFout` when no server runs.
        """
        with connect(self.superuser_url()) as connection:
            remove_database(connection, name=name)

    def _url(self, *, role: str, database: str) -> str:
        status = self.status()
        if status.socket_directory is None:
            raise PostgresFout(
                f"PostgreSQL draait niet op {self.data}. Start het product met: script/demo"
            )
        forget_pg_environment()
        return build_url(
            directory=self.data.parent,
            role=role,
            database=database,
            socket_directory=status.socket_directory,
        )

    def _locked(self) -> AbstractContextManager[None]:
        make_directory(self.data.parent)
        return exclusive(path=self.data.parent / "slot", seconds=self.patience)

    def _start(self) -> bool:
        forget_pg_environment()
        started = bring_up(data=self.data, options=self.options, seconds=self.patience)
        try:
            secret = password_file(directory=self.data.parent, role=OWNER)
            ensure_contents(
                superuser_url=self.superuser_url(),
                owner_password=secret.read_text(encoding="ascii"),
            )
        except BaseException:
            if started:
                self._stop()
            raise
        return started

    def _stop(self) -> bool:
        found = live_postmaster(self.data)
        if found is None:
            return False
        shut_down(data=self.data, postmaster=found, seconds=self.patience)
        if found.socket_directory:
            remove_socket_directory(found.socket_directory)
        # Whoever starts the next one says again who stops it.
        os.close(self._use(to_stay=True))
        return True

    def _use(self, *, to_stay: bool) -> int:
        """The file that every user holds; as long as something stands in it, the last one stops."""
        use = open_private(self.data.parent / USED, flags=os.O_RDWR)
        os.ftruncate(use, 0)
        if not to_stay:
            os.pwrite(use, b"De laatste die weggaat stopt de server.\n", 0)
        return use

    def _join(self, *, started: bool) -> int:
        if started:
            os.close(self._use(to_stay=False))
        use = open_private(self.data.parent / USED, flags=os.O_RDWR)
        fcntl.flock(use, fcntl.LOCK_SH)
        return use

    def _leave(self, use: int) -> None:
        if try_lock(use) and os.fstat(use).st_size > 0:
            self._stop()
        os.close(use)
