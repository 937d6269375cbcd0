"""Says in plain words why a database cannot be used."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoFreeConnection

from knowledge.store import wording
from knowledge.store.errors import StoreUnavailable

_SQLITE = {
    "SQLITE_FULL": wording.FULL,
    "SQLITE_READONLY": wording.READ_ONLY,
    "SQLITE_BUSY": wording.LOCKED,
    "SQLITE_LOCKED": wording.LOCKED,
    "SQLITE_CANTOPEN": wording.NO_FILE,
    "SQLITE_IOERR": wording.BAD_DISK,
    "SQLITE_PERM": wording.DENIED,
    "SQLITE_CORRUPT": wording.NOT_OURS,
    "SQLITE_NOTADB": wording.NOT_OURS,
    "SQLITE_ERROR": wording.NOT_OURS,  # a table or column that is not there
}
# By SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html), by class where that is enough.
_POSTGRES = {
    "25006": wording.READ_ONLY,
    "28": wording.DENIED,
    "3D": wording.MISSING,
    "42501": wording.DENIED,
    "42": wording.NOT_OURS,
    "53": wording.FULL,
    "53300": wording.NO_CONNECTION,
    "55P03": wording.LOCKED,
    "40": wording.LOCKED,
}


@dataclass(slots=True)
class Count:
    """How often a database failed since the process began."""

    total: int = 0


count = Count()


@contextmanager
def explained() -> Iterator[None]:
    """Raises StoreUnavailable, with a reason and a remedy, for whatever a database or its driver raises inside.

    Values that it does not take are no failure of the database: IntegrityError and DataError pass.
    """
    try:
        yield
    except (IntegrityError, DataError):
        raise
    except DBAPIError as error:
        count.total += 1
        raise StoreUnavailable(_reason(error.orig)) from error
    except (NoFreeConnection, sqlite3.Error, OSError) as error:
        count.total += 1
        raise StoreUnavailable(_reason(error)) from error
    except Exception as error:
        if type(error).__module__.partition(".")[0] != "asyncpg":  # it need not be installed
            raise
        count.total += 1
        raise StoreUnavailable(_reason(error)) from error


def _reason(error: BaseException | None) -> str:
    name = str(getattr(error, "sqlite_errorname", None) or "")
    state = str(getattr(error, "sqlstate", None) or "")
    parts = ("_".join(name.split("_")[:2]), state, state[:2])  # SQLITE_IOERR_WRITE is a kind of SQLITE_IOERR
    return next((text for part in parts if (text := _SQLITE.get(part) or _POSTGRES.get(part))), wording.GONE)
