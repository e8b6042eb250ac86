: case: SUFFIX nothing: functions, globals and a PROCEDURE at the top level
: values: h.sn_add(2, 3); h.sn_note(4); h.sn_count; h("sn_note(1.5)"); h.sn_count; h("uu = sn_add(1, sn_add(2, 3))"); h.uu
NEURON { SUFFIX nothing GLOBAL sn_count }
ASSIGNED { sn_count }
FUNCTION sn_add(a, b) { sn_add = a + b }
PROCEDURE sn_note(a) { sn_count = sn_count + a }
