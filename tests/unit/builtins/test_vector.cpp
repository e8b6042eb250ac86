// class Vector: storage that grows, is shared with views, and is adopted; and its table of members.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "builtins/data/vector.hpp"
#include "builtins/math/math.hpp"
#include "object/host.hpp"
#include "object/ref.hpp"
#include "object/symbol.hpp"

using nrn::Block;
using nrn::BlockPtr;
using nrn::ErrorKind;
using nrn::Value;
using nrn::Vector;

namespace {

Vector counting(std::size_t n) {
    Vector out;
    out.resize(n);
    std::iota(out.mutable_span().begin(), out.mutable_span().end(), 0.0);
    return out;
}

std::vector<double> list(const Vector& v) {
    return {v.span().begin(), v.span().end()};
}

using List = std::vector<double>;

// Foreign memory that records its release.
struct Foreign {
    std::vector<double> data = {1, 2, 3};
    int released = 0;
    static void release(void* self) {
        ++static_cast<Foreign*>(self)->released;
    }
    Block* block() {
        return Block::adopt(data.data(), data.size(), release, this);
    }
};

// A host that collects what is written.
class Paper final : public nrn::Host {
  public:
    explicit Paper(std::string& text) : text_(text) {
    }

  protected:
    void write_out(const char* text, std::size_t size) override {
        text_.append(text, size);
    }

  private:
    std::string& text_;
};

// The class in a Context of its own, with calls by name.
struct Hoc {
    Hoc() {
        auto& symbols = context.state<nrn::SymbolTable>();
        nrn::define_math(symbols);
        klass = symbols.add_class(context, nrn::vector_class()).klass();
        nrn::host_of(context);
        context.state<nrn::HostSlot>().host = std::make_unique<Paper>(printed);
    }

    // A new Vector, kept until the end.
    nrn::Object* make(const List& elements) {
        made.push_back(Value::adopt_object(nrn::new_vector(context)));
        nrn::vector_of(made.back().as_object()).assign(elements);
        return made.back().as_object();
    }

    template <class... Args>
    Value call(nrn::Object* self, const char* name, Args&&... args) {
        const Value values[sizeof...(args) + 1] = {value(args)..., Value()};
        const int member = klass->find(name);
        REQUIRE_MESSAGE(member >= 0, name);
        return klass->invoke(self, static_cast<std::size_t>(member), values, sizeof...(args));
    }
    // The elements of self after the call.
    template <class... Args>
    List after(nrn::Object* self, const char* name, Args&&... args) {
        call(self, name, args...);
        return list(nrn::vector_of(self));
    }
    template <class... Args>
    double number(nrn::Object* self, const char* name, Args&&... args) {
        return call(self, name, args...).as_number();
    }
    // The kind of error that the call ends with; 0 for none.
    template <class... Args>
    int error(nrn::Object* self, const char* name, Args&&... args) {
        try {
            call(self, name, args...);
        } catch (const nrn::Error& e) {
            return static_cast<int>(e.kind());
        }
        return 0;
    }

    static Value value(double x) {
        return Value::number(x);
    }
    static Value value(const char* x) {
        return Value::text(x);
    }
    static Value value(nrn::Object* x) {
        return Value::object(x);
    }
    static Value value(nrn::Ref* x) {
        return Value::ref(x);
    }

    nrn::Context context;
    nrn::Class* klass = nullptr;
    std::string printed;
    std::vector<Value> made;
};

constexpr int kValue = static_cast<int>(ErrorKind::Value);
constexpr int kIndex = static_cast<int>(ErrorKind::Index);
constexpr int kType = static_cast<int>(ErrorKind::Type);

}  // namespace

// ---- storage ----

TEST_CASE("a Vector starts empty and grows with zeros") {
    Vector v;
    CHECK(v.size() == 0);
    CHECK(v.capacity() == 0);
    CHECK(v.view() == nullptr);
    CHECK_FALSE(v.share());
    v.resize(3);
    CHECK(list(v) == List{0, 0, 0});
    v.data()[2] = 5;
    v.resize(2);
    v.resize(4);
    CHECK(list(v) == List{0, 0, 0, 0});
}

