"""BBSaveState: a network goes on on another number of ranks as if it had never stopped."""

import ast

import pytest

pytestmark = pytest.mark.xdist_group("mpi")


def spikes(done):
    return [line for line in done.check().lines if line.startswith("[")]


@pytest.fixture(scope="module")
def whole(environments):
    known = []

    def get(launch):
        if not known:
            known.extend(spikes(launch.program(1, "save_state", "whole", "-")))
            found = ast.literal_eval(known[0])
            assert len(found) > 20 and {gid // 100 for t, gid in found} == {0, 1}
        return known

    return get


@pytest.mark.parametrize("before, after", [(1, 2), (2, 1), (2, 3), (3, 2)])
def test_goes_on_on_other_ranks(mpich, whole, tmp_path, before, after):
    path = tmp_path / "state"
    assert spikes(mpich.program(before, "save_state", "save", path)) == whole(mpich)
    assert len(list(tmp_path.iterdir())) == 1 + 12
    assert spikes(mpich.program(after, "save_state", "restore", path)) == whole(mpich)


def test_every_library_goes_on(any_mpi, whole, tmp_path):
    path = tmp_path / "state"
    assert spikes(any_mpi.program(2, "save_state", "save", path)) == whole(any_mpi)
    assert spikes(any_mpi.program(1, "save_state", "restore", path)) == whole(any_mpi)
