/* capi.h: the C interface of libnrn. Plain C; names are those of NEURON's C interface where it has them
 * (nrn_init, nrn_symbol, nrn_object_new, nrn_method_call, nrn_vector_data, …).
 *
 * Functions that can fail return an error kind (0 = NRN_OK) or a null pointer; nrn_error_kind and
 * nrn_error_message then tell what happened, until the next call that fails. No C++ exception leaves libnrn.
 * Strings are UTF-8. Callers hold the host's lock (one thread at a time).
 *
 * Ownership: an NrnValue passed in is borrowed. One handed out owns what it names until nrn_value_clear.
 * An NrnObject* or NrnRef* handed out by a function named ..._new is the caller's to unref. */
#ifndef NRN_CAPI_H
#define NRN_CAPI_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define NRN_API __attribute__((visibility("default")))
#else
#define NRN_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define NRN_CAPI_VERSION 1

typedef struct NrnObject NrnObject; /* an instance of a hoc class */
typedef struct NrnSymbol NrnSymbol; /* a name of hoc's top level, or a member of a class */
typedef struct NrnRef NrnRef;       /* a reference to a variable */
typedef struct NrnClass NrnClass;
typedef struct NrnBlock NrnBlock; /* shared storage of doubles */
typedef struct NrnSection NrnSection;
typedef struct NrnRange NrnRange;                 /* a range variable: its name, known by this address for ever */
typedef struct NrnDensity NrnDensity;             /* a density mechanism or an ion, known by this address for ever */
typedef struct NrnSectionCursor NrnSectionCursor; /* a walk over all sections */

/* ---- errors ---- */
enum {
    NRN_OK = 0,
    NRN_ERR_HOC = 1,
    NRN_ERR_TYPE = 2,
    NRN_ERR_VALUE = 3,
    NRN_ERR_INDEX = 4,
    NRN_ERR_NAME = 5,
    NRN_ERR_ATTRIBUTE = 6,
    NRN_ERR_REFERENCE = 7,
    NRN_ERR_MEMORY = 8,
    NRN_ERR_NOT_IMPLEMENTED = 9,
    NRN_ERR_IO = 10,
    NRN_ERR_PARALLEL = 11,
    NRN_ERR_HOST = 12,
    NRN_ERR_QUIT = 13,
    NRN_ERR_ZERO_DIVISION = 14,
    NRN_ERR_RECURSION = 15,
    NRN_ERR_INTERRUPTED = 16
};
NRN_API int nrn_error_kind(void);
NRN_API const char* nrn_error_message(void);

/* ---- values ---- */
enum {
    NRN_VOID = 0,
    NRN_NUMBER = 1,
    NRN_INTEGER = 2,
    NRN_BOOLEAN = 3,
    NRN_TEXT = 4,
    NRN_OBJECT = 5,
    NRN_REF = 6,
    NRN_HOST_OBJECT = 7,
    NRN_SECTION = 9,
    NRN_SEGMENT = 10
};

/* How the host counts references to its objects. */
typedef struct NrnHostCounts {
    void (*retain)(void* object);
    void (*release)(void* object);
} NrnHostCounts;

typedef struct NrnValue {
    uint32_t kind;
    uint32_t owned;
    union {
        double number; /* NUMBER, INTEGER, BOOLEAN */
        struct {
            const char* data;
            size_t size;
        } text;
        NrnObject* object;
        NrnRef* ref;
        struct {
            void* object;
            const NrnHostCounts* counts;
        } host;
        struct {
            NrnSection* section;
            double x; /* of a SEGMENT */
        } place;
    } as;
} NrnValue;
NRN_API void nrn_value_clear(NrnValue* value);
/* A value that owns a copy of a text. */
NRN_API int nrn_value_text(const char* data, size_t size, NrnValue* out);

