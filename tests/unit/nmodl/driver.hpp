// A simulator as small as a test needs: some nodes, the instances of one mechanism, services that note what is asked.
#pragma once

#include <nrn/mech_abi.h>

#include <cmath>
#include <cstring>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

extern "C" const NrnMechCatalogue* nrn_builtin_catalogue(void);

namespace driver {

inline const NrnMechanism& builtin(const std::string& name) {
    const NrnMechCatalogue* catalogue = nrn_builtin_catalogue();
    for (int k = 0; k < catalogue->count; ++k) {
        if (name == catalogue->mechanisms[k]->name) {
            return *catalogue->mechanisms[k];
        }
    }
    throw std::runtime_error("no mechanism " + name);
}

struct Event {
    double t;
    double flag;
};

class Bench {
  public:
    Bench(const NrnMechanism& m, int instances, int nodes)
        : m_(m),
          columns_(static_cast<std::size_t>(m.column_count), std::vector<double>(static_cast<std::size_t>(instances))),
          v(static_cast<std::size_t>(nodes), -65),
          rhs(v.size()),
          d(v.size()),
          area(v.size(), 100),
          diam(v.size(), 1),
          node_(static_cast<std::size_t>(instances)),
          globals_(static_cast<std::size_t>(m.global_size)),
          shared_(m.shared_size / sizeof(Line) + 1),
          ions_(static_cast<std::size_t>(m.ion_count)),
          views_(ions_.size()) {
        for (int i = 0; i < instances; ++i) {
            node_[static_cast<std::size_t>(i)] = i % nodes;
        }
        defaults();
        bind(instances);
    }
    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;

    std::vector<double>& column(const std::string& name, int element = 0) {
        for (int k = 0; k < m_.variable_count; ++k) {
            if (name == m_.variables[k].name) {
                return columns_[static_cast<std::size_t>(m_.variables[k].column + element)];
            }
        }
        throw std::runtime_error("no variable " + name);
    }
    bool has(const std::string& name) const {
        for (int k = 0; k < m_.variable_count; ++k) {
            if (name == m_.variables[k].name) {
                return true;
            }
        }
        return false;
    }
    double& global(const std::string& name) {
        for (int k = 0; k < m_.global_count; ++k) {
            if (name == m_.globals[k].name) {
                return globals_[static_cast<std::size_t>(m_.globals[k].place)];
            }
        }
        throw std::runtime_error("no global " + name);
    }
    double call(const std::string& name, std::vector<double> arguments, int i = 0) {
        for (int k = 0; k < m_.function_count; ++k) {
            if (name == m_.functions[k].name) {
                return m_.functions[k].call(&run, i, arguments.data());
            }
        }
        throw std::runtime_error("no function " + name);
    }

    void initialize() {
        if (m_.update_tables != nullptr) {
            m_.update_tables(&run);
        }
        m_.initialize(&run);
    }
    void current() {
        std::fill(rhs.begin(), rhs.end(), 0.0);
        std::fill(d.begin(), d.end(), 0.0);
        for (Ion& ion : ions_) {
            std::fill(ion.current.begin(), ion.current.end(), 0.0);
            std::fill(ion.dcurrent.begin(), ion.dcurrent.end(), 0.0);
        }
        if (m_.current != nullptr) {
            m_.current(&run);
        }
    }
    void solve() {
        if (m_.solve != nullptr) {
            m_.solve(&run);
        }
    }
    void receive(double weight, double flag = 0, int i = 0) {
        weights[0] = weight;
        m_.net_receive(&run, i, weights.data(), flag);
    }

    struct Ion {
        std::vector<double> e, inside, outside, current, dcurrent;
        std::vector<int32_t> row;
    };

  private:
    const NrnMechanism& m_;
    std::vector<std::vector<double>> columns_;

  public:
    std::vector<double> v, rhs, d, area, diam;

  private:
    std::vector<int32_t> node_;
    std::vector<double> globals_;
    std::vector<double*> pointers_to_columns_;
    struct alignas(64) Line {
        char bytes[64];
    };
    std::vector<Line> shared_;

  public:
    std::vector<Ion> ions_;

  private:
    std::vector<NrnIonView> views_;

  public:
    NrnMechRun run{};
    std::vector<double> weights = std::vector<double>(8);
    std::vector<Event> self_events;
    std::vector<double> spikes;
    std::vector<double> watched;
    std::vector<std::string> errors;
    std::string printed;
    double next_random = 0.5;
    double sequence = -1;

  private:
    void defaults() {
        for (int k = 0; k < m_.variable_count; ++k) {
            const NrnMechVar& variable = m_.variables[k];
            for (int e = 0; e < variable.count && variable.kind <= NRN_VAR_HIDDEN; ++e) {
                std::vector<double>& column = columns_[static_cast<std::size_t>(variable.column + e)];
                std::fill(column.begin(), column.end(), variable.initial);
            }
        }
        for (int k = 0; k < m_.global_count; ++k) {
            for (int e = 0; e < m_.globals[k].count; ++e) {
                globals_[static_cast<std::size_t>(m_.globals[k].place + e)] = m_.globals[k].initial;
            }
        }
    }

