// What all harnesses share: inputs go to libnrn through the door that its users have, after nrn_init.
//
// Inputs may not reach outside: the environment variable NRN_HOC_SANDBOX, set before nrn_init, makes the interpreter
// refuse system and files. A program that runs for long is interrupted as Ctrl-C would do it. Memory has its
// limit here: an operator new that throws past kMemory bytes, which libnrn.so uses too since both share the run-time
// library. What one input defines is there for the next one, as in a user's session; NRN_FUZZ_HISTORY names a file
// that gets every input, and NRN_FUZZ_REPLAY one that is run again from the start.
#pragma once

#include <malloc.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include "nrn/capi.h"

// What a harness does with an input.
void one_input(const std::string& bytes);

namespace {

constexpr std::size_t kMemory = std::size_t{1} << 29;  // bytes
constexpr std::size_t kLongest = 1 << 16;              // of an input, bytes
constexpr int kPatience = 50000;                       // before an input is interrupted, μs of processor time

std::atomic<std::size_t> in_use{0};
std::FILE* history = nullptr;

void* allocate(std::size_t size) {
    if (size > kMemory || in_use.load(std::memory_order_relaxed) + size > kMemory) {
        return nullptr;
    }
    void* memory = std::malloc(size == 0 ? 1 : size);
    if (memory != nullptr) {
        in_use.fetch_add(malloc_usable_size(memory), std::memory_order_relaxed);
    }
    return memory;
}

void* allocate_aligned(std::size_t size, std::size_t alignment) {
    void* memory = nullptr;
    if (size > kMemory || in_use.load(std::memory_order_relaxed) + size > kMemory ||
        posix_memalign(&memory, alignment, size == 0 ? 1 : size) != 0) {
        return nullptr;
    }
    in_use.fetch_add(malloc_usable_size(memory), std::memory_order_relaxed);
    return memory;
}

void* or_throw(void* memory) {
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
    return memory;
}

void release(void* memory) noexcept {
    if (memory != nullptr) {
        in_use.fetch_sub(malloc_usable_size(memory), std::memory_order_relaxed);
        std::free(memory);
    }
}

int swallow(int /*stream*/, char* /*text*/) {
    return 0;
}

void on_timer(int /*number*/) {
    nrn_hoc_interrupt();
}

void set_timer(int microseconds) {
    itimerval every{};
    every.it_value.tv_usec = every.it_interval.tv_usec = microseconds;
    setitimer(ITIMER_VIRTUAL, &every, nullptr);
}

void execute(const std::uint8_t* data, std::size_t size) {
    set_timer(kPatience);
    one_input(std::string(reinterpret_cast<const char*>(data), size));
    set_timer(0);
}

void remember(const std::uint8_t* data, std::size_t size) {
    if (history == nullptr) {
        return;
    }
    const auto length = static_cast<std::uint32_t>(size);
    std::fwrite(&length, sizeof length, 1, history);
    std::fwrite(data, 1, size, history);
    std::fflush(history);
}

void replay(const char* path) {
    std::FILE* file = std::fopen(path, "rb");
    if (file == nullptr) {
        std::fprintf(stderr, "%s cannot be read\n", path);
        std::exit(2);
    }
    std::uint32_t length = 0;
    std::vector<std::uint8_t> data;
    while (std::fread(&length, sizeof length, 1, file) == 1 && length <= kLongest) {
        data.resize(length);
        if (std::fread(data.data(), 1, length, file) != length) {
            break;
        }
        execute(data.data(), data.size());
    }
    std::fclose(file);
}

}  // namespace

void* operator new(std::size_t size) {
    return or_throw(allocate(size));
}
void* operator new[](std::size_t size) {
    return or_throw(allocate(size));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return allocate(size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
    return allocate(size);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
    return or_throw(allocate_aligned(size, static_cast<std::size_t>(alignment)));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
    return or_throw(allocate_aligned(size, static_cast<std::size_t>(alignment)));
}
void operator delete(void* memory) noexcept {
    release(memory);
}
void operator delete[](void* memory) noexcept {
    release(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    release(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    release(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
    release(memory);
}
void operator delete[](void* memory, std::align_val_t) noexcept {
    release(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
    release(memory);
}
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept {
    release(memory);
}

extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** argv) {
    setenv("NRN_HOC_SANDBOX", "1", 1);
    const char* arguments[] = {(*argv)[0]};
    if (nrn_init(1, arguments) != NRN_OK) {
        std::fprintf(stderr, "nrn_init: %s\n", nrn_error_message());
        return 1;
    }
    nrn_stdout_redirect(swallow);
    std::signal(SIGVTALRM, on_timer);
    if (const char* path = std::getenv("NRN_FUZZ_REPLAY")) {
        replay(path);
        std::exit(0);
    }
    if (const char* path = std::getenv("NRN_FUZZ_HISTORY")) {
        history = std::fopen(path, "wb");
    }
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > kLongest) {
        return -1;
    }
    remember(data, size);
    execute(data, size);
    return 0;
}
