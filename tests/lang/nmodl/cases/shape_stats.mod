: case: a file of statistics: twenty methods for Vector, codes as PARAMETERs, functions of NMODL that methods call
: before: h.shape_stats_install(); import math; v = h.Vector([math.sin(3 * k) * (k % 7) for k in range(60)])
: before: w = h.Vector([math.cos(k) + k / 50 for k in range(60)]); out = h.Vector(); s = v.c(); s.sort()
: values: v.ss_mean(); v.ss_var(); v.ss_skew(); v.ss_min(); v.ss_max(); v.ss_corr(w); v.ss_slope(); v.ss_slope(w); v.ss_cross(0); v.ss_cross(1.5)
: values: s.ss_median(); v.ss_count(h.SS_POS); v.ss_count(h.SS_NEG); v.ss_count(h.SS_ALL); v.ss_gamma(4.5); v.ss_entropy(8); v.ss_smooth(out, 5)
: values: out.size(); out.sum(); v.ss_hist(out, -6, 6, 12); out.sum(); out[6]; v.ss_auto(out, 10); out[0]; out[3]; v.ss_find(s); v.ss_where(out, 2, 5)
: values: out.size(); v.ss_clip(-1, 1); v.sum(); v.ss_shuffle(9); v.sum(); v[0]; v.ss_rank(out); out[0]; out.sum(); h.SS_USED; h.shape_stats_lgamma(10)
NEURON { SUFFIX nothing GLOBAL SS_INSTALLED, SS_USED, SS_ALL, SS_POS, SS_NEG, SS_LOOSE }
PARAMETER {
    SS_INSTALLED = 0
    SS_USED = 0
    SS_ALL = -1.3479e120
    SS_POS = -1.3478e120
    SS_NEG = -1.3477e120
    SS_LOOSE = 1e-6
}
VERBATIM
#include "shape_stats.h"
unsigned int ss_scratch_size = 0;
double* ss_scratch = 0;
double* ss_scratch_of(int n) {
    if ((unsigned int)n > ss_scratch_size) {
        ss_scratch_size = n + 1000;
        ss_scratch = (double*)realloc((void*)ss_scratch, ss_scratch_size * sizeof(double));
    }
    return ss_scratch;
}
static int ss_compare(double a, double b) {
    return a <= b ? (a == b ? 0 : -1) : 1;
}
static double ss_mean_of(double* x, int n) {
    double sum = 0.;
    int i;
    for (i = 0; i < n; i++) sum += x[i];
    return n ? sum / n : 0.;
}
static double ss_moment_of(double* x, int n, int power) {
    double mean = ss_mean_of(x, n), sum = 0.;
    for (int i = 0; i < n; i++) sum += pow(x[i] - mean, power);
    return sum / n;
}

