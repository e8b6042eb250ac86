# -*- coding: utf-8 -*-
"""Units as numbers: 3 * ms, -65 * mV, 2 * mm. The base units are ms, mV, um and mM."""

mM = 1
ms = 1
mV = 1
um = 1

uM = 1e-3 * mM
nM = 1e-6 * mM
M = 1e3 * mM

us = 1e-3 * ms
s = sec = 1e3 * ms
minute = 60 * sec
hour = 60 * minute
day = 24 * hour

nm = 1e-3 * um
mm = 1000 * um
cm = 10 * mm
m = 100 * cm

uV = 1e-3 * mV
V = 1e3 * mV

μm = um
μM = uM
μs = us
μV = uV
