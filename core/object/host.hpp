// Host: what the object layer asks of the language around it (Python). core/api implements it over the C
// table include/nrn/host.h; without a host (plain nrniv, unit tests) the default answers with an error.
//
// Every call may throw Error(Host): the host has an exception pending, which comes back out unchanged.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdio>
#include <exception>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/context.hpp"
#include "object/value.hpp"

namespace nrn {

class Class;

// A pickled host object: the stream, and large buffers beside it (protocol 5, out of band).
struct HostBuffer {
    void* data;
    std::size_t size;  // [B]
};
struct Pickled {
    std::string stream;
    std::vector<HostBuffer> buffers;
    Value keeper;  // the host object that keeps the buffers alive
};

// An exception of the host, taken away from where it was pending, to be raised again or told to other ranks.
class HostException : public std::exception {
  public:
    HostException(Value exception, std::string text, bool exits, int exit_code, bool error = true)
        : exception_(std::make_shared<Value>(std::move(exception))),
          text_(std::move(text)),
          exits_(exits),
          exit_code_(exit_code),
          error_(error && !exits) {
    }

    const Value& exception() const noexcept {
        return *exception_;
    }
    const char* what() const noexcept override {  // with its traceback
        return text_.c_str();
    }
    bool exits() const noexcept {  // a request to end the program
        return exits_;
    }
    int exit_code() const noexcept {
        return exit_code_;
    }
    bool error() const noexcept {  // and not an exit or an interruption, which nothing may keep from the program
        return error_;
    }

  private:
    std::shared_ptr<Value> exception_;
    std::string text_;
    bool exits_;
    int exit_code_;
    bool error_;
};

class Host {
  public:
    virtual ~Host() = default;

    virtual std::string type_name(void* object);  // "list", for messages
    virtual bool callable(void* object);
    virtual Value call(void* callable, const Value* args, std::size_t count);
    // As call, with the result as the host object it is: an int stays an int.
    virtual Value call_as_is(void* callable, const Value* args, std::size_t count);
    // Calls a function of a module of the host's own package: "neuron._api.plot", "draw".
    virtual Value call_named(const char* module, const char* function, const Value* args, std::size_t count);
    // The host's object for a section or a segment.
    virtual Value wrap(const Value& place);
    // What a host object would be as an argument: a number, a text, an object of hoc, or itself.
    virtual Value to_plain(const Value& object);

    // The numbers of any sequence, buffer or iterable: place(sink, n) is called once, after
    // all conversions that can fail, and gives room for n.
    virtual void numbers_of(void* object, double* (*place)(void* sink, std::size_t n), void* sink);
    virtual Value new_list(const double* data, std::size_t n);
    // object[i] = data[i] for all i; object must have the length n.
    virtual void store_numbers(void* object, const double* data, std::size_t n);
    virtual Value new_array_view(Object* vector);  // a NumPy array over the Vector's storage

    // What hoc does with a host object: its attributes, its elements (a whole number as key is an int there), and
    // statements in its language. Results are plain values where they can be: numbers, texts, objects of hoc.
    virtual Value attribute(const Value& object, const std::string& name);
    virtual void set_attribute(const Value& object, const std::string& name, const Value& value);
    virtual Value call_method(const Value& object, const std::string& name, const Value* args, std::size_t count);
    virtual Value item(const Value& object, const Value& key);
    virtual void set_item(const Value& object, const Value& key, const Value& value);
    virtual Value main_module();
    virtual void run_text(std::string_view statements);

    virtual Pickled pickle(const Value& object);
    // Makes room for the buffers of a stream that is about to arrive, then loads it.
    virtual Pickled make_room(const std::vector<std::size_t>& sizes);
    virtual Value unpickle(const std::string& stream, const Pickled& room);
    virtual Value new_sequence(std::vector<Value> items);  // a list
    virtual Value new_tuple(std::vector<Value> items);
    virtual std::vector<Value> items_of(const Value& sequence);  // any iterable of the host

    // After an Error(Host): takes the pending exception away.
    virtual HostException take_error();
    // Makes it pending again; the caller then throws Error(Host).
    virtual void raise_error(const HostException& error);
    // The ranks of a run over MPI are connected.
    virtual void parallel_started(int rank, int size);

