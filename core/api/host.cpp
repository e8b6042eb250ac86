// The Host of the Context, over the C table that libnrnpython registers, and over a print function that a C
// program may set.
#include <cstring>
#include <memory>

#include "api/process.hpp"
#include "builtins/builtins.hpp"

namespace nrn::api {
namespace {

[[noreturn]] void pending() {
    fail(ErrorKind::Host, "the host has an exception pending");
}

void check(int status) {
    if (status != 0) {
        pending();
    }
}

struct PlaceCall {
    double* (*place)(void*, std::size_t);
    void* sink;
    std::exception_ptr failure;
};

// Called by the host: exceptions must not pass through it.
double* place_without_throwing(void* raw, std::size_t n) {
    auto& call = *static_cast<PlaceCall*>(raw);
    try {
        return call.place(call.sink, n);
    } catch (...) {
        call.failure = std::current_exception();
        return nullptr;
    }
}

int take_item(void* sink, NrnValue* item) {
    try {
        static_cast<std::vector<Value>*>(sink)->push_back(in(item)->copy());
        return 0;
    } catch (const std::bad_alloc&) {
        return -1;
    }
}

class TableHost final : public Host {
  public:
    explicit TableHost(const NrnHost* table) : table_(table) {
    }

    std::string type_name(void* object) override {
        return table_->type_name(object);
    }
    bool callable(void* object) override {
        return table_->callable(object) != 0;
    }
    Value call(void* callable, const Value* args, std::size_t count) override {
        Value result;
        check(table_->call(callable, raw(args), count, raw(&result)));
        return result;
    }
    Value call_named(const char* module, const char* function, const Value* args, std::size_t count) override {
        Value result;
        check(table_->call_named(module, function, raw(args), count, raw(&result)));
        return result;
    }
    Value wrap(const Value& place) override {
        Value result;
        check(table_->wrap(raw(&place), raw(&result)));
        return result;
    }
    void member_added(Class& klass, std::size_t member) override {
        check(table_->member_added(out(&klass), member));
    }
    void aliased(Class& klass) override {
        check(table_->aliased(out(&klass)));
    }
    Value call_as_is(void* callable, const Value* args, std::size_t count) override {
        Value result;
        check(table_->call_as_is(callable, raw(args), count, raw(&result)));
        return result;
    }
    Value to_plain(const Value& object) override {
        Value result;
        check(table_->to_plain(raw(&object), raw(&result)));
        return result;
    }
    void numbers_of(void* object, double* (*place)(void*, std::size_t), void* sink) override {
        PlaceCall call{place, sink, nullptr};
        const int status = table_->numbers_of(object, place_without_throwing, &call);
        if (call.failure) {
            std::rethrow_exception(call.failure);
        }
        check(status);
    }
    Value new_list(const double* data, std::size_t n) override {
        return adopt(table_->new_list(data, n));
    }
    void store_numbers(void* object, const double* data, std::size_t n) override {
        check(table_->store_numbers(object, data, n));
    }
    Value new_array_view(Object* vector) override {
        return adopt(table_->new_array_view(out(vector)));
    }
    Value attribute(const Value& object, const std::string& name) override {
        Value result;
        check(table_->get_attribute(raw(&object), name.c_str(), raw(&result)));
        return result;
    }
    void set_attribute(const Value& object, const std::string& name, const Value& value) override {
        check(table_->set_attribute(raw(&object), name.c_str(), raw(&value)));
    }
    Value call_method(const Value& object, const std::string& name, const Value* args, std::size_t count) override {
        Value result;
        check(table_->call_method(raw(&object), name.c_str(), raw(args), count, raw(&result)));
        return result;
    }
    Value item(const Value& object, const Value& key) override {
        Value result;
        check(table_->get_item(raw(&object), raw(&key), raw(&result)));
        return result;
    }
    void set_item(const Value& object, const Value& key, const Value& value) override {
        check(table_->set_item(raw(&object), raw(&key), raw(&value)));
    }
    Value main_module() override {
        Value result;
        check(table_->main_module(raw(&result)));
        return result;
    }
    void run_text(std::string_view statements) override {
        check(table_->run_text(std::string(statements).c_str()));
    }
    Pickled pickle(const Value& object) override {
        NrnPickled made{};
        check(table_->pickle(raw(&object), &made));
        return received(made);
    }
    Pickled make_room(const std::vector<std::size_t>& sizes) override {
        NrnPickled made{};
        check(table_->make_room(sizes.data(), sizes.size(), &made));
        return received(made);
    }
    Value unpickle(const std::string& stream, const Pickled& room) override {
        std::vector<NrnHostBuffer> buffers;
        for (const HostBuffer& buffer : room.buffers) {
            buffers.push_back({buffer.data, buffer.size});
        }
        const NrnPickled given{room.keeper.as_host(), nullptr, 0, buffers.data(), buffers.size()};
        Value result;
        check(table_->unpickle(stream.data(), stream.size(), &given, raw(&result)));
        return result;
    }
    Value new_sequence(std::vector<Value> items) override {
        return adopt(table_->new_sequence(raw(items.data()), items.size()));
    }
    Value new_tuple(std::vector<Value> items) override {
        return adopt(table_->new_tuple(raw(items.data()), items.size()));
    }
    HostException take_error() override {
        Value exception;
        Value text;
        int exit_code = 0;
        const int kind = table_->take_error(raw(&exception), raw(&text), &exit_code);
        return {std::move(exception), std::string(text.as_text()), kind == 1, exit_code, kind == 0};
    }
    void raise_error(const HostException& error) override {
        table_->raise_error(raw(&error.exception()));
    }
    void parallel_started(int rank, int size) override {
        check(table_->parallel_started(rank, size));
    }
    std::vector<Value> items_of(const Value& sequence) override {
        std::vector<Value> items;
        check(table_->items_of(raw(&sequence), take_item, &items));
        return items;
    }
    void write_out(const char* text, std::size_t size) override {
        table_->write(text, size);
    }
    void write_error(const char* text, std::size_t size) override {
        table_->write_error(text, size);
    }
    void check_signals() override {
        check(table_->check_signals());
    }
    void* unlock() override {
        return table_->unlock();
    }
    void lock(void* token) override {
        table_->lock(token);
    }

