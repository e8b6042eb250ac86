// The MPI functions the transport calls, found by name in an open library.
#pragma once

#include "parallel/mpi_library.hpp"

#include "base/error.hpp"

#include <dlfcn.h>
#include <cstddef>
#include <cstdint>
#include <string>

namespace nrn {

template <class Abi>
struct MpiApi : Abi {
    using Comm = typename Abi::Comm;
    using Datatype = typename Abi::Datatype;
    using Op = typename Abi::Op;
    using Request = typename Abi::Request;
    using Errhandler = typename Abi::Errhandler;
    using Status = typename Abi::Status;
    using Aint = std::intptr_t;
    using Count = long long;

    int (*Init_thread)(int*, char***, int, int*);
    int (*Initialized)(int*);
    int (*Finalized)(int*);
    int (*Finalize)();
    int (*Abort)(Comm, int);
    int (*Error_string)(int, char*, int*);
    double (*Wtime)();

    int (*Comm_rank)(Comm, int*);
    int (*Comm_size)(Comm, int*);
    int (*Comm_dup)(Comm, Comm*);
    int (*Comm_split)(Comm, int, int, Comm*);
    int (*Comm_set_errhandler)(Comm, Errhandler);

    int (*Allreduce)(const void*, void*, int, Datatype, Op, Comm);
    int (*Ibarrier)(Comm, Request*);
    int (*Ibcast)(void*, int, Datatype, int, Comm, Request*);
    int (*Iallreduce)(const void*, void*, int, Datatype, Op, Comm, Request*);
    int (*Iallgather)(const void*, int, Datatype, void*, int, Datatype, Comm, Request*);
    int (*Iallgatherv)(const void*, int, Datatype, void*, const int*, const int*, Datatype, Comm, Request*);

    int (*Isend)(const void*, int, Datatype, int, int, Comm, Request*);
    int (*Irecv)(void*, int, Datatype, int, int, Comm, Request*);
    int (*Recv)(void*, int, Datatype, int, int, Comm, Status*);
    int (*Iprobe)(int, int, Comm, int*, Status*);
    int (*Get_elements_x)(const Status*, Datatype, Count*);
    int (*Test)(Request*, int*, Status*);
    int (*Cancel)(Request*);
    int (*Request_free)(Request*);

    int (*Type_contiguous)(int, Datatype, Datatype*);
    int (*Type_create_struct)(int, const int*, const Aint*, const Datatype*, Datatype*);
    int (*Type_commit)(Datatype*);
    int (*Type_free)(Datatype*);

    MpiLibrary library;

    explicit MpiApi(const MpiLibrary& found) : Abi(found.handle), library(found) {
#define NRN_MPI_FIND(name) find(name, "MPI_" #name)
        NRN_MPI_FIND(Init_thread), NRN_MPI_FIND(Initialized), NRN_MPI_FIND(Finalized), NRN_MPI_FIND(Finalize);
        NRN_MPI_FIND(Abort), NRN_MPI_FIND(Error_string), NRN_MPI_FIND(Wtime);
        NRN_MPI_FIND(Comm_rank), NRN_MPI_FIND(Comm_size), NRN_MPI_FIND(Comm_dup), NRN_MPI_FIND(Comm_split);
        NRN_MPI_FIND(Comm_set_errhandler);
        NRN_MPI_FIND(Allreduce), NRN_MPI_FIND(Ibarrier), NRN_MPI_FIND(Ibcast), NRN_MPI_FIND(Iallreduce),
            NRN_MPI_FIND(Iallgather);
        NRN_MPI_FIND(Iallgatherv);
        NRN_MPI_FIND(Isend), NRN_MPI_FIND(Irecv), NRN_MPI_FIND(Recv), NRN_MPI_FIND(Iprobe);
        NRN_MPI_FIND(Get_elements_x), NRN_MPI_FIND(Test), NRN_MPI_FIND(Cancel), NRN_MPI_FIND(Request_free);
        NRN_MPI_FIND(Type_contiguous), NRN_MPI_FIND(Type_create_struct), NRN_MPI_FIND(Type_commit);
        NRN_MPI_FIND(Type_free);
#undef NRN_MPI_FIND
    }

    // Turns an MPI error code into an Error.
    void check(int code, const char* what) const {
        if (code != 0) {
            raise(code, what);
        }
    }

  private:
    template <class Function>
    void find(Function& function, const char* name) {
        function = reinterpret_cast<Function>(::dlsym(library.handle, name));
        if (!function) {
            fail(ErrorKind::Parallel, "The MPI library %s has no %s; a library of MPI 3.0 or later is needed.",
                 library.path.c_str(), name);
        }
    }

    [[noreturn]] void raise(int code, const char* what) const {
        char text[1024] = "";
        int length = 0;
        Error_string(code, text, &length);
        fail(ErrorKind::Parallel, "MPI failed in %s: %s (%s).", what, text, library.path.c_str());
    }
};

}  // namespace nrn