static double ss_mean(void* vv) {
    double* x;
    int n = vector_instance_px(vv, &x);
    SS_USED++;
    return ss_mean_of(x, n);
}
static double ss_var(void* vv) {
    double* x;
    int n = vector_instance_px(vv, &x);
    SS_USED++;
    return ss_moment_of(x, n, 2);
}
static double ss_skew(void* vv) {
    double* x;
    int n = vector_instance_px(vv, &x);
    return ss_moment_of(x, n, 3) / pow(ss_moment_of(x, n, 2), 1.5);
}
static double ss_extreme(void* vv, int sign) {
    double* x;
    int n = vector_instance_px(vv, &x), i, at = 0;
    if (n == 0) ss_fail();
    for (i = 1; i < n; i++) {
        if (sign * x[i] > sign * x[at]) at = i;
    }
    return x[at];
}
static double ss_min(void* vv) {
    return ss_extreme(vv, -1);
}
static double ss_max(void* vv) {
    return ss_extreme(vv, 1);
}
static double ss_corr(void* vv) {
    double *x, *y, sxy = 0., sxx = 0., syy = 0., mx, my;
    int n = vector_instance_px(vv, &x);
    if (vector_arg_px(1, &y) != n) hoc_execerror("ss_corr:", "Vectors of different sizes");
    mx = ss_mean_of(x, n);
    my = ss_mean_of(y, n);
    for (int i = 0; i < n; i++) {
        sxy += (x[i] - mx) * (y[i] - my);
        sxx += (x[i] - mx) * (x[i] - mx);
        syy += (y[i] - my) * (y[i] - my);
    }
    return sxy / sqrt(sxx * syy);
}
static double ss_slope(void* vv) {
    double *y, *x = 0, sx = 0., sy = 0., sxx = 0., sxy = 0., at;
    int n = vector_instance_px(vv, &y);
    if (ifarg(1)) n = SHAPE_MIN(n, vector_arg_px(1, &x));
    for (int i = 0; i < n; i++) {
        at = x ? x[i] : i;
        sx += at;
        sy += y[i];
        sxx += at * at;
        sxy += at * y[i];
    }
    return (n * sxy - sx * sy) / (n * sxx - sx * sx);
}
static double ss_cross(void* vv) {
    double *x, level = *getarg(1);
    int n = vector_instance_px(vv, &x), found = 0;
    for (int i = 1; i < n; i++) found += x[i - 1] < level && x[i] >= level;
    return found;
}
static double ss_median(void* vv) {
    double* x;
    int n = vector_instance_px(vv, &x);
    return n % 2 ? x[n / 2] : (x[n / 2 - 1] + x[n / 2]) / 2;
}
static double ss_count(void* vv) {
    double *x, code = *getarg(1);
    int n = vector_instance_px(vv, &x), found = 0;
    for (int i = 0; i < n; i++) {
        if (code == SS_ALL || (code == SS_POS && x[i] > 0.) || (code == SS_NEG && x[i] < 0.)) found++;
    }
    return found;
}
static double ss_gamma(void* vv) {
    return shape_stats_lgamma(*getarg(1));
}
static double ss_entropy(void* vv) {
    double *x, low = ss_min(vv), high = ss_max(vv), sum = 0.;
    int n = vector_instance_px(vv, &x), bins = (int)chkarg(1, 1, 1000);
    double* count = ss_scratch_of(bins);
    for (int k = 0; k < bins; k++) count[k] = 0.;
    for (int i = 0; i < n; i++) {
        int k = (int)((x[i] - low) / (high - low) * bins);
        count[k < bins ? k : bins - 1]++;
    }
    for (int k = 0; k < bins; k++) {
        if (count[k] > 0) sum -= count[k] / n * log(count[k] / n);
    }
    return sum;
}
static double ss_smooth(void* vv) {
    double *x, *y;
    int n = vector_instance_px(vv, &x), width = (int)*getarg(2);
    void* target = vector_arg(1);
    vector_resize((IvocVect*)target, n - width + 1);
    y = vector_vec((IvocVect*)target);
    for (int i = 0; i + width <= n; i++) y[i] = ss_mean_of(x + i, width);
    return vector_capacity((IvocVect*)target);
}
static double ss_hist(void* vv) {
    double *x, *y, low = *getarg(2), high = *getarg(3);
    int n = vector_instance_px(vv, &x), bins = (int)*getarg(4), outside = 0;
    IvocVect* target = vector_arg(1);
    vector_resize(target, bins);
    y = vector_vec(target);
    for (int k = 0; k < bins; k++) y[k] = 0.;
    for (int i = 0; i < n; i++) {
        int k = (int)floor((x[i] - low) / (high - low) * bins);
        if (k >= 0 && k < bins) {
            y[k]++;
        } else {
            outside++;
        }
    }
    return outside;
}
static double ss_auto(void* vv) {
    double *x, *y, mean, variance;
    int n = vector_instance_px(vv, &x), lags = (int)*getarg(2);
    mean = ss_mean_of(x, n);
    variance = ss_moment_of(x, n, 2) * n;
    vector_resize(vector_arg(1), lags);
    y = vector_vec(vector_arg(1));
    for (int k = 0; k < lags; k++) {
        y[k] = 0.;
        for (int i = 0; i + k < n; i++) y[k] += (x[i] - mean) * (x[i + k] - mean);
        y[k] /= variance;
    }
    return y[lags - 1];
}
static double ss_find(void* vv) {
    double *x, *sorted;
    int n = vector_instance_px(vv, &x), m = vector_arg_px(1, &sorted), low = 0, high = m - 1;
    while (low < high) {
        int middle = (low + high) / 2;
        if (sorted[middle] < x[n / 2] - SS_LOOSE) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}
static double ss_where(void* vv) {
    double *x, low = *getarg(2), high = *getarg(3);
    int n = vector_instance_px(vv, &x), found = 0;
    IvocVect* target = vector_arg(1);
    vector_resize(target, n);
    for (int i = 0; i < n; i++) {
        if (x[i] >= low && x[i] <= high) vector_vec(target)[found++] = i;
    }
    vector_resize(target, found);
    return found;
}
static double ss_clip(void* vv) {
    double *x, low = *getarg(1), high = *getarg(2);
    int n = vector_instance_px(vv, &x), changed = 0;
    for (int i = 0; i < n; i++) {
        double before = x[i];
        x[i] = before < low ? low : before > high ? high : before;
        changed += x[i] != before;
    }
    return changed;
}
static double ss_shuffle(void* vv) {
    double *x, drawn[1];
    uint32_t place = (uint32_t)*getarg(1);
    int n = vector_instance_px(vv, &x);
    mcell_ran4_init(3);
    for (int i = n - 1; i > 0; i--) {
        int j = (int)mcell_ran4(&place, drawn, 1, i + 1);
        double kept = x[i];
        x[i] = x[j];
        x[j] = kept;
    }
    return place;
}
static double ss_rank(void* vv) {
    double *x, *y;
    int n = vector_instance_px(vv, &x), i;
    int* index = (int*)ecalloc(n, sizeof(int));
    for (i = 0; i < n; i++) index[i] = i;
    nrn_mlh_gsort(x, index, n, ss_compare);
    vector_resize(vector_arg(1), n);
    y = vector_vec(vector_arg(1));
    for (i = 0; i < n; i++) y[i] = x[index[i]];
    free(index);
    return y[n - 1];
}
ENDVERBATIM

: the logarithm of the gamma function, by the series of Stirling behind a shift
FUNCTION shape_stats_lgamma(z) {
    LOCAL y, shift
    y = z
    shift = 0
    while (y < 10) {
        shift = shift + log(y)
        y = y + 1
    }
    SS_USED = SS_USED + 1
    shape_stats_lgamma = (y - 0.5)*log(y) - y + 0.9189385332046727 + 1/(12*y) - 1/(360*y^3) + 1/(1260*y^5) - shift
}
PROCEDURE shape_stats_install() {
    if (SS_INSTALLED == 1) {
        printf("already installed\n")
    } else {
        SS_INSTALLED = 1
VERBATIM
        install_vector_method("ss_mean", ss_mean);
        install_vector_method("ss_var", ss_var);
        install_vector_method("ss_skew", ss_skew);
        install_vector_method("ss_min", ss_min);
        install_vector_method("ss_max", ss_max);
        install_vector_method("ss_corr", ss_corr);
        install_vector_method("ss_slope", ss_slope);
        install_vector_method("ss_cross", ss_cross);
        install_vector_method("ss_median", ss_median);
        install_vector_method("ss_count", ss_count);
        install_vector_method("ss_gamma", ss_gamma);
        install_vector_method("ss_entropy", ss_entropy);
        install_vector_method("ss_smooth", ss_smooth);
        install_vector_method("ss_hist", ss_hist);
        install_vector_method("ss_auto", ss_auto);
        install_vector_method("ss_find", ss_find);
        install_vector_method("ss_where", ss_where);
        install_vector_method("ss_clip", ss_clip);
        install_vector_method("ss_shuffle", ss_shuffle);
        install_vector_method("ss_rank", ss_rank);
ENDVERBATIM
    }
}