/* ---- start and end ---- */
/* Prepares libnrn; calling it again is harmless. argv may be NULL. Returns NRN_OK or an error kind. */
NRN_API int nrn_init(int argc, const char** argv);
NRN_API const char* nrn_version(void);
/* Sends printed output to a function (stream 1: standard output) in place of stdout; NULL restores it. */
NRN_API void nrn_stdout_redirect(int (*myprint)(int stream, char* text));
/* Ends MPI where this library started it. Called at the end of the process. */
NRN_API void nrn_finish(void);
/* Several ranks run: an error on one must end all. Prints nothing; does not return when MPI is active. */
NRN_API void nrn_parallel_abort(int code);
/* Where MPI libraries are looked for after the user's own choice; a copy is kept. */
NRN_API int nrn_mpi_search_dirs(const char* const* directories, size_t count);
/* What was found about MPI, as JSON text to be freed with nrn_text_free. */
NRN_API char* nrn_mpi_report(void);
NRN_API void nrn_text_free(char* text);

/* ---- the hoc language ---- */
/* Runs hoc text. Returns NRN_OK, or the kind of error that the text raised. */
NRN_API int nrn_hoc_exec(const char* text);
NRN_API int nrn_hoc_call(const char* command);
NRN_API int nrn_hoc_file(const char* path); /* runs a hoc file */
/* 1 when text ends within braces, a comment or a continued line: a prompt asks for more. */
NRN_API int nrn_hoc_incomplete(const char* text);
/* May be called from a signal handler: what runs ends with the error "interrupted". */
NRN_API void nrn_hoc_interrupt(void);

/* ---- symbols ---- */
NRN_API NrnSymbol* nrn_symbol(const char* name); /* NULL when there is none */
NRN_API size_t nrn_symbol_count(void);
NRN_API NrnSymbol* nrn_symbol_at(size_t i); /* in order of definition */
NRN_API const char* nrn_symbol_name(const NrnSymbol* symbol);
enum {
    NRN_SYMBOL_NUMBER = 1,
    NRN_SYMBOL_INTEGER = 2,
    NRN_SYMBOL_TEXT = 3,
    NRN_SYMBOL_OBJECT = 4,
    NRN_SYMBOL_ARRAY = 5,
    NRN_SYMBOL_FUNCTION = 6,
    NRN_SYMBOL_CLASS = 7,
    NRN_SYMBOL_RANGE = 8,
    NRN_SYMBOL_KEYWORD = 9,
    NRN_SYMBOL_OBJECT_ARRAY = 11,
    NRN_SYMBOL_SECTION = 12
};
NRN_API int nrn_symbol_type(const NrnSymbol* symbol);
NRN_API double* nrn_symbol_dataptr(NrnSymbol* symbol); /* NULL when it is no double */
NRN_API int nrn_symbol_is_constant(const NrnSymbol* symbol);
NRN_API int nrn_symbol_is_array(const NrnSymbol* symbol);
NRN_API const char* nrn_symbol_doc(const NrnSymbol* symbol);
NRN_API const char* nrn_symbol_units(const NrnSymbol* symbol);
NRN_API int nrn_symbol_get(NrnSymbol* symbol, NrnValue* out);
NRN_API int nrn_symbol_set(NrnSymbol* symbol, const NrnValue* value);
NRN_API int nrn_symbol_call(NrnSymbol* symbol, const NrnValue* args, size_t count, NrnValue* out);
/* Functions of one number without the cost of values: whether the symbol is one, and its call. */
NRN_API int nrn_symbol_is_scalar(const NrnSymbol* symbol);
NRN_API int nrn_symbol_call_scalar(NrnSymbol* symbol, double x, double* result);
NRN_API NrnRef* nrn_symbol_ref_new(NrnSymbol* symbol);
NRN_API NrnClass* nrn_symbol_class(NrnSymbol* symbol); /* NULL when it is no class */
NRN_API void* nrn_symbol_host(const NrnSymbol* symbol);
NRN_API void nrn_symbol_set_host(NrnSymbol* symbol, void* host_object);
/* Defines a variable: a number, a text ("strdef"), an object reference or an array of numbers. */
NRN_API NrnSymbol* nrn_number_define(const char* name, double initial);
NRN_API NrnSymbol* nrn_text_define(const char* name);
NRN_API NrnSymbol* nrn_object_define(const char* name);
NRN_API NrnSymbol* nrn_array_define(const char* name, const size_t* dimensions, size_t rank);
NRN_API size_t nrn_array_rank(const NrnSymbol* symbol);
NRN_API size_t nrn_array_dimension(const NrnSymbol* symbol, size_t axis);
NRN_API double* nrn_array_data(NrnSymbol* symbol); /* of numbers, row by row; NULL: the symbol is no such array */
/* The element `place` of an array of numbers or objects, which counts row by row. */
NRN_API int nrn_array_get(NrnSymbol* symbol, size_t place, NrnValue* out);
NRN_API int nrn_array_set(NrnSymbol* symbol, size_t place, const NrnValue* value);
NRN_API NrnRef* nrn_array_ref_new(NrnSymbol* symbol, size_t place);

