// The process's Context, start-up order, errors, and the end.
#include "api/process.hpp"

#include <cstring>
#include <memory>

#include "builtins/builtins.hpp"
#include "hoc/language.hpp"

namespace nrn::api {
namespace {

struct ErrorSlot {
    ErrorKind kind = ErrorKind::Hoc;
    std::string message;
};

// The one mutable variable of libnrn: everything else hangs off it. It is not destroyed at exit, because
// the host may release objects later than that.
Context* the_process = nullptr;

}  // namespace

Context& process() {
    if (the_process == nullptr) {
        auto made = std::make_unique<Context>();
        define_builtins(*made);
        hoc::define_language(*made);
        the_process = made.release();
    }
    return *the_process;
}

SymbolTable& symbols() {
    return process().state<SymbolTable>();
}

void set_error(ErrorKind kind, std::string message) noexcept {
    ErrorSlot& slot = process().state<ErrorSlot>();
    slot.kind = kind;
    slot.message = std::move(message);
}

char* duplicate(std::string_view text) {
    char* copy = static_cast<char*>(std::malloc(text.size() + 1));
    if (copy == nullptr) {
        throw std::bad_alloc();
    }
    std::memcpy(copy, text.data(), text.size());
    copy[text.size()] = '\0';
    return copy;
}

}  // namespace nrn::api

using namespace nrn;
using namespace nrn::api;

int nrn_error_kind(void) {
    return static_cast<int>(process().state<ErrorSlot>().kind);
}

const char* nrn_error_message(void) {
    return process().state<ErrorSlot>().message.c_str();
}

int nrn_value_text(const char* data, size_t size, NrnValue* result) {
    return guard([&] { give(Value::text({data, size}), result); });
}

void nrn_value_clear(NrnValue* value) {
    const ModelEntry entry;
    reinterpret_cast<Value*>(value)->clear();
}

int nrn_init(int, const char**) {
    try {
        process();
        return NRN_OK;
    } catch (const std::exception&) {
        return NRN_ERR_MEMORY;  // the Context itself could not be made: there is no place for a message
    }
}

const char* nrn_version(void) {
    return NRN_VERSION_TEXT;
}

void nrn_text_free(char* text) {
    std::free(text);
}