    void bind(int instances) {
        for (std::vector<double>& column : columns_) {
            pointers_to_columns_.push_back(column.data());
        }
        for (std::size_t k = 0; k < ions_.size(); ++k) {
            Ion& ion = ions_[k];
            const std::string name = m_.ions[k].name;
            const double reversal = name == "na" ? 50 : name == "k" ? -77 : 0;
            ion.e.assign(v.size(), reversal);
            ion.inside.assign(v.size(), 1);
            ion.outside.assign(v.size(), 1);
            ion.current.assign(v.size(), 0);
            ion.dcurrent.assign(v.size(), 0);
            ion.row = node_;
            views_[k] = {ion.e.data(),       ion.inside.data(),   ion.outside.data(),
                         ion.current.data(), ion.dcurrent.data(), ion.row.data()};
        }
        run.begin = 0;
        run.end = instances;
        run.data = pointers_to_columns_.data();
        run.node = node_.data();
        run.v = v.data();
        run.rhs = rhs.data();
        run.d = d.data();
        run.area = area.data();
        run.diam = diam.data();
        run.ions = views_.data();
        run.globals = globals_.data();
        run.shared = shared_.data();
        run.dt = 0.025;
        run.celsius = 6.3;
        run.mechanism = &m_;
        run.services = &services();
        run.simulator = this;
    }

    static Bench& of(const NrnMechRun* run) {
        return *static_cast<Bench*>(run->simulator);
    }

    // Newton's method with differences, n <= 8.
    static int32_t newton(const NrnMechRun* run, int32_t i, int32_t n, double* x,
                          void (*residues)(const NrnMechRun*, int32_t, void*, const double*, double*), void* context) {
        const auto count = static_cast<std::size_t>(n);
        for (int round = 0; round < 50; ++round) {
            std::vector<double> f(count), g(count), dx(count), matrix(count * count);
            residues(run, i, context, x, f.data());
            for (std::size_t column = 0; column < count; ++column) {
                const double keep = x[column];
                const double step = 1e-6 * (std::fabs(keep) + 1e-3);
                x[column] = keep + step;
                residues(run, i, context, x, g.data());
                x[column] = keep;
                for (std::size_t row = 0; row < count; ++row) {
                    matrix[row * count + column] = (g[row] - f[row]) / step;
                }
            }
            for (std::size_t pivot = 0; pivot < count; ++pivot) {
                for (std::size_t row = pivot + 1; row < count; ++row) {
                    const double factor = matrix[row * count + pivot] / matrix[pivot * count + pivot];
                    for (std::size_t column = pivot; column < count; ++column) {
                        matrix[row * count + column] -= factor * matrix[pivot * count + column];
                    }
                    f[row] -= factor * f[pivot];
                }
            }
            double change = 0;
            for (std::size_t k = count; k-- > 0;) {
                double sum = -f[k];
                for (std::size_t column = k + 1; column < count; ++column) {
                    sum -= matrix[k * count + column] * dx[column];
                }
                dx[k] = sum / matrix[k * count + k];
                x[k] += dx[k];
                change += std::fabs(dx[k]) / (std::fabs(x[k]) + 1e-12);
            }
            if (change < 1e-13) {
                return 0;
            }
        }
        return 1;
    }

    static const NrnMechServices& services() {
        static const NrnMechServices table = [] {
            NrnMechServices s{};
            s.size = sizeof s;
            s.net_send = [](const NrnMechRun* r, int32_t, double*, double t, double flag) {
                of(r).self_events.push_back({t, flag});
            };
            s.net_move = [](const NrnMechRun* r, int32_t, double t) { of(r).self_events.back().t = t; };
            s.net_event = [](const NrnMechRun* r, int32_t, double t) { of(r).spikes.push_back(t); };
            s.watch = [](const NrnMechRun* r, int32_t, int32_t which, double, int32_t first) {
                if (first != 0) {
                    of(r).watched.clear();
                }
                of(r).watched.push_back(which);
            };
            s.at_time = [](const NrnMechRun*, double) -> int32_t { return 0; };
            s.error = [](const NrnMechRun* r, int32_t, const char* message) { of(r).errors.emplace_back(message); };
            s.random = [](const NrnMechRun* r, int32_t, int32_t, int32_t, double, double) { return of(r).next_random; };
            s.random_default = [](const NrnMechRun* r, int32_t, double, double) { return of(r).next_random; };
            s.set_seed = [](const NrnMechRun*, double) {};
            s.print = [](const NrnMechRun* r, const char* text) { of(r).printed += text; };
            s.newton = newton;
            s.random_sequence = [](const NrnMechRun* r, int32_t, int32_t, double sequence) {
                of(r).sequence = sequence;
            };
            s.random_ids = [](const NrnMechRun*, int32_t, int32_t, double, double, double) {};
            return s;
        }();
        return table;
    }
};

}  // namespace driver
