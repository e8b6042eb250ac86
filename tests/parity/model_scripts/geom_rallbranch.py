"""Ra, cm and rallbranch: what they do to resistances and to runs."""

from _model import case, clamp, h, section, shape, traced, voltages

trunk = section("trunk", 200, 3, 5, ["pas"], g_pas=1e-4, e_pas=-65)
branch = section("branch", 150, 1, 5, ["pas"], g_pas=1e-4, e_pas=-65)
branch.connect(trunk(1))
stimulus = clamp(trunk(0.1), 0.5, 3, 0.2)


def all_of():
    return traced(dict(voltages(trunk, 3), **voltages(branch, 3)), tstop=6, count=40)


case("plain", lambda: [branch.rallbranch, shape(branch), all_of()])
for rallbranch in (2, 5):
    branch.rallbranch = rallbranch
    case("rallbranch %d" % rallbranch, lambda: [branch.rallbranch, shape(branch), shape(trunk), all_of()])
trunk.rallbranch = 3
case("both", lambda: [shape(trunk), h.area(0.5, sec=trunk), h.ri(0.5, sec=trunk), all_of()])
trunk.rallbranch = branch.rallbranch = 1
for Ra_trunk, Ra_branch, cm in ((10, 35.4, 1), (35.4, 300, 0.75), (1, 1, 2), (1e5, 100, 1)):
    trunk.Ra, branch.Ra, branch.cm = Ra_trunk, Ra_branch, cm
    case("Ra %g %g cm %g" % (Ra_trunk, Ra_branch, cm), all_of)