  private:
    static const NrnValue* raw(const Value* value) {
        return reinterpret_cast<const NrnValue*>(value);
    }
    static NrnValue* raw(Value* value) {
        return reinterpret_cast<NrnValue*>(value);
    }
    Value adopt(void* object) {
        if (object == nullptr) {
            pending();
        }
        return Value::adopt_host(object, reinterpret_cast<const HostCounts*>(&table_->counts));
    }
    Pickled received(const NrnPickled& made) {
        Pickled got;
        got.stream.assign(made.stream != nullptr ? made.stream : "", made.stream_size);
        for (std::size_t i = 0; i < made.buffer_count; ++i) {
            got.buffers.push_back({made.buffers[i].data, made.buffers[i].size});
        }
        got.keeper = adopt(made.keeper);
        return got;
    }

    const NrnHost* table_;
};

// Prints through a C function of the program that embeds libnrn.
class RedirectHost final : public Host {
  public:
    explicit RedirectHost(int (*print)(int, char*)) : print_(print) {
    }
    void write_out(const char* text, std::size_t size) override {
        std::string copy(text, size);
        print_(1, copy.data());
    }

  private:
    int (*print_)(int, char*);
};

}  // namespace
}  // namespace nrn::api

using namespace nrn;
using namespace nrn::api;

int nrn_set_host(const NrnHost* host) {
    return guard([&] {
        auto& slot = process().state<HostSlot>();
        if (host == nullptr) {
            slot.host = std::make_unique<Host>();
            return;
        }
        if (host->version != NRN_HOST_VERSION || host->size < sizeof(NrnHost)) {
            fail(ErrorKind::Value, "the host table has version %u, this libnrn needs %d: install matching parts",
                 host->version, NRN_HOST_VERSION);
        }
        slot.host = std::make_unique<TableHost>(host);
    });
}

void nrn_stdout_redirect(int (*myprint)(int, char*)) {
    guard([&] {
        auto& slot = process().state<HostSlot>();
        if (myprint == nullptr) {
            slot.host = std::make_unique<Host>();
        } else {
            slot.host = std::make_unique<RedirectHost>(myprint);
        }
    });
}
