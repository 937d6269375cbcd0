"""Says in plain words why a database cannot be used."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoFreeConnection

from knowledge.store.errors import StoreUnavailable

_SAVED = "Nothing that was saved is lost; whether the last change was, its history says."
_GONE = f"The database does not answer. {_SAVED} Check that it runs and can be reached, then try again."
SLOW = "The database takes too long to answer. Nothing was changed; try again in a moment."
_FULL = "The database has no room left, so nothing can be saved. Make room on its disk, then try again."
_READ_ONLY = "The database can only be read, so nothing can be saved. Give Safir the right to write to it."
_LOCKED = "The database is busy with other writers. Nothing was saved; try again in a moment."
_DENIED = "The database refuses the user or the password of its address, or the right to do this. Check DATABASE_URL."
_MISSING = "There is no such database. Check DATABASE_URL, or create it."
_NOT_OURS = "The database is damaged or not one of Safir's. Check DATABASE_URL, or restore a backup."

_SQLITE = {
    "SQLITE_FULL": _FULL,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_BUSY": _LOCKED,
    "SQLITE_LOCKED": _LOCKED,
    "SQLITE_CANTOPEN": "The database file cannot be opened. Check that its folder exists and that Safir may write to it.",
    "SQLITE_IOERR": "The disk of the database cannot be read or written. Check that it has room and works, then try again.",
    "SQLITE_PERM": _DENIED,
    "SQLITE_CORRUPT": _NOT_OURS,
    "SQLITE_NOTADB": _NOT_OURS,
    "SQLITE_ERROR": _NOT_OURS,  # a table or column that is not there
}
# By SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html), by class where that is enough.
_POSTGRES = {
    "25006": _READ_ONLY,
    "28": _DENIED,
    "3D": _MISSING,
    "42501": _DENIED,
    "42": _NOT_OURS,
    "53": _FULL,
    "53300": "The database has no connection left for Safir. Raise max_connections, or run fewer programs on it.",
    "55P03": _LOCKED,
    "40": _LOCKED,
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
    return next((text for part in parts if (text := _SQLITE.get(part) or _POSTGRES.get(part))), _GONE)
