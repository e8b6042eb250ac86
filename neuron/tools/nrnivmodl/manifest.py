"""What a build left in its folder: which file was made from what, and whether it is still as it was then."""

import json
import os

_name = ".nrnivmodl.json"


class Manifest:
    """Notes of the files of a folder, kept in a hidden file there."""

    def __init__(self, folder):
        self._folder = folder
        try:
            with open(os.path.join(folder, _name), encoding="utf-8") as file:
                notes = json.load(file)
        except (OSError, ValueError):
            notes = {}
        self._old = notes if isinstance(notes, dict) else {}
        self._new = {}

    def keep(self, name, key):
        """Whether the file is what was noted under this key, and so are the headers it needed; then the note stays."""
        note = self._old.get(name)
        if (
            not isinstance(note, dict)
            or note.get("key") != key
            or note.get("stamp") != _stamp(self._path(name))
        ):
            return False
        if any(_stamp(path) != stamp for path, stamp in note.get("headers", {}).items()):
            return False
        self._new[name] = note
        return True

    def note(self, name, key, headers=()):
        """The file was just made. headers: other files, absolute paths, that it must be made again for."""
        self._new[name] = {
            "key": key,
            "stamp": _stamp(self._path(name)),
            "headers": {path: _stamp(path) for path in headers},
        }

    def key(self, name):
        """Changes when the file or a header that it needed does."""
        note = self._new[name]
        return json.dumps([note["key"], note["headers"]])

    def forgotten(self):
        """Files that an earlier build made, and this one did not ask for."""
        return [name for name in self._old if name not in self._new and os.path.basename(name) == name]

    def write(self):
        temporary = self._path(_name + ".new")
        with open(temporary, "w", encoding="utf-8") as file:
            json.dump(self._new, file, indent=1)
        os.replace(temporary, self._path(_name))

    def _path(self, name):
        return os.path.join(self._folder, name)


def _stamp(path):
    try:
        status = os.stat(path)
    except OSError:
        return None
    return [status.st_mtime_ns, status.st_size]
