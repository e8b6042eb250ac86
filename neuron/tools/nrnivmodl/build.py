"""From sources to a library in its folder: what is out of date is made again, several files at a time.

Everything is made in a hidden folder beside the results and put in place by renaming, so that a reader never finds half
a library, and a build that fails leaves the last library as it was.
"""

import concurrent.futures
import hashlib
import os
import platform
import shlex
import shutil
import tempfile

from . import catalogue, process, special
from .lock import lock
from .manifest import Manifest
from .problem import Problem

LIBRARY = "libnrnmech.so"
_unfinished = ".building-"


class Build:
    """One run of nrnivmodl in a folder.

    toolchain: a Toolchain. cache: a Cache. words: the command line, for messages of the library. nrniv: the path of
    that program. report: called with lines for the user.
    """

    def __init__(self, folder, toolchain, cache, words, nrniv, report=print):
        self.machine = platform.machine()
        self.folder = folder
        self.out = os.path.join(folder, self.machine)
        self._toolchain = toolchain
        self._cache = cache
        self._words = words
        self._nrniv = nrniv
        self._report = report
        self._work = None
        self._manifest = None

    def run(self, sources):
        """Makes library and special; the library's path. Raises Problem."""
        try:
            os.makedirs(self.out, exist_ok=True)
            with lock(self.out, self._report):
                self._clear()
                self._work = tempfile.mkdtemp(prefix=_unfinished, dir=self.out)
                try:
                    self._manifest = Manifest(self.out)
                    self._objects(sources)
                    self._library(sources)
                    self._finish()
                finally:
                    shutil.rmtree(self._work, ignore_errors=True)
        except OSError as error:
            name = error.filename or self.out
            raise Problem(
                f"{name}: {error.strerror or error}; nrnivmodl needs to write into {self.out}"
            ) from None
        self._cache.trim()
        return os.path.join(self.out, LIBRARY)

    def _clear(self):
        """Removes what builds that were killed left; the lock is ours."""
        for name in os.listdir(self.out):
            if name.startswith(_unfinished):
                shutil.rmtree(os.path.join(self.out, name), ignore_errors=True)

    # ---- objects ----

    def _objects(self, sources):
        late = [source for source in sources if not self._is_made(source)]
        late.sort(
            key=lambda source: -len(source.text)
        )  # the longest first, so that all processors end together
        failures = {}
        with concurrent.futures.ThreadPoolExecutor(_processors()) as pool:
            running = {pool.submit(self._make, source): source for source in late}
            for done in concurrent.futures.as_completed(running):
                source = running[done]
                try:
                    verb, said = done.result()
                    self._report(f" -> {verb} {source.shown}")
                    if said:
                        self._report(said)
                except Problem as problem:
                    failures[source.stem] = str(problem)
        if failures:
            self._manifest.write()
            texts = [failures[source.stem] for source in sources if source.stem in failures]
            still = os.path.exists(os.path.join(self.out, LIBRARY))
            texts.append(
                f"{len(texts)} of {len(sources)} files could not be compiled"
                + (f"; {self.machine}/{LIBRARY} is still the one of an earlier build" if still else "")
            )
            raise Problem("\n".join(texts))

    def _is_made(self, source):
        kept = self._manifest.keep(source.stem + ".o", self._key(source))
        return kept and not self._toolchain.tells_all

    def _key(self, source):
        return _hash(self._toolchain.identity, source.shown, source.digest())

    def _make(self, source):
        """Makes the object of one file; "Compiled" or "Known", and what nmodl warns of. Raises Problem."""
        if not source.is_mod:
            return self._compile(source, source.absolute, source.stem, None), ""
        code = os.path.join(self._work, source.stem + ".cpp")
        command = self._toolchain.nmodl_command(source.shown, code)
        done = process.run(command, self.folder)
        if source.changed():
            raise Problem(f"{source.shown} was changed or removed while it was compiled: run nrnivmodl again")
        if done.returncode != 0:
            raise Problem(process.text(done) or f"{source.shown}: {command[0]} {process.ending(done)}")
        said = process.text(done) if done.stderr else ""
        with open(code, "rb") as file:
            text = file.read()
        key = _hash(self._toolchain.compiler_identity, text)
        place = os.path.join(self.out, source.stem + ".o")
        temporary = os.path.join(self._work, source.stem + ".o")
        if self._cache.get(key, temporary):
            os.replace(temporary, place)
            self._manifest.note(source.stem + ".o", self._key(source))
            return "Known", said
        return self._compile(source, code, source.stem, key), said

    def _compile(self, source, code, stem, key):
        result = os.path.join(self._work, stem + ".o")
        folders = [os.path.dirname(source.absolute), self.folder] if source.has_user_code() else None
        command = self._toolchain.compile_command(code, result, folders)
        done = process.run(command, self.out)
        if done.returncode != 0 and folders and self._toolchain.last_resort:
            again = process.run(command + self._toolchain.last_resort, self.out)
            done = again if again.returncode == 0 else done
        if done.returncode != 0:
            raise Problem(self._refused(source, code, done))
        headers = _headers(result + ".d", code, self.out)
        if key is not None and not headers:
            self._cache.put(key, result)
        os.replace(result, os.path.join(self.out, stem + ".o"))
        self._manifest.note(stem + ".o", self._key(source), headers)
        return "Compiled"

    def _refused(self, source, code, done):
        said = process.text(done) or f"it {process.ending(done)}"
        text = f"{source.shown}: the compiler refused this file:\n{said}"
        if not source.is_mod:
            return text
        kept = os.path.join(self.out, os.path.basename(code))
        os.replace(code, kept)
        self._manifest.note(os.path.basename(kept), "refused")  # the next build that succeeds removes it
        return text.replace(code, kept) + f"\nits C++ is kept in {kept}"

    # ---- the library ----

    def _library(self, sources):
        objects = [source.stem + ".o" for source in sources]
        command = " ".join(
            ["cd", shlex.quote(self.folder), "&&", "nrnivmodl"] + list(map(shlex.quote, self._words))
        )
        keys = [f"{name} {self._manifest.key(name)}" for name in objects]
        addition = catalogue.addition(command)
        key = _hash(self._toolchain.link_identity, addition, *keys)
        if self._manifest.keep(LIBRARY, key):
            return
        code = os.path.join(self._work, "catalogue.cpp")
        names = [source.shown for source in sources if source.is_mod]
        done = process.run(self._toolchain.catalogue_command(names, code), self.folder)
        if done.returncode != 0:
            raise Problem(process.text(done) or f"{self._toolchain.nmodl} {process.ending(done)}")
        with open(code, "a", encoding="ascii") as file:
            file.write(addition)
        result = os.path.join(self._work, LIBRARY)
        done = process.run(self._toolchain.link_command(code, objects, result), self.out)
        if done.returncode != 0:
            raise Problem(f"the library could not be linked:\n{process.text(done)}")
        os.replace(result, os.path.join(self.out, LIBRARY))
        self._manifest.note(LIBRARY, key)

    def _finish(self):
        for name in self._manifest.forgotten():
            if os.path.exists(os.path.join(self.out, name)):
                os.unlink(os.path.join(self.out, name))
        special.write(self.out, self._nrniv)
        self._manifest.write()


def _processors():
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _headers(listing, code, folder):
    """The files of the user that were included, from what the compiler wrote for make."""
    with open(listing, encoding="utf-8", errors="surrogateescape") as file:
        text = file.read().replace("\\\n", " ").replace("\\ ", "\0")
    names = [word.replace("\0", " ").replace("$$", "$") for word in text.partition(": ")[2].split()]
    paths = [os.path.join(folder, name) for name in names]
    return [path for path in paths if path != code]


def _hash(*parts):
    total = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode(errors="surrogateescape")
        total.update(str(len(data)).encode() + b":" + data)
    return total.hexdigest()
