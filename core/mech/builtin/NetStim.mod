TITLE train of events, regular or with intervals of exponential distribution

COMMENT
Intervals are (1 - noise) interval + noise interval x, where x has an exponential distribution of mean 1. The first event
is at start, or later by the random part of an interval. An event of positive weight starts a train at once when none is
on, one of negative weight ends it.
ENDCOMMENT

NEURON {
    ARTIFICIAL_CELL NetStim
    RANGE interval, number, start, noise
    RANDOM ranvar
    THREADSAFE
}

PARAMETER {
    interval = 10 (ms) <1e-9, 1e9>
    number = 10 <0, 1e9>
    start = 50 (ms)
    noise = 0 <0, 1>
}

ASSIGNED {
    event (ms)
    on
    count
}

INITIAL {
    random_setseq(ranvar, 0)
    on = 0
    count = 0
    if (noise < 0) {
        noise = 0
    }
    if (noise > 1) {
        noise = 1
    }
    if (start >= 0 && number > 0) {
        on = 1
        event = start + invl(interval) - interval * (1 - noise)
        if (event < 0) {
            event = 0
        }
        net_send(event, 3)
    }
}

PROCEDURE init_sequence(t (ms)) {
    if (number > 0) {
        on = 1
        event = 0
        count = 0
    }
}

FUNCTION invl(mean (ms)) (ms) {
    LOCAL positive
    positive = mean
    if (positive <= 0) {
        positive = 0.01
    }
    if (noise == 0) {
        invl = positive
    } else {
        invl = (1 - noise) * positive + noise * positive * erand()
    }
}

FUNCTION erand() {
    erand = random_negexp(ranvar, 1)
}

PROCEDURE next_invl() {
    if (number > 0) {
        event = invl(interval)
    }
    if (count >= number) {
        on = 0
    }
}

PROCEDURE noiseFromRandom123(id1, id2, id3) {
    random_setids(ranvar, id1, id2, id3)
    random_setseq(ranvar, 0)
}

PROCEDURE seed(x) {
    set_seed(x)
}

NET_RECEIVE(w) {
    if (flag == 0) {
        if (w > 0 && on == 0) {
            init_sequence(t)
            next_invl()
            event = event - interval * (1 - noise)
            net_send(event, 1)
        } else if (w < 0) {
            on = 0
        }
    }
    if (flag == 3 && on == 1) {
        init_sequence(t)
        net_send(0, 1)
    }
    if (flag == 1 && on == 1) {
        count = count + 1
        net_event(t)
        next_invl()
        if (on == 1) {
            net_send(event, 1)
        }
    }
}
