NEURON { POINT_PROCESS warn_receive RANGE x }
ASSIGNED { x }
NET_RECEIVE() { x = x + 1 }
: expect: 3:1: warning: NEURON 9 refuses a NET_RECEIVE without argument
