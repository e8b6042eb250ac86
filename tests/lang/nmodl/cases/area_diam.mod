: case: area and diam of segments in a density mechanism with several segments
: record: sec(0.1).area_diam.x sec(0.9).area_diam.z
: before: sec.nseg = 3; sec.L = 50; sec(0.9).diam = 4
NEURON { SUFFIX area_diam RANGE x, z }
ASSIGNED { x z area diam }
INITIAL { x = area z = diam }
BREAKPOINT { x = area*diam }
