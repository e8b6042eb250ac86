// What the doors share: the Context of the process, the guard that turns exceptions into error kinds, and the
// casts between the C names and the classes behind them. This is the only place that owns a Context.
#pragma once

#include <nrn/capi.h>
#include <nrn/host.h>

#include <cstdlib>
#include <exception>
#include <new>
#include <string>
#include <string_view>

#include "base/context.hpp"
#include "base/error.hpp"
#include "object/host.hpp"
#include "object/object.hpp"
#include "object/ref.hpp"
#include "object/symbol.hpp"
#include "object/value.hpp"

namespace nrn::api {

Context& process();      // starts libnrn on first use
SymbolTable& symbols();  // of the process's Context
void set_error(ErrorKind kind, std::string message) noexcept;

// Has the model for as long as it lives, where another thread runs the simulation without the host's lock.
class ModelEntry {
  public:
    ModelEntry() noexcept : host_(Host::away() ? enter() : nullptr) {
    }
    ~ModelEntry() {
        if (host_ != nullptr) {
            host_->leave_model();
        }
    }
    ModelEntry(const ModelEntry&) = delete;
    ModelEntry& operator=(const ModelEntry&) = delete;

  private:
    static Host* enter() noexcept {
        Host& host = host_of(process());
        return host.enter_model() ? &host : nullptr;
    }

    Host* host_;
};

// Runs body; returns NRN_OK or the error kind, with the message kept for nrn_error_message.
template <class Body>
int guard(Body&& body) noexcept {
    const ModelEntry entry;
    try {
        body();
        return NRN_OK;
    } catch (const Error& error) {
        set_error(error.kind(), error.message());
        return static_cast<int>(error.kind());
    } catch (const std::bad_alloc&) {
        set_error(ErrorKind::Memory, "no memory");
        return NRN_ERR_MEMORY;
    } catch (const std::exception& error) {
        set_error(ErrorKind::Hoc, error.what());
        return NRN_ERR_HOC;
    }
}

// As guard, for doors that answer with a pointer: null on failure.
template <class Body>
auto guard_pointer(Body&& body) noexcept -> decltype(body()) {
    decltype(body()) out = nullptr;
    guard([&] { out = body(); });
    return out;
}

static_assert(sizeof(Value) == sizeof(NrnValue) && alignof(Value) == alignof(NrnValue));
static_assert(sizeof(HostCounts) == sizeof(NrnHostCounts));

inline Object* in(NrnObject* x) {
    return reinterpret_cast<Object*>(x);
}
inline Object* in(const NrnObject* x) {
    return reinterpret_cast<Object*>(const_cast<NrnObject*>(x));
}
inline Symbol* in(const NrnSymbol* x) {
    return reinterpret_cast<Symbol*>(const_cast<NrnSymbol*>(x));
}
inline Class* in(const NrnClass* x) {
    return reinterpret_cast<Class*>(const_cast<NrnClass*>(x));
}
inline Ref* in(const NrnRef* x) {
    return reinterpret_cast<Ref*>(const_cast<NrnRef*>(x));
}
inline const Value* in(const NrnValue* x) {
    return reinterpret_cast<const Value*>(x);
}
inline NrnObject* out(Object* x) {
    return reinterpret_cast<NrnObject*>(x);
}
inline NrnSymbol* out(Symbol* x) {
    return reinterpret_cast<NrnSymbol*>(x);
}
inline NrnClass* out(Class* x) {
    return reinterpret_cast<NrnClass*>(x);
}
inline NrnRef* out(Ref* x) {
    return reinterpret_cast<NrnRef*>(x);
}
// Moves a result into memory of the caller that holds no value yet.
inline void give(Value&& from, NrnValue* to) {
    new (to) Value(std::move(from));
}
// What the host gets of hoc's own routines and variables: the numbers of hoc are doubles, a proc gives 0.
inline Value result_of_hoc(Value&& value) {
    return value.kind() == Kind::Void ? Value::number(0.0)
           : value.is_number()        ? Value::number(value.as_number())
                                      : std::move(value);
}
char* duplicate(std::string_view text);  // for nrn_text_free

}  // namespace nrn::api
