// Vector member fit: the parameters of a function that come closest to data.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/math/user_function.hpp"
#include "numeric/least_squares.hpp"
#include "numeric/reduce.hpp"
#include "object/host.hpp"
#include "object/ref.hpp"
#include "object/symbol.hpp"

namespace nrn {
namespace {

using Numbers = std::vector<double>;

// y[i] = f(x[i]; p)
class Model {
  public:
    virtual ~Model() = default;
    virtual void evaluate(std::span<const double> p, std::span<const double> x, std::span<double> y) = 0;
    // As Residuals::differentiate.
    virtual bool differentiate(std::span<const double> p, std::span<const double> x, std::size_t rows,
                               double* jacobian) {
        return false;
    }
};

// ---- functions known by name: the value, and in `by` the derivatives by the parameters ----

double exp1(const double* p, double x, double* by) {
    const double e = std::exp(-x / p[1]);
    by[0] = e;
    by[1] = p[0] * e * x / (p[1] * p[1]);
    return p[0] * e;
}
double exp2(const double* p, double x, double* by) {
    return exp1(p, x, by) + exp1(p + 2, x, by + 2);
}
double charging1(const double* p, double x, double* by) {
    const double e = std::exp(-x / p[1]);
    by[0] = 1.0 - e;
    by[1] = -p[0] * e * x / (p[1] * p[1]);
    return p[0] * (1.0 - e);
}
double charging(const double* p, double x, double* by) {
    return charging1(p, x, by) + charging1(p + 2, x, by + 2);
}
double line(const double* p, double x, double* by) {
    by[0] = x;
    by[1] = 1.0;
    return p[0] * x + p[1];
}
double quad(const double* p, double x, double* by) {
    by[0] = x * x;
    by[1] = x;
    by[2] = 1.0;
    return p[0] * x * x + p[1] * x + p[2];
}

using Formula = double (*)(const double* p, double x, double* by);

struct Known {
    std::string_view name;
    std::size_t parameters;
    Formula formula;
};

constexpr std::size_t kMostParameters = 4;
constexpr Known kKnown[] = {
    {"exp1", 2, exp1}, {"exp2", 4, exp2}, {"charging", 4, charging}, {"line", 2, line}, {"quad", 3, quad},
};

const Known* known(Call& call) {
    const auto found = std::find_if(std::begin(kKnown), std::end(kKnown), [&](const Known& row) {
        return call.is(1, Kind::Text) && row.name == call.text(1);
    });
    return found == std::end(kKnown) ? nullptr : found;
}

class KnownModel final : public Model {
  public:
    KnownModel(Context& context, const Known& row) : host_(host_of(context)), row_(row) {
    }
    void evaluate(std::span<const double> p, std::span<const double> x, std::span<double> y) override {
        host_.check_signals();
        double by[kMostParameters];
        for (std::size_t i = 0; i < x.size(); ++i) {
            y[i] = row_.formula(p.data(), x[i], by);
        }
    }
    bool differentiate(std::span<const double> p, std::span<const double> x, std::size_t rows,
                       double* jacobian) override {
        double by[kMostParameters];
        for (std::size_t i = 0; i < x.size(); ++i) {
            row_.formula(p.data(), x[i], by);
            for (std::size_t k = 0; k < row_.parameters; ++k) {
                jacobian[k * rows + i] = by[k];
            }
        }
        return true;
    }

  private:
    Host& host_;
    const Known& row_;
};

// ---- functions of hoc and of the host ----

class UserModel final : public Model {
  public:
    explicit UserModel(Call& call) : function_(call, 1) {
    }

    void evaluate(std::span<const double> p, std::span<const double> x, std::span<double> y) override {
        std::vector<Value> args(p.size() + 1);
        std::transform(p.begin(), p.end(), args.begin() + 1, Value::number);
        for (std::size_t i = 0; i < x.size(); ++i) {
            args[0] = Value::number(x[i]);
            y[i] = function_.number(args.data(), args.size());
        }
    }

