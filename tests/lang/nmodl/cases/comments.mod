TITLE comments of all kinds
: case: comments and titles
: record: x
COMMENT
anything { ~ at all " 'is skipped
ENDCOMMENT
NEURON { SUFFIX comments RANGE x : to the end of the line
} ? this too
ASSIGNED { x }
BREAKPOINT { x = 1 + t : x = 2
}
COMMENT
again
ENDCOMMENT