/* ---- classes ---- */
NRN_API const char* nrn_class_title(const NrnClass* klass);
NRN_API const char* nrn_class_doc(const NrnClass* klass);
NRN_API const char* nrn_class_planned(const NrnClass* klass); /* what is missing, or NULL */
NRN_API int nrn_class_is_open(const NrnClass* klass);         /* 1: a template whose text is still being read */
NRN_API void* nrn_class_host(const NrnClass* klass);
NRN_API void nrn_class_set_host(NrnClass* klass, void* type);
NRN_API size_t nrn_class_instances(const NrnClass* klass);
NRN_API NrnObject* nrn_class_instance(const NrnClass* klass, size_t index); /* borrowed; NULL: none */
/* The next living instance in order of creation; NULL starts, NULL ends. Borrowed. */
NRN_API NrnObject* nrn_class_next(const NrnClass* klass, const NrnObject* after);

enum { NRN_METHOD = 0, NRN_PROPERTY = 1, NRN_ARRAY = 2 };
typedef struct NrnMember {
    const char* name;
    int kind;
    int writable;
    const char* forms; /* the declared call forms, see docs */
    const char* units;
    const char* doc;
} NrnMember;
NRN_API size_t nrn_class_member_count(const NrnClass* klass);
NRN_API int nrn_class_member(const NrnClass* klass, size_t member, NrnMember* out);
NRN_API int nrn_class_find(const NrnClass* klass, const char* name); /* the ordinal, or -1 */
/* Bit i is set when parameter i of a member (-1: the constructor) wants the host's object as it is. */
NRN_API uint32_t nrn_class_as_is(const NrnClass* klass, int member);
NRN_API const char* nrn_class_forms(const NrnClass* klass); /* of the constructor */

/* One Python signature "(value, start=None)" for a member, -1: the constructor; free with nrn_text_free. */
NRN_API char* nrn_class_signature(const NrnClass* klass, int member);
NRN_API const char* nrn_function_forms(const NrnSymbol* symbol);
NRN_API const char* nrn_function_planned(const NrnSymbol* symbol);
NRN_API char* nrn_function_signature(NrnSymbol* symbol);

/* Where named arguments belong: order[k] is the position of names[k] behind `count` positional arguments,
 * *total the number of arguments then. Exactly one of klass (member -1: constructor) and function is given. */
NRN_API int nrn_place_named(NrnClass* klass, int member, NrnSymbol* function, size_t count, const char* const* names,
                            size_t named, size_t* order, size_t* total);