  private:
    UserFunction function_;
};

std::unique_ptr<Model> model_arg(Call& call, std::size_t parameters) {
    const Known* row = known(call);
    if (row == nullptr) {
        return std::make_unique<UserModel>(call);
    }
    if (row->parameters != parameters) {
        call.refuse(ErrorKind::Type, format("%s has %zu parameters, %zu references are given",
                                            std::string(row->name).c_str(), row->parameters, parameters));
    }
    return std::make_unique<KnownModel>(call.context, *row);
}

// ---- the fit ----

constexpr std::size_t kFirstParameter = 3;

// Model minus data. Both are copies: a function of the user may change the Vectors.
class Deviations final : public numeric::Residuals {
  public:
    Deviations(Model& model, std::span<const double> x, std::span<const double> data)
        : model_(model), x_(x.begin(), x.end()), data_(data.begin(), data.end()) {
    }

    void evaluate(std::span<const double> p, std::span<double> r) override {
        model_.evaluate(p, x_, r);
        std::transform(r.begin(), r.end(), data_.begin(), r.begin(), std::minus<>());
    }
    bool differentiate(std::span<const double> p, std::size_t rows, double* jacobian) override {
        return model_.differentiate(p, x_, rows, jacobian);
    }
    // Replaces the data by the model.
    const Numbers& fitted(std::span<const double> p) {
        model_.evaluate(p, x_, data_);
        return data_;
    }

  private:
    Model& model_;
    Numbers x_;
    Numbers data_;
};

Numbers parameters_of(Call& call) {
    Numbers out;
    for (std::size_t i = kFirstParameter; i < call.count; ++i) {
        const Value value = call.args[i].as_ref()->get();
        if (!value.is_number()) {
            call.bad(ErrorKind::Type, i, format("must refer to a number, not to %s", kind_name(value.kind())));
        }
        out.push_back(value.as_number());
    }
    if (out.empty()) {
        call.refuse(ErrorKind::Type, "needs references to the parameters, such as h.ref(1), to start from and to set");
    }
    return out;
}

Value fit_(Call& call) {
    const auto data = self_vector(call).span();
    const auto x = vector_arg(call, 2).span();
    require_same_size(call, 2, self_vector(call), vector_arg(call, 2));
    if (data.empty()) {
        call.refuse(ErrorKind::Value, "the Vector is empty: there are no data to fit to");
    }
    Numbers parameters = parameters_of(call);
    const std::unique_ptr<Model> model = model_arg(call, parameters.size());
    const auto n = static_cast<double>(data.size());
    Deviations deviations(*model, x, data);
    constexpr double kExact = 1e-26;  // of the sum of squares of the data: 13 digits
    const double negligible = kExact * numeric::sum_squares(data);
    const double total = numeric::least_squares(deviations, data.size(), negligible, parameters);
    if (!std::isfinite(total)) {
        call.refuse(ErrorKind::Value, "the function or the data are not finite where the parameters start");
    }
    const Numbers& fitted = deviations.fitted(parameters);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        call.args[kFirstParameter + i].as_ref()->set(Value::number(parameters[i]));
    }
    vector_arg(call, 0).assign(fitted);
    return Value::number(total / n);
}

// ---- the table ----

constexpr const char* kFitForms =
    "(fit_vec: Vector, function: str|callable, indep_vec: Vector, *parameters: ref) -> float";

const Member kRows[] = {
    {"fit", MemberKind::Method, kFitForms, "",
     "Fits a function to the elements, and gives the mean of the squared deviations.\n\n"
     "The elements are data at the places indep_vec. function is one of\n"
     "    \"exp1\": a exp(-x/b)\n"
     "    \"exp2\": a exp(-x/b) + c exp(-x/d)\n"
     "    \"charging\": a (1 - exp(-x/b)) + c (1 - exp(-x/d))\n"
     "    \"line\": a x + b\n"
     "    \"quad\": a x^2 + b x + c\n"
     "or the name of a function of hoc, or a Python callable, called with x and the parameters. parameters are\n"
     "references to numbers in this order, to start from; they get those of a least sum of squared deviations near\n"
     "by, and fit_vec the values of the function (Levenberg-Marquardt, with Nelder-Mead where it finds no way).\n"
     "TypeError for another number of parameters than the function has, LookupError for an unknown name,\n"
     "ValueError for different sizes, or where the function is not finite at the start.",
     fit_},
};

}  // namespace

void add_vector_fit(Members& members) {
    members.insert(members.end(), std::begin(kRows), std::end(kRows));
}

}  // namespace nrn
