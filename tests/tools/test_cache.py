"""The store of objects: what it gives back, how large it becomes, and what happens when it is damaged."""

import os

import pytest

from neuron.tools.nrnivmodl import cache


@pytest.fixture
def store(tmp_path):
    return cache.Cache(str(tmp_path / "store"), limit=4000)


def put(store, folder, key, content):
    (folder / "object").write_bytes(content)
    store.put(key, str(folder / "object"))


def get(store, folder, key):
    target = folder / "result"
    return target.read_bytes() if store.get(key, str(target)) else None


def test_what_is_put_comes_back(store, tmp_path):
    assert get(store, tmp_path, "aabb") is None
    put(store, tmp_path, "aabb", b"some bytes")
    assert get(store, tmp_path, "aabb") == b"some bytes" and get(store, tmp_path, "aacc") is None


def test_damage_is_found(store, tmp_path):
    put(store, tmp_path, "aabb", b"some bytes")
    entry = next(path for path in (tmp_path / "store").rglob("aabb"))
    for damaged in (b"", b"other" + entry.read_bytes()[5:], entry.read_bytes()[:-1]):
        entry.write_bytes(damaged)
        assert get(store, tmp_path, "aabb") is None


def test_it_stays_within_its_limit(store, tmp_path):
    for number in range(8):
        put(store, tmp_path, "%02dkey" % number, b"x" * 900)
        os.utime(str(tmp_path / "store" / ("%02d" % number) / ("%02dkey" % number)), (number, number))
    assert get(store, tmp_path, "00key") is not None  # now the one that was used last
    store.trim()
    kept = [number for number in range(8) if get(store, tmp_path, "%02dkey" % number)]
    assert kept == [0, 6, 7]


def test_trimming_waits_for_something_new(tmp_path):
    put(cache.Cache(str(tmp_path / "store")), tmp_path, "aabb", b"x" * 900)
    full = cache.Cache(str(tmp_path / "store"), limit=10)
    full.trim()
    assert get(full, tmp_path, "aabb") is not None


def test_without_a_place(tmp_path):
    put(cache.Cache(None), tmp_path, "aabb", b"x")
    assert get(cache.Cache(None), tmp_path, "aabb") is None


@pytest.mark.parametrize("chosen, expected", [("off", None), ("0", None), ("/a/b", "/a/b")])
def test_where_it_is(monkeypatch, chosen, expected):
    monkeypatch.setenv("NRN_BUILD_CACHE", chosen)
    assert cache.folder() == expected


def test_where_it_is_by_default(monkeypatch):
    monkeypatch.delenv("NRN_BUILD_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "/c")
    assert cache.folder() == "/c/neuron/objects"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "/h")
    assert cache.folder() == "/h/.cache/neuron/objects"