/* ---- objects ---- */
NRN_API int nrn_class_create(NrnClass* klass, const NrnValue* args, size_t count, NrnObject** out);
NRN_API int nrn_member_call(NrnObject* object, size_t member, const NrnValue* args, size_t count, NrnValue* out);
NRN_API int nrn_member_get(NrnObject* object, size_t member, NrnValue* out);
NRN_API int nrn_member_set(NrnObject* object, size_t member, const NrnValue* value);
NRN_API int nrn_member_array_get(NrnObject* object, size_t member, size_t index, NrnValue* out);
NRN_API int nrn_member_array_set(NrnObject* object, size_t member, size_t index, const NrnValue* value);
NRN_API size_t nrn_member_array_size(NrnObject* object, size_t member);
NRN_API NrnRef* nrn_member_ref_new(NrnObject* object, size_t member, size_t index);
/* What a POINTER of a point process points to from now on; NRN_ERR_TYPE for any other member. */
NRN_API int nrn_member_point(NrnObject* object, size_t member, NrnRef* target);
/* An array of several indices (m.x[i][j]): how many, and the extent of an axis; `index` above counts row by row. */
NRN_API size_t nrn_member_array_rank(NrnObject* object, size_t member);
NRN_API size_t nrn_member_array_extent(NrnObject* object, size_t member, size_t axis);
NRN_API void nrn_object_ref(NrnObject* object);
NRN_API void nrn_object_unref(NrnObject* object);
NRN_API NrnClass* nrn_object_class(const NrnObject* object);
NRN_API const char* nrn_class_name(const NrnObject* object);
NRN_API size_t nrn_object_index(const NrnObject* object);
/* The host's object that an instance of PythonObject stands for (borrowed); NULL for any other object. */
NRN_API void* nrn_object_host(const NrnObject* object);
/* What an alias of the object stands for, a reference or an object: 1, or 0 when it has none of that name. */
NRN_API int nrn_object_alias(const NrnObject* object, const char* name, NrnValue* out);
NRN_API void* nrn_object_wrapper(const NrnObject* object);
NRN_API void nrn_object_set_wrapper(NrnObject* object, void* wrapper);

/* ---- references ---- */
NRN_API NrnRef* nrn_ref_new(const NrnValue* initial); /* h.ref(initial) */
NRN_API void nrn_ref_ref(NrnRef* ref);
NRN_API void nrn_ref_unref(NrnRef* ref);
NRN_API int nrn_ref_get(NrnRef* ref, NrnValue* out);
NRN_API int nrn_ref_set(NrnRef* ref, const NrnValue* value);
NRN_API int nrn_ref_same(const NrnRef* a, const NrnRef* b);
NRN_API char* nrn_ref_describe(const NrnRef* ref); /* free with nrn_text_free */
NRN_API double* nrn_ref_pointer(NrnRef* ref);      /* NULL when it is no double */

/* ---- Vector ---- */
NRN_API size_t nrn_vector_size(const NrnObject* vector);
NRN_API size_t nrn_vector_capacity(const NrnObject* vector);
NRN_API double* nrn_vector_data(NrnObject* vector);                           /* for reading and writing */
NRN_API const double* nrn_vector_view(const NrnObject* vector);               /* for reading */
NRN_API const double* nrn_vector_span(const NrnObject* vector, size_t* size); /* for reading, with the size */
NRN_API int nrn_vector_resize(NrnObject* vector, size_t size);                /* new elements are 0 */
/* The Vector gets these n numbers; data may lie in the Vector itself. */
NRN_API int nrn_vector_assign(NrnObject* vector, const double* data, size_t n);
/* A new Vector: a op b or a op x or x op b element by element, op one of + - * / and 'a' (absolute value of a).
 * a or b is NULL where the number x stands; NULL on failure (sizes differ, division by zero). */
NRN_API NrnObject* nrn_vector_combine(char op, const NrnObject* a, const NrnObject* b, double x);
NRN_API NrnObject* nrn_vector_new(size_t size); /* elements not set; NULL on failure */
/* The storage under a Vector, kept alive until nrn_block_release: for views that outlive a resize. NULL when
 * the Vector is empty or memory was refused. */
NRN_API NrnBlock* nrn_vector_block(NrnObject* vector);
NRN_API void nrn_block_release(NrnBlock* block);
/* Makes the Vector use foreign memory; release(owner) is called when its last user has gone. With
 * read_only the memory is copied before the first write. */
NRN_API int nrn_vector_adopt(NrnObject* vector, double* data, size_t size, int read_only, void (*release)(void*),
                             void* owner);

/* ---- List ---- */
NRN_API size_t nrn_list_size(const NrnObject* list);
NRN_API int nrn_list_get(const NrnObject* list, size_t i, NrnValue* out); /* item i */

