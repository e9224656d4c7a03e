"""The embedded PostgreSQL: a real server out of a wheel, for a machine that has none.

`database_url()` is the one door. With DATABASE_URL set it gives that; else it starts, or finds, a
server of our own in `.kring/postgres`. From the URL on the two are the same: a role that owns one
database, and is no superuser.

One cluster is one directory:

    data/                 the data directory, there only when it is whole
    log/postgres.log      what the server says; never content of a case
    *.wachtwoord          the passwords of the superuser and the owner
    slot                  locked by who starts or stops it, and says who that is
    bezet                 locked by the server itself, so by whatever is left of it
    gebruik               locked, shared, by who uses it

Nothing here trusts a process number that was written down: the locks are the kernel's, and end with
their holder.
"""

from kring.config.postgres.address import database_url, default_cluster, running_database
from kring.config.postgres.cluster import Cluster, Status
from kring.config.postgres.errors import PostgresFout


__all__ = [
    "Cluster",
    "PostgresFout",
    "Status",
    "database_url",
    "default_cluster",
    "running_database",
]
