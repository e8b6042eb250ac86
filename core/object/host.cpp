#include "object/host.hpp"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <utility>

#include "base/error.hpp"

namespace nrn {
namespace {

[[noreturn]] void no_host(const char* what) {
    fail(ErrorKind::NotImplemented, "%s needs Python, which is not running here", what);
}

}  // namespace

std::string Host::type_name(void*) {
    return "object";
}
bool Host::callable(void*) {
    return false;
}
Value Host::call(void*, const Value*, std::size_t) {
    no_host("a Python callable");
}
Value Host::call_as_is(void* callable, const Value* args, std::size_t count) {
    return call(callable, args, count);
}
Value Host::call_named(const char*, const char*, const Value*, std::size_t) {
    no_host("this");
}
Value Host::wrap(const Value&) {
    no_host("a section as an object");
}
Value Host::to_plain(const Value& object) {
    return object.copy();
}
void Host::numbers_of(void*, double* (*)(void*, std::size_t), void*) {
    no_host("a Python sequence");
}
Value Host::new_list(const double*, std::size_t) {
    no_host("a Python list");
}
void Host::store_numbers(void*, const double*, std::size_t) {
    no_host("a Python sequence");
}
Value Host::new_array_view(Object*) {
    no_host("a NumPy array");
}
Pickled Host::pickle(const Value&) {
    no_host("pickling");
}
Pickled Host::make_room(const std::vector<std::size_t>&) {
    no_host("unpickling");
}
Value Host::unpickle(const std::string&, const Pickled&) {
    no_host("unpickling");
}
Value Host::new_sequence(std::vector<Value>) {
    no_host("a Python list");
}
Value Host::new_tuple(std::vector<Value>) {
    no_host("a Python tuple");
}
HostException Host::take_error() {
    return {Value(), "an exception of the host", false, 0};
}
void Host::raise_error(const HostException&) {
}
void Host::parallel_started(int, int) {
}
std::vector<Value> Host::items_of(const Value&) {
    no_host("a Python sequence");
}
Value Host::attribute(const Value&, const std::string&) {
    no_host("an object of Python");
}
void Host::set_attribute(const Value&, const std::string&, const Value&) {
    no_host("an object of Python");
}
Value Host::call_method(const Value&, const std::string&, const Value*, std::size_t) {
    no_host("an object of Python");
}
Value Host::item(const Value&, const Value&) {
    no_host("an object of Python");
}
void Host::set_item(const Value&, const Value&, const Value&) {
    no_host("an object of Python");
}
Value Host::main_module() {
    no_host("an object of Python");
}
void Host::run_text(std::string_view) {
    no_host("an object of Python");
}
void Host::member_added(Class&, std::size_t) {
}

void Host::aliased(Class&) {
}
void Host::write(const char* text, std::size_t size) {
    if (redirected_ == nullptr) {
        write_out(text, size);
    } else if (std::fwrite(text, 1, size, redirected_) != size || std::fflush(redirected_) != 0) {
        fail(ErrorKind::Io, "hoc_stdout(): the file takes no more output: %s", std::strerror(errno));
    }
}
void Host::write_out(const char* text, std::size_t size) {
    std::fwrite(text, 1, size, stdout);
}
void Host::write_error(const char* text, std::size_t size) {
    std::fwrite(text, 1, size, stderr);
}
void Host::check_signals() {
}
void* Host::unlock() {
    return nullptr;
}
void Host::lock(void*) {
}
void Host::look() {
    const HostAwake awake(*this);
    check_signals();
    if (!away()) {
        lock(unlock());
    }
}
void Host::begin_turn() {
    const std::thread::id me = std::this_thread::get_id();
    while (turns_ > 0 && turn_of_ != me) {
        check_signals();
        void* token = unlock();
        const int entered = std::exchange(entered_, 0);
        for (int i = 0; i < entered; ++i) {
            model_.unlock();
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        for (; entered_ < entered; ++entered_) {
            model_.lock();
        }
        lock(token);
    }
    turn_of_ = me;
    ++turns_;
}

// ---- runs without the host's lock ----

void Host::pause() {
    token_ = unlock();
    model_.lock();
    awake_ = false;
    away_.store(true);
}

void Host::resume() {
    away_.store(false);
    awake_ = true;
    model_.unlock();
    lock(token_);
}

void Host::between_steps() {
    if (waiting_.load() == 0 || !asleep()) {
        return;
    }
    const int held = 1 + entered_;  // a run may have begun in a call that had entered
    for (int i = 0; i < held; ++i) {
        model_.unlock();
    }
    while (waiting_.load() > 0) {
        std::this_thread::yield();
    }
    for (int i = 0; i < held; ++i) {
        model_.lock();
    }
}

bool Host::enter_model() {
    if (std::this_thread::get_id() == turn_of_ || entered_ > 0) {
        return false;
    }
    ++waiting_;
    void* token = unlock();
    model_.lock();
    lock(token);
    --waiting_;
    ++entered_;
    return true;
}

void Host::leave_model() noexcept {
    --entered_;
    model_.unlock();
}

}  // namespace nrn