/* ---- sections ----
 * A section is counted by those who know it; once it is deleted the doors below answer NRN_ERR_REFERENCE for it. */
NRN_API NrnSection* nrn_section_new(const char* name); /* NULL as name: one of its own */
NRN_API void nrn_section_ref(NrnSection* section);
NRN_API void nrn_section_unref(NrnSection* section);
NRN_API void nrn_section_end(NrnSection* section);            /* takes it out of the model */
NRN_API int nrn_section_is_active(const NrnSection* section); /* 0: it is deleted */
/* The host's wrapper (borrowed), and whether the section is the host's: it then ends with its wrapper. */
NRN_API void* nrn_section_wrapper(const NrnSection* section);
NRN_API void nrn_section_set_wrapper(NrnSection* section, void* wrapper);
NRN_API int nrn_section_is_host(const NrnSection* section);
NRN_API void nrn_section_set_host(NrnSection* section, const char* cell_name); /* makes it the host's; NULL: no cell */
NRN_API NrnObject* nrn_section_cell(const NrnSection* section);  /* the instance of a template, borrowed, or NULL */
NRN_API const char* nrn_secname(NrnSection* section);            /* valid until the next call */
NRN_API char* nrn_section_internal_name(NrnSection* section);    /* "__nrnsec_0x55d0"; free with nrn_text_free */
NRN_API NrnSection* nrn_section_find(const char* internal_name); /* borrowed; NULL: there is none */
NRN_API uint64_t nrn_section_serial(const NrnSection* section);  /* sections made later have a greater one */
NRN_API int nrn_nseg_get(const NrnSection* section);             /* 0 when it is deleted */
NRN_API int nrn_nseg_set(NrnSection* section, int nseg);
NRN_API double nrn_section_length_get(NrnSection* section); /* [um] */
NRN_API int nrn_section_length_set(NrnSection* section, double length);
NRN_API double nrn_section_Ra_get(NrnSection* section); /* [Ohm cm] */
NRN_API int nrn_section_Ra_set(NrnSection* section, double Ra);
NRN_API double nrn_section_rallbranch_get(NrnSection* section);
NRN_API int nrn_section_rallbranch_set(NrnSection* section, double rallbranch);

/* The tree. A parent is borrowed; *x is the place at it. */
NRN_API int nrn_section_connect(NrnSection* child, double child_x, NrnSection* parent, double parent_x);
NRN_API int nrn_section_disconnect(NrnSection* child);
NRN_API NrnSection* nrn_section_parent(NrnSection* section, double* x);
NRN_API NrnSection* nrn_section_trueparent(NrnSection* section, double* x); /* the place nearer to the root */
NRN_API double nrn_section_orientation(NrnSection* section);                /* which end is connected: 0 or 1 */
enum { NRN_CHILDREN = 0, NRN_SUBTREE = 1, NRN_WHOLETREE = 2 };
/* Calls visit(sink, section) for each, in NEURON's order; stops with NRN_ERR_HOST when visit returns nonzero. */
NRN_API int nrn_section_walk(NrnSection* section, int which, int (*visit)(void* sink, NrnSection* section), void* sink);

/* The section that is accessed: a stack, below it the default section. */
NRN_API NrnSection* nrn_cas(void); /* borrowed; NULL: none */
NRN_API int nrn_section_push(NrnSection* section);
NRN_API int nrn_section_pop(void);
NRN_API size_t nrn_section_depth(void);
NRN_API void nrn_section_unwind(size_t depth); /* pops what was pushed since */

/* All sections in order of creation; they may come and go meanwhile. NULL from next: the end. Borrowed. */
NRN_API NrnSectionCursor* nrn_section_cursor_new(void);
NRN_API NrnSection* nrn_section_cursor_next(NrnSectionCursor* cursor);
NRN_API void nrn_section_cursor_free(NrnSectionCursor* cursor);

