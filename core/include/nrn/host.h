/* host.h: what the language around libnrn (Python) does for it. libnrnpython fills one table and registers it
 * with nrn_set_host; without a host the functions that need one answer NRN_ERR_NOT_IMPLEMENTED.
 *
 * Plain C, versioned, append-only. Every function that can fail returns 0 on success and -1 when the host has
 * an exception pending; libnrn then unwinds and the caller's door returns NRN_ERR_HOST with that exception
 * still pending. Strings are UTF-8. All functions but unlock/lock are called with the host's lock held. */
#ifndef NRN_HOST_H
#define NRN_HOST_H

#include <nrn/capi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NRN_HOST_VERSION 1

/* Room for n doubles, or NULL when the memory is refused (an error is then set in libnrn). */
typedef double* (*NrnPlace)(void* sink, size_t n);

typedef struct NrnHostBuffer {
    void* data;
    size_t size; /* [B] */
} NrnHostBuffer;

/* A pickled object: its stream, and large buffers beside it. All memory belongs to `keeper`, an object of the
 * host that lives until libnrn releases it. */
typedef struct NrnPickled {
    void* keeper;
    const char* stream;
    size_t stream_size; /* [B] */
    NrnHostBuffer* buffers;
    size_t buffer_count;
} NrnPickled;

typedef struct NrnHost {
    uint32_t version; /* NRN_HOST_VERSION the host was built with */
    uint32_t size;    /* sizeof(NrnHost) the host was built with */
    NrnHostCounts counts;

    const char* (*type_name)(void* object); /* lives as long as the object's type */
    int (*callable)(void* object);          /* 1 or 0 */
    int (*call)(void* callable, const NrnValue* args, size_t count, NrnValue* result);

    int (*numbers_of)(void* object, NrnPlace place, void* sink);
    void* (*new_list)(const double* data, size_t n); /* NULL on failure */
    int (*store_numbers)(void* object, const double* data, size_t n);
    void* (*new_array_view)(NrnObject* vector); /* NULL on failure */

    int (*pickle)(const NrnValue* object, NrnPickled* out);
    /* Memory for buffers of these sizes, to be filled before unpickle. */
    int (*make_room)(const size_t* sizes, size_t count, NrnPickled* out);
    /* The object; the buffers of `room` belong to it afterwards. */
    int (*unpickle)(const char* stream, size_t stream_size, const NrnPickled* room, NrnValue* result);
    void* (*new_sequence)(const NrnValue* items, size_t count); /* a list; NULL on failure */
    /* Calls take(sink, item) for each item; stops with -1 when take returns nonzero. */
    int (*items_of)(const NrnValue* sequence, int (*take)(void* sink, NrnValue* item), void* sink);

    void (*write)(const char* text, size_t size); /* to standard output */
    int (*check_signals)(void);
    void* (*unlock)(void);
    void (*lock)(void* token);

    /* As call, with the result as the object it is: an int stays an int. */
    int (*call_as_is)(void* callable, const NrnValue* args, size_t count, NrnValue* result);
    /* What an object would be as an argument: a number, a text, an object of hoc. */
    int (*to_plain)(const NrnValue* object, NrnValue* result);
    void* (*new_tuple)(const NrnValue* items, size_t count); /* NULL on failure */
    /* Takes the pending exception away: the exception, its traceback as text, and for SystemExit 1 with its exit
     * code; 2 for another that is no error and must not be kept from the program, as KeyboardInterrupt; else 0. */
    int (*take_error)(NrnValue* exception, NrnValue* text, int* exit_code);
    /* Makes an exception that was taken pending again. */
    void (*raise_error)(const NrnValue* exception);
    /* The ranks of a run over MPI are connected: what is needed at the end of the process can be prepared. */
    int (*parallel_started)(int rank, int size);
    /* Attributes and elements of objects, for hoc; results are numbers, texts and objects of hoc where they can be. A
     * whole number as key is an int. */
    int (*get_attribute)(const NrnValue* object, const char* name, NrnValue* result);
    int (*set_attribute)(const NrnValue* object, const char* name, const NrnValue* value);
    int (*get_item)(const NrnValue* object, const NrnValue* key, NrnValue* result);
    int (*set_item)(const NrnValue* object, const NrnValue* key, const NrnValue* value);
    int (*main_module)(NrnValue* result);
    int (*run_text)(const char* statements);            /* in the main module */
    void (*write_error)(const char* text, size_t size); /* to standard error */
    /* Calls a function of a module that belongs to the host's part of this package. */
    int (*call_named)(const char* module, const char* function, const NrnValue* args, size_t count, NrnValue* result);
    /* An instance of the class has got an alias (nrn_object_alias): told before it is used. */
    int (*aliased)(NrnClass* klass);
    /* The host's object for a section or a segment. */
    int (*wrap)(const NrnValue* place, NrnValue* result);
    /* Calls the method of an object: get_attribute and call in one. */
    int (*call_method)(const NrnValue* object, const char* name, const NrnValue* args, size_t count, NrnValue* result);
    /* A class has got one more method: what the host made of the class gets it too. */
    int (*member_added)(NrnClass* klass, size_t member);
} NrnHost;

/* Registers the host for the process; NULL removes it. The table must outlive its use. Refuses
 * (NRN_ERR_VALUE) a table of another version. */
NRN_API int nrn_set_host(const NrnHost* host);

#ifdef __cplusplus
}
#endif
#endif
