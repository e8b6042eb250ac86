"""Objects that were compiled before, in any folder: a bounded store in the user's cache folder."""

import hashlib
import os
import tempfile

LIMIT = 256 * 2**20  # bytes
_digest_size = 32


def folder():
    """Where objects are kept, or None: NRN_BUILD_CACHE ("off": nowhere), else below XDG_CACHE_HOME or ~/.cache."""
    chosen = os.environ.get("NRN_BUILD_CACHE", "")
    if chosen.lower() in ("off", "0", "no", "none"):
        return None
    if chosen:
        return os.path.abspath(chosen)
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "neuron", "objects")


class Cache:
    """Files by key. An entry ends with a hash of itself, so that a damaged one is found out. A store that cannot be
    read or written is as an empty one: everything can be made again."""

    def __init__(self, where, limit=LIMIT):
        self._where = where
        self._limit = limit
        self._added = False

    def get(self, key, target):
        """Writes the entry to a file; False when there is none."""
        if self._where is None:
            return False
        path = self._path(key)
        try:
            with open(path, "rb") as file:
                data = file.read()
            os.utime(path)
        except OSError:
            return False
        content, digest = data[:-_digest_size], data[-_digest_size:]
        if hashlib.sha256(content).digest() != digest:
            return False
        with open(target, "wb") as file:
            file.write(content)
        return True

    def put(self, key, source):
        """Keeps a file."""
        if self._where is None:
            return
        with open(source, "rb") as file:
            content = file.read()
        path = self._path(key)
        temporary = None
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=".new-", dir=os.path.dirname(path))
            with os.fdopen(handle, "wb") as file:
                file.write(content + hashlib.sha256(content).digest())
            os.replace(temporary, path)
            self._added = True
        except OSError:
            _remove(temporary)

    def trim(self):
        """Removes what was not used for longest, until three quarters of the limit are left; after a put only."""
        if not self._added:
            return
        entries = []
        for place, _, names in os.walk(self._where):
            for name in names:
                try:
                    status = os.stat(os.path.join(place, name))
                except OSError:
                    continue  # another process removed it
                entries.append((status.st_mtime_ns, status.st_size, os.path.join(place, name)))
        total = sum(size for _, size, _ in entries)
        if total <= self._limit:
            return
        for _, size, path in sorted(entries):
            if total <= self._limit * 3 // 4:
                break
            _remove(path)
            total -= size

    def _path(self, key):
        return os.path.join(self._where, key[:2], key)


def _remove(path):
    try:
        if path is not None:
            os.unlink(path)
    except OSError:
        return  # another process did, or it stays and counts against the limit
