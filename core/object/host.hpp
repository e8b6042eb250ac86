// Host: what the object layer asks of the language around it (Python). core/api implements it over the C
// table include/nrn/host.h; without a host (plain nrniv, unit tests) the default answers with an error.
//
// Every call may throw Error(Host): the host has an exception pending, which comes back out unchanged.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "base/context.hpp"
#include "object/value.hpp"

namespace nrn {

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

class Host {
  public:
    virtual ~Host() = default;

    virtual std::string type_name(void* object);  // "list", for messages
    virtual bool callable(void* object);
    virtual Value call(void* callable, const Value* args, std::size_t count);

    // The numbers of any sequence, buffer or iterable: place(sink, n) is called once and gives room for n.
    virtual void numbers_of(void* object, double* (*place)(void* sink, std::size_t n), void* sink);
    virtual Value new_list(const double* data, std::size_t n);
    // object[i] = data[i] for all i; object must have the length n.
    virtual void store_numbers(void* object, const double* data, std::size_t n);
    virtual Value new_array_view(Object* vector);  // a NumPy array over the Vector's storage

    virtual Pickled pickle(const Value& object);
    // Makes room for the buffers of a stream that is about to arrive, then loads it.
    virtual Pickled make_room(const std::vector<std::size_t>& sizes);
    virtual Value unpickle(const std::string& stream, const Pickled& room);
    virtual Value new_sequence(std::vector<Value> items);          // a list
    virtual std::vector<Value> items_of(const Value& sequence);    // any iterable of the host

    virtual void write(const char* text, std::size_t size);        // to the host's standard output
    // Looks at signals: throws Error(Host) when the user interrupted. At least every 100 ms in long work.
    virtual void check_signals();
    // Lets other threads of the host run until the token is given back.
    virtual void* unlock();
    virtual void lock(void* token);
};

// Where the Context keeps its host.
struct HostSlot {
    std::unique_ptr<Host> host = std::make_unique<Host>();
};
inline Host& host_of(Context& context) {
    return *context.state<HostSlot>().host;
}

}  // namespace nrn