TEST_CASE("appending takes room in proportion") {
    Vector v;
    std::set<const double*> places;
    for (int i = 0; i < 100000; ++i) {
        v.push_back(i);
        places.insert(v.view());
    }
    CHECK(v.size() == 100000);
    CHECK(v.view()[99999] == 99999);
    CHECK(places.size() < 40);
}

TEST_CASE("capacity is kept by a smaller size and set exactly") {
    Vector v = counting(10);
    v.resize(3);
    CHECK(v.capacity() >= 10);
    v.set_capacity(3);
    CHECK(v.capacity() == 3);
    CHECK(list(v) == List{0, 1, 2});
    v.reserve(2);
    CHECK(v.capacity() == 3);
    v.reserve(50);
    CHECK(v.capacity() >= 50);
    CHECK(list(v) == List{0, 1, 2});
}

TEST_CASE("a view sees new elements, and keeps the old ones after a change of size") {
    Vector v = counting(3);
    const BlockPtr view = v.share();
    v.data()[1] = 7;
    CHECK(view->data()[1] == 7);

    SUBCASE("push_back") {
        v.reserve(10);
        const BlockPtr wide = v.share();
        v.push_back(9);
        CHECK(v.view() != wide->data());
    }
    SUBCASE("resize") {
        v.resize(2);
        v.data()[0] = -1;
        CHECK(view->data()[0] == 0);
    }
    SUBCASE("assign of another size") {
        v.assign(List{4, 5});
        CHECK(view->data()[0] == 0);
        CHECK(list(v) == List{4, 5});
    }
    SUBCASE("assign of the same size writes through") {
        v.assign(List{4, 5, 6});
        CHECK(view->data() == v.view());
        CHECK(view->data()[2] == 6);
    }
    SUBCASE("take of the same size writes through, of another does not") {
        Vector same = counting(3);
        same.data()[0] = 8;
        v.take(same);
        CHECK(view->data() == v.view());
        CHECK(view->data()[0] == 8);
        Vector longer = counting(4);
        v.take(longer);
        CHECK(view->data() != v.view());
        CHECK(list(v) == List{0, 1, 2, 3});
    }
    SUBCASE("detach") {
        v.detach();
        CHECK(view->data() != v.view());
        CHECK(list(v) == List{0, 7, 2});
        const double* own = v.view();
        v.detach();
        CHECK(v.view() == own);
    }
}

TEST_CASE("a view outlives its Vector") {
    BlockPtr view;
    {
        Vector v = counting(1000);
        view = v.share();
    }
    CHECK(view->data()[999] == 999);
    CHECK_FALSE(view->shared());
}

TEST_CASE("assign may take a part of the Vector itself") {
    Vector v = counting(6);
    v.assign(v.span().subspan(2, 3));
    CHECK(list(v) == List{2, 3, 4});
    v.assign(v.span());
    CHECK(list(v) == List{2, 3, 4});
    const BlockPtr view = v.share();
    v.assign(v.span().first(2));
    CHECK(list(v) == List{2, 3});
    v.assign({});
    CHECK(v.size() == 0);
}

TEST_CASE("adopted memory is used in place and released once") {
    Foreign foreign;
    {
        Vector v;
        v.adopt(foreign.block(), 3, false);
        CHECK(v.view() == foreign.data.data());
        v.data()[0] = 9;
        CHECK(foreign.data[0] == 9);
        const BlockPtr view = v.share();
        v.resize(5);
        CHECK(foreign.released == 0);
        CHECK(list(v) == List{9, 2, 3, 0, 0});
    }
    CHECK(foreign.released == 1);
}

TEST_CASE("read-only memory is copied before the first write") {
    Foreign foreign;
    Vector v;
    v.adopt(foreign.block(), 3, true);
    CHECK(v.view() == foreign.data.data());
    CHECK(foreign.released == 0);
    SUBCASE("by data") {
        v.data()[0] = 9;
    }
    SUBCASE("by share, whose views write") {
        v.share()->data()[0] = 9;
    }
    SUBCASE("by push_back") {
        v.push_back(4);
        v.resize(3);
        v.data()[0] = 9;
    }
    SUBCASE("by assign") {
        v.assign(List{9, 2, 3});
    }
    CHECK(foreign.data[0] == 1);
    CHECK(list(v) == List{9, 2, 3});
    CHECK(foreign.released == 1);
}