/* 3-d points. [um] */
NRN_API size_t nrn_pt3d_count(const NrnSection* section);
/* x, y, z, diam, the place along the section, and 1 for a spine: six numbers. NRN_ERR_INDEX when there is none. */
NRN_API int nrn_pt3d_get(NrnSection* section, long i, double* fields);
NRN_API int nrn_pt3d_add(NrnSection* section, double x, double y, double z, double diam);
NRN_API int nrn_pt3d_insert(NrnSection* section, long i, double x, double y, double z, double diam);
NRN_API int nrn_pt3d_change(NrnSection* section, long i, double x, double y, double z, double diam);
NRN_API int nrn_pt3d_change_diam(NrnSection* section, long i, double diam);
NRN_API int nrn_pt3d_remove(NrnSection* section, long i);
NRN_API int nrn_pt3d_clear(NrnSection* section, size_t room);
/* Whether a logical connection point is set; sets it to x, y, z or takes it away. */
NRN_API int nrn_pt3d_style(NrnSection* section);
NRN_API int nrn_pt3d_style_set(NrnSection* section, int is_set, const double* xyz);

/* ---- segments: places x in a section, 0 to 1 ---- */
NRN_API uint64_t nrn_segment_node(NrnSection* section, double x); /* equal for places in one segment */
NRN_API size_t nrn_segment_index(NrnSection* section, double x);  /* its place in NEURON's order of nodes */
NRN_API double nrn_segment_area(NrnSection* section, double x);   /* [um2] */
NRN_API double nrn_segment_volume(NrnSection* section, double x); /* [um3] */
NRN_API double nrn_segment_ri(NrnSection* section, double x);     /* [MOhm] */
NRN_API char* nrn_segment_name(NrnSection* section, double x);    /* "soma(0.5)"; free with nrn_text_free */
/* Point processes there, the last one placed first. */
NRN_API int nrn_segment_points(NrnSection* section, double x, int (*visit)(void* sink, NrnObject* point), void* sink);

/* ---- range variables ---- */
NRN_API const NrnRange* nrn_range_find(const char* name);           /* "v", "gnabar_hh"; NULL: there is none */
NRN_API size_t nrn_range_count(void);                               /* grows when mechanisms are added */
NRN_API const size_t* nrn_range_removals(void);                     /* what it points to grows when names go */
NRN_API const NrnDensity* nrn_range_density(const NrnRange* range); /* NULL: it belongs to every segment */
NRN_API const char* nrn_range_name(const NrnRange* range);
NRN_API const char* nrn_range_units(const NrnRange* range);
NRN_API int nrn_range_is_array(const NrnRange* range);
NRN_API size_t nrn_range_size(const NrnRange* range);                           /* elements of an array, or 1 */
NRN_API int nrn_range_exists(const NrnSection* section, const NrnRange* range); /* 0: its mechanism is not there */
NRN_API int nrn_range_read(NrnSection* section, double x, const NrnRange* range, size_t element, double* value);
NRN_API int nrn_range_write(NrnSection* section, double x, const NrnRange* range, size_t element, double value);
NRN_API int nrn_range_write_all(NrnSection* section, const NrnRange* range, size_t element, double value);
NRN_API NrnRef* nrn_range_ref_new(NrnSection* section, double x, const NrnRange* range, size_t element);
NRN_API int nrn_range_is_pointer(const NrnRange* range); /* a POINTER of a mechanism */
/* What a POINTER points to from now on. */
NRN_API int nrn_range_point(NrnSection* section, double x, const NrnRange* range, NrnRef* target);

/* ---- density mechanisms and ions ---- */
NRN_API const NrnDensity* nrn_density_find(const char* name); /* "hh", "na_ion"; NULL: none, or a point process */
NRN_API const char* nrn_density_name(const NrnDensity* density);
NRN_API const char* nrn_density_title(const NrnDensity* density); /* of its file; "" without one */
NRN_API const char* nrn_density_file(const NrnDensity* density);  /* "" for ions */
NRN_API int nrn_density_is_ion(const NrnDensity* density);
NRN_API size_t nrn_density_variable_count(const NrnDensity* density);
NRN_API const NrnRange* nrn_density_variable(const NrnDensity* density, size_t i); /* NULL: a RANDOM */
/* The variable that is called so in the mechanism: "gnabar"; NULL: none. */
NRN_API const NrnRange* nrn_density_range(const NrnDensity* density, const char* name);
/* That name of variable i. */
NRN_API const char* nrn_density_variable_name(const NrnDensity* density, size_t i);
NRN_API size_t nrn_density_function_count(const NrnDensity* density);
NRN_API const char* nrn_density_function_name(const NrnDensity* density, size_t i);
NRN_API int nrn_density_call(NrnSection* section, double x, const NrnDensity* density, size_t function,
                             const double* args, size_t count, double* result);
