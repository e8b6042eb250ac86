// The three ways MPI handles look: types and constants, taken from each mpi.h, for code that is compiled
// without any of them. Constants that are addresses in a library are resolved when it is opened.
#pragma once

#include <dlfcn.h>
#include <cstddef>

namespace nrn {

// MPI 5 standard ABI: handles are pointers whose constants are small integers.
struct StandardAbi {
    using Handle = void*;
    using Comm = Handle;
    using Datatype = Handle;
    using Op = Handle;
    using Request = Handle;
    using Errhandler = Handle;
    struct Status {
        int source;
        int tag;
        int error;
        int internal[5];
    };

    static constexpr int any_source = -1;
    static constexpr int any_tag = -2;
    static constexpr int undefined = -32766;
    static constexpr int thread_serialized = 2048;
    static constexpr bool blocking_reduce = false;

    explicit StandardAbi(void*) {
    }

    static Handle handle(std::size_t value) {
        return reinterpret_cast<Handle>(value);
    }
    Comm comm_world = handle(0x101);
    Datatype byte = handle(0x247);
    Datatype real = handle(0x214);
    Op sum = handle(0x21);
    Op min = handle(0x22);
    Op max = handle(0x23);
    Errhandler errors_return = handle(0x143);
    void* in_place = handle(1);
    Status* ignore = nullptr;
};

// MPICH and its relatives (common ABI of 2013): handles are ints.
struct MpichAbi {
    using Comm = int;
    using Datatype = int;
    using Op = int;
    using Request = int;
    using Errhandler = int;
    struct Status {
        int count_lo;
        int count_hi_and_cancelled;
        int source;
        int tag;
        int error;
    };

    static constexpr int any_source = -2;
    static constexpr int any_tag = -1;
    static constexpr int undefined = -32766;
    static constexpr int thread_serialized = 2;
    static constexpr bool blocking_reduce = false;

    explicit MpichAbi(void*) {
    }

    Comm comm_world = 0x44000000;
    Datatype byte = 0x4c00010d;
    Datatype real = 0x4c00080b;
    Op max = 0x58000001;
    Op min = 0x58000002;
    Op sum = 0x58000003;
    Errhandler errors_return = 0x54000001;
    void* in_place = reinterpret_cast<void*>(-1L);
    Status* ignore = reinterpret_cast<Status*>(1L);
};

// Open MPI: handles are addresses of objects of the library.
struct OpenMpiAbi {
    using Comm = void*;
    using Datatype = void*;
    using Op = void*;
    using Request = void*;
    using Errhandler = void*;
    struct Status {
        int source;
        int tag;
        int error;
        int cancelled;
        std::size_t count;
    };

    static constexpr int any_source = -1;
    static constexpr int any_tag = -1;
    static constexpr int undefined = -32766;
    static constexpr int thread_serialized = 2;
    // Large vectors: MPI_Iallreduce takes three times as long as MPI_Allreduce (5.0.11, 8 MB, 2 ranks).
    static constexpr bool blocking_reduce = true;

    explicit OpenMpiAbi(void* library)
        : comm_world(::dlsym(library, "ompi_mpi_comm_world")),
          byte(::dlsym(library, "ompi_mpi_byte")),
          real(::dlsym(library, "ompi_mpi_double")),
          sum(::dlsym(library, "ompi_mpi_op_sum")),
          min(::dlsym(library, "ompi_mpi_op_min")),
          max(::dlsym(library, "ompi_mpi_op_max")),
          errors_return(::dlsym(library, "ompi_mpi_errors_return")) {
    }

    Comm comm_world;
    Datatype byte;
    Datatype real;
    Op sum;
    Op min;
    Op max;
    Errhandler errors_return;
    void* in_place = reinterpret_cast<void*>(1L);
    Status* ignore = nullptr;
};

}  // namespace nrn