TEST_CASE("swap exchanges elements and not labels") {
    Vector a = counting(2);
    Vector b = counting(3);
    a.label = std::make_unique<std::string>("a");
    a.swap(b);
    CHECK(a.size() == 3);
    CHECK(*a.label == "a");
    CHECK_FALSE(b.label);
}

// ---- members ----

TEST_CASE("every member is declared once, has forms that parse, and a text") {
    Hoc hoc;
    std::set<std::string> names;
    for (std::size_t i = 0; i < hoc.klass->member_count(); ++i) {
        const nrn::Member& member = hoc.klass->member(i);
        CAPTURE(member.name);
        CHECK(names.insert(member.name).second);
        CHECK(std::string(member.doc).size() > 20);
        CHECK((member.call != nullptr));
        for (const nrn::Form& form : hoc.klass->signature(static_cast<int>(i)).forms()) {
            CHECK_FALSE(form.result.empty());
        }
    }
}

TEST_CASE("elements and size") {
    Hoc hoc;
    nrn::Object* v = hoc.make({1, 2, 3});
    CHECK(hoc.number(v, "size") == 3);
    CHECK(hoc.number(v, "get", 1.9) == 2);
    CHECK(hoc.error(v, "get", 3.0) == kIndex);
    CHECK(hoc.error(v, "get", -1.0) == kIndex);
    CHECK(hoc.error(v, "set", 0.0) == kType);
    CHECK(hoc.after(v, "append", 4.0, v, 5.0) == List{1, 2, 3, 4, 1, 2, 3, 5});
    CHECK(hoc.after(v, "remove", 3.0, 6.0) == List{1, 2, 3, 5});
    CHECK(hoc.after(v, "remove", 3.0) == List{1, 2, 3});
    CHECK(hoc.error(v, "remove", 2.0, 1.0) == kIndex);
    CHECK(hoc.after(v, "insrt", 1.0, 9.0, v) == List{1, 9, 1, 2, 3, 2, 3});
    CHECK(hoc.error(v, "insrt", 8.0, 1.0) == kIndex);
    CHECK(hoc.error(v, "buffer_size", 2.0) == kValue);
    CHECK(hoc.number(v, "buffer_size", 20.0) == 20);
    CHECK(hoc.after(v, "clear").empty());
    CHECK(hoc.number(v, "buffer_size") == 20);
    CHECK(hoc.error(v, "get", 0.0) == kIndex);
}

TEST_CASE("a view keeps its elements when others are removed") {
    Hoc hoc;
    nrn::Object* v = hoc.make({1, 2, 3});
    const BlockPtr view = nrn::vector_of(v).share();
    hoc.call(v, "remove", 0.0);
    CHECK(view->data()[0] == 1);
    hoc.call(v, "where", ">", 2.0);
    CHECK(view->data()[0] == 1);
}

TEST_CASE("references to elements follow the Vector") {
    Hoc hoc;
    nrn::Object* v = hoc.make({1, 2, 3});
    const nrn::Member& x = hoc.klass->member(static_cast<std::size_t>(hoc.klass->find("x")));
    nrn::Ref* ref = x.ref(v, 1);
    hoc.call(v, "resize", 10000.0);
    ref->set(Value::number(7));
    CHECK(nrn::vector_of(v).view()[1] == 7);
    CHECK(ref->pointer() == nrn::vector_of(v).data() + 1);
    CHECK(hoc.after(hoc.make({}), "from_double", 2.0, ref) == List{7, 3});
    CHECK(hoc.after(v, "from_double", 2.0, ref) == List{7, 3});
    hoc.call(v, "resize", 1.0);
    CHECK(ref->pointer() == nullptr);
    CHECK_THROWS_AS(ref->get(), nrn::Error);
    ref->release();
}