    // An instance of the class has got an alias: attributes of its instances are not only the class's from now on.
    virtual void aliased(Class& klass);
    // A class has got one more method.
    virtual void member_added(Class& klass, std::size_t member);

    // To the host's standard output, or where redirect() sends it.
    void write(const char* text, std::size_t size);
    void write(std::string_view text) {
        write(text.data(), text.size());
    }
    // Output goes into the file from now on, which the caller closes after redirect(nullptr).
    void redirect(std::FILE* file) noexcept {
        redirected_ = file;
    }
    bool redirected() const noexcept {
        return redirected_ != nullptr;
    }
    virtual void write_error(const char* text, std::size_t size);  // to the host's standard error
    // Looks at signals: throws Error(Host) when the user interrupted. At least every 100 ms in long work.
    virtual void check_signals();
    // Lets other threads of the host run until the token is given back.
    virtual void* unlock();
    virtual void lock(void* token);

    // Signals, and a moment for other threads of the host, which may then do anything that a callback may do.
    void look();
    // See HostTurn.
    void begin_turn();
    void end_turn() noexcept {
        --turns_;
    }

    // See HostPause. A step of the run has ended: who waits for the model has it now.
    void pause();
    void resume();
    bool asleep() const noexcept {  // this thread runs, without the host's lock
        return away() && std::this_thread::get_id() == turn_of_ && !awake_;
    }
    void wake() {
        lock(token_);
        awake_ = true;
    }
    void sleep() {
        awake_ = false;
        token_ = unlock();
    }
    void between_steps();
    // For doors of libnrn: false when nothing need be done. Otherwise the model is this thread's until leave_model().
    static bool away() noexcept {
        return away_.load(std::memory_order_relaxed);
    }
    bool enter_model();
    void leave_model() noexcept;

  protected:
    virtual void write_out(const char* text, std::size_t size);

  private:
    std::FILE* redirected_ = nullptr;
    std::thread::id turn_of_;
    int turns_ = 0;  // of that thread, one within the other
    void* token_ = nullptr;
    bool awake_ = true;
    std::recursive_mutex model_;  // taken before the host's lock, where both are
    std::atomic<int> waiting_{0};
    static inline std::atomic<bool> away_{false};  // a run goes on without the host's lock
    static inline thread_local int entered_ = 0;   // how often this thread has the model
};

// A run without the host's lock: other threads of the host run at full speed. Where they call libnrn, they wait for the
// end of the step and hold the run there meanwhile. Within a HostTurn.
class HostPause {
  public:
    explicit HostPause(Host& host) : host_(Host::away() ? nullptr : &host) {
        if (host_ != nullptr) {
            host_->pause();
        }
    }
    ~HostPause() {
        if (host_ != nullptr) {
            host_->resume();
        }
    }
    HostPause(const HostPause&) = delete;
    HostPause& operator=(const HostPause&) = delete;

  private:
    Host* host_;
};

// The host may be called while it lives.
class HostAwake {
  public:
    explicit HostAwake(Host& host) : host_(host.asleep() ? &host : nullptr) {
        if (host_ != nullptr) {
            host_->wake();
        }
    }
    ~HostAwake() {
        if (host_ != nullptr) {
            host_->sleep();
        }
    }
    HostAwake(const HostAwake&) = delete;
    HostAwake& operator=(const HostAwake&) = delete;

  private:
    Host* host_;
};

// Threads of the host take turns with hoc and with simulations: while one thread has such a turn, other threads run at
// its looks and in its callbacks, but wait there before they begin a turn of their own.
class HostTurn {
  public:
    explicit HostTurn(Host& host) : host_(host) {
        host_.begin_turn();
    }
    ~HostTurn() {
        host_.end_turn();
    }
    HostTurn(const HostTurn&) = delete;
    HostTurn& operator=(const HostTurn&) = delete;

  private:
    Host& host_;
};

// Where the Context keeps its host.
struct HostSlot {
    std::unique_ptr<Host> host = std::make_unique<Host>();
};
inline Host& host_of(Context& context) {
    return *context.state<HostSlot>().host;
}

}  // namespace nrn
