: case: CHARGE in the place of VALENCE; a negative one
: record: x seg.yyi seg.eyy h.ion_charge("yy_ion")
: before: h.ion_style("yy_ion", 3, 2, 1, 1, 0, sec=sec)
NEURON { SUFFIX charge_word USEION yy READ yyi, yyo WRITE yyi CHARGE -1 RANGE x }
ASSIGNED { yyi yyo x }
INITIAL { yyi = 5 x = yyi }