TEST_CASE("filling") {
    Hoc hoc;
    nrn::Object* v = hoc.make({1, 2, 3, 4, 5});
    CHECK(hoc.after(v, "indgen", 2.0) == List{0, 2, 4, 6, 8});
    CHECK(hoc.after(v, "indgen", 1.0, 2.0, 0.25) == List{1, 1.25, 1.5, 1.75, 2});
    CHECK(hoc.error(v, "indgen", 1.0, 2.0, -0.25) == kValue);
    CHECK(hoc.error(v, "indgen", 1.0, 2.0, 0.0) == kValue);
    CHECK(hoc.after(v, "fill", 7.0, 1.0, 2.0) == List{1, 7, 7, 1.75, 2});
    CHECK(hoc.error(v, "fill", 7.0, 3.0, 5.0) == kIndex);
    CHECK(hoc.after(v, "indgen") == List{0, 1, 2, 3, 4});
    CHECK(hoc.after(v, "rotate", 2.0) == List{3, 4, 0, 1, 2});
    CHECK(hoc.after(v, "rotate", -7.0) == List{0, 1, 2, 3, 4});
    CHECK(hoc.after(v, "rotate", -2.0, 0.0) == List{2, 3, 4, 0, 0});
    CHECK(hoc.after(v, "reverse") == List{0, 0, 4, 3, 2});
    CHECK(hoc.after(hoc.make({}), "rotate", 3.0).empty());
}

TEST_CASE("copies of ranges") {
    Hoc hoc;
    nrn::Object* source = hoc.make({1, 2, 3, 4, 5});
    CHECK(hoc.after(hoc.make({9}), "copy", source, 1.0, 1.0, 3.0, 3.0, 2.0) == List{9, 2, 0, 0, 4});
    CHECK(hoc.after(hoc.make({}), "copy", source, 1.0, 2.0) == List{2, 3});
    CHECK(hoc.after(hoc.make({7, 7, 7}), "copy", source, 2.0, 3.0, -1.0) == List{7, 7, 4, 5});
    CHECK(hoc.after(hoc.make({0, 0}), "copy", source, hoc.make({0, 9, 4}), hoc.make({1, 0, 0})) == List{5, 1});
    CHECK(hoc.after(hoc.make({0, 0}), "copy", source, hoc.make({1 - 1e-12, -1})) == List{0, 2});
    CHECK(hoc.error(hoc.make({}), "copy", source, 0.0, 3.0, 2.0) == kIndex);
    CHECK(hoc.error(hoc.make({}), "copy", source, 0.0, 0.0, 5.0) == kIndex);
    CHECK(hoc.error(hoc.make({}), "copy", source, 0.0, 0.0, 4.0, 0.0, 1.0) == kIndex);
    CHECK(hoc.after(source, "copy", source, 1.0) == List{1, 1, 2, 3, 4, 5});
    CHECK(hoc.after(source, "copy", source, 0.0, 0.0, 3.0, 2.0, 1.0) == List{1, 1, 1, 3, 2, 5, 3});
    CHECK(list(nrn::vector_of(hoc.call(source, "at", 5.0).as_object())) == List{5, 3});
    CHECK(hoc.after(source, "index", hoc.make({0, 6, -1, 7, 3.9})) == List{1, 3, 0, 0, 3});
}

TEST_CASE("arithmetic") {
    Hoc hoc;
    nrn::Object* v = hoc.make({1, -2, 4});
    CHECK(hoc.after(v, "add", v) == List{2, -4, 8});
    CHECK(hoc.error(v, "add", hoc.make({1})) == kValue);
    CHECK(hoc.error(v, "div", 0.0) == kValue);
    CHECK(hoc.error(v, "sqrt") == kValue);
    CHECK(hoc.error(v, "apply", "log") == kValue);
    CHECK(list(nrn::vector_of(v)) == List{2, -4, 8});
    CHECK(hoc.after(v, "abs") == List{2, 4, 8});
    CHECK(hoc.after(v, "pow", 2.0) == List{4, 16, 64});
    CHECK(hoc.after(hoc.make({}), "sqrt", v) == List{2, 4, 8});
    CHECK(hoc.after(hoc.make({-2, 3}), "pow", 3.0)[0] == doctest::Approx(-8));
    CHECK(hoc.after(hoc.make({-2, 3}), "pow", 4.0)[0] == doctest::Approx(16));
    CHECK(std::isnan(hoc.after(hoc.make({-2, 3}), "pow", 1.5)[0]));
    CHECK(std::signbit(hoc.after(hoc.make({-0.0, -1}), "pow", 3.0)[0]));
    CHECK(hoc.error(hoc.make({1, 0}), "pow", -1.0) == kValue);
    CHECK(hoc.number(v, "reduce", "sqrt", 1.0) == 15);
    CHECK(hoc.after(hoc.make({1.7, -1.7}), "apply", "int") == List{1, -1});
    CHECK(hoc.after(hoc.make({1000}), "apply", "exp")[0] == std::exp(700.0));
    CHECK(hoc.number(v, "scale", 0.0, 1.0) == doctest::Approx(1.0 / 60));
    CHECK(hoc.error(v, "apply", "nonsense") == static_cast<int>(ErrorKind::Name));
    CHECK(hoc.number(hoc.make({3, 4}), "mag") == 5);
    CHECK(hoc.number(hoc.make({1}), "eq", hoc.make({1 + 1e-12})) == 1);
    CHECK(hoc.number(hoc.make({1}), "eq", hoc.make({1.1})) == 0);
}