/* A new reference to the stream of a RANDOM variable; NULL: there is no such variable (*status NRN_OK) or an error. */
NRN_API NrnObject* nrn_density_random(NrnSection* section, double x, const NrnDensity* density, const char* name,
                                      int* status);
enum { NRN_USE_E = 1, NRN_USE_INSIDE = 2, NRN_USE_OUTSIDE = 4, NRN_USE_CURRENT = 8 };
NRN_API size_t nrn_density_ion_count(const NrnDensity* density);
/* The name ("na") of an ion that it uses, and what it reads and writes of it: a sum of NRN_USE_... */
NRN_API const char* nrn_density_ion(const NrnDensity* density, size_t i, unsigned* reads, unsigned* writes);
/* Those in the section, the last one inserted first, into memory for `room` of them; how many there are. */
NRN_API size_t nrn_section_densities(const NrnSection* section, const NrnDensity** densities, size_t room);
/* Loads a library of compiled mechanisms that nrnivmodl made; once more is harmless. NRN_ERR_IO when there is none of
 * that name, NRN_ERR_VALUE when it does not fit or a name is taken. */
NRN_API int nrn_load_mechanisms(const char* library);
/* The .mod files of all loaded libraries, each followed by a newline; to be freed with nrn_text_free. */
NRN_API char* nrn_mod_files(void);
NRN_API int nrn_section_has(const NrnSection* section, const NrnDensity* density);
NRN_API int nrn_mechanism_insert(NrnSection* section, const NrnDensity* density);
NRN_API int nrn_mechanism_uninsert(NrnSection* section, const NrnDensity* density);

/* ---- SectionList ---- */
/* A walk over the sections that the list has now, whatever happens to the list meanwhile. */
NRN_API NrnSectionCursor* nrn_sectionlist_cursor_new(NrnObject* list);

/* ---- calls through a stack, as NEURON's C interface has them ---- */
typedef enum {
    STACK_IS_STR = 1,
    STACK_IS_VAR,
    STACK_IS_NUM,
    STACK_IS_OBJVAR,
    STACK_IS_OBJTMP,
    STACK_IS_USERINT,
    STACK_IS_SYM,
    STACK_IS_OBJUNREF,
    STACK_UNKNOWN
} nrn_stack_types_t;
NRN_API void nrn_double_push(double x);
NRN_API double nrn_double_pop(void);
NRN_API void nrn_int_push(int x);
NRN_API int nrn_int_pop(void);
NRN_API void nrn_str_push(char** text); /* the text is copied */
NRN_API char** nrn_pop_str(void);       /* valid until the next call of this function */
NRN_API void nrn_object_push(NrnObject* object);
NRN_API NrnObject* nrn_object_pop(void); /* the caller's to unref */
NRN_API void nrn_double_ptr_push(double* where);
NRN_API double* nrn_double_ptr_pop(void);
NRN_API nrn_stack_types_t nrn_stack_type(void);
NRN_API const char* nrn_stack_type_name(nrn_stack_types_t type);
/* The last narg pushed values are the arguments; the result, if any, is pushed. Return an error kind. */
NRN_API NrnObject* nrn_object_new(NrnSymbol* class_symbol, int narg);
NRN_API int nrn_function_call(NrnSymbol* function, int narg);
NRN_API int nrn_function_call_name(const char* name, int narg);
NRN_API int nrn_method_call(NrnObject* object, const char* method, int narg);

#ifdef __cplusplus
}
#endif
#endif