TEST_CASE("statistics") {
    Hoc hoc;
    nrn::Object* v = hoc.make({3, 1, 4, 1, 5});
    CHECK(hoc.number(v, "sum") == 14);
    CHECK(hoc.number(v, "sum", 1.0, 2.0) == 5);
    CHECK(hoc.number(v, "mean", 1.0, 1.0) == 1);
    CHECK(hoc.number(v, "var") == doctest::Approx(3.2));
    CHECK(hoc.number(v, "median") == 3);
    CHECK(hoc.number(v, "min_ind") == 1);
    CHECK(hoc.number(v, "min_ind", 2.0, 4.0) == 3);
    CHECK(hoc.number(hoc.make({}), "max_ind") == -1);
    CHECK(hoc.number(hoc.make({}), "max") == 0);
    CHECK(hoc.error(hoc.make({}), "mean") == kValue);
    CHECK(hoc.error(hoc.make({1}), "var") == kValue);
    nrn::Object* x = hoc.make({-1, 0, .5, 1, 1.5, 2, 2.5, 9.99, 10, 11});
    CHECK(list(nrn::vector_of(hoc.call(x, "histogram", 0.0, 3.0, 1.0).as_object())) == List{1, 2, 2, 2, 0});
    CHECK(hoc.error(x, "histogram", 0.0, 3.0, 0.0) == kValue);
    CHECK(hoc.after(x, "hist", x, 0.0, 3.0, 1.0) == List{2, 2, 2});
    CHECK(list(nrn::vector_of(hoc.call(v, "sortindex", v).as_object())) == List{1, 3, 0, 2, 4});
    CHECK(hoc.after(hoc.make({2, 1, 3}), "sort") == List{1, 2, 3});
}

TEST_CASE("search") {
    Hoc hoc;
    nrn::Object* v = hoc.make({1, 2, 3, 2});
    CHECK(hoc.number(v, "contains", 3.0) == 1);
    CHECK(hoc.number(v, "contains", 3.1) == 0);
    CHECK(hoc.number(v, "indwhere", "==", 2.0) == 1);
    CHECK(hoc.number(v, "indwhere", ">", 3.0) == -1);
    CHECK(hoc.error(v, "indwhere", "=", 3.0) == kValue);
    CHECK(hoc.error(v, "indwhere", "[]", 3.0) == kType);
    CHECK(hoc.after(hoc.make({}), "indvwhere", v, "[)", 2.0, 3.0) == List{1, 3});
    CHECK(hoc.after(v, "where", v, ">=", 2.0) == List{2, 3, 2});
    CHECK(hoc.after(v, "indvwhere", "<", 3.0) == List{0, 2});
}

TEST_CASE("printf") {
    Hoc hoc;
    CHECK(hoc.number(hoc.make({1, 2, 3, 4, 5, 1. / 3}), "printf") == 6);
    CHECK(hoc.printed == "1\t2\t3\t4\t5\t\n0.333333\t\n");
    hoc.printed.clear();
    CHECK(hoc.number(hoc.make({1, 2, 3}), "printf", "%5.1f%% ", 1.0, 2.0) == 2);
    CHECK(hoc.printed == "  2.0%   3.0% ");
    for (const char* refused : {"%d", "%s", "%*g", "%n", "%g %g", "%"}) {
        CAPTURE(refused);
        CHECK(hoc.error(hoc.make({1}), "printf", refused) == kValue);
    }
    CHECK(hoc.error(hoc.make({1}), "scanf", "x") == kType);  // wants a File
}
