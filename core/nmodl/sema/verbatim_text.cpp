#include "nmodl/sema/verbatim_text.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>

#include "nmodl/sema/verbatim.hpp"

namespace nrn::nmodl {

namespace {

// clang-format off
constexpr std::string_view kInterface[] = {
    "chkarg", "ecalloc", "emalloc", "erealloc", "getarg", "gargstr", "hoc_Ecalloc", "hoc_Emalloc", "hoc_Erealloc",
    "hoc_argtype", "hoc_assign_str", "hoc_call_func", "hoc_call_ob_proc", "hoc_epsilon", "hoc_execerror",
    "hoc_gargstr", "hoc_get_symbol", "hoc_getarg", "hoc_is_double_arg", "hoc_is_object_arg", "hoc_is_pdouble_arg",
    "hoc_is_str_arg", "hoc_is_tempobj_arg", "hoc_lookup", "hoc_malchk", "hoc_obj_file_arg", "hoc_obj_ref",
    "hoc_obj_unref", "hoc_object_name", "hoc_objectdata", "hoc_objgetarg", "hoc_oc", "hoc_pgargstr", "hoc_pgetarg",
    "hoc_pushobj", "hoc_pushpx", "hoc_pushstr", "hoc_pushx", "hoc_warning", "hoc_xpop", "ifarg",
    "install_vector_method", "is_vector_arg", "ivoc_list_count", "ivoc_list_item", "mcell_iran4", "mcell_ran4",
    "mcell_ran4_init", "net_event", "net_move", "net_send", "nrnRan4dbl", "nrnRan4int", "nrn_mlh_gsort",
    "nrn_random123_getseq", "nrn_random123_setseq", "nrn_random_arg", "nrn_random_isran123", "nrn_random_pick",
    "nrnran123_dblpick", "nrnran123_deletestream", "nrnran123_get_globalindex", "nrnran123_getids",
    "nrnran123_getids3", "nrnran123_getseq", "nrnran123_ipick", "nrnran123_negexp", "nrnran123_newstream",
    "nrnran123_newstream3", "nrnran123_normal", "nrnran123_set_globalindex", "nrnran123_setids", "nrnran123_setseq",
    "nrnran123_uniform", "scop_random", "set_seed", "vector_append", "vector_arg", "vector_arg_px",
    "vector_buffer_size", "vector_capacity", "vector_delete", "vector_instance_px", "vector_new0", "vector_new1",
    "vector_new2", "vector_pobj", "vector_resize", "vector_temp_objvar", "vector_vec"};
// clang-format on

struct Token {
    std::size_t begin, end;
    bool word;
};

// Words, and marks of one character; without comments, literals, numbers and lines of the preprocessor, whose ends
// count as ends of statements.
std::vector<Token> tokens_of(const std::string& text) {
    std::vector<Token> found;
    each_token(text, [&](std::size_t begin, std::size_t end, bool word) { found.push_back({begin, end, word}); });
    return found;
}

class Declarations {
  public:
    Declarations(const std::string& text, const std::function<bool(const std::string&)>& known)
        : text_(text), known_(known), tokens_(tokens_of(text)) {
        find_definitions();
    }

    std::string without_known() {
        std::string result = text_;
        bool at_start = true;
        for (std::size_t k = 0; k < tokens_.size();) {
            const std::size_t behind = at_start ? declaration(k, result) : k;
            at_start = behind != k || is(k, ";") || is(k, "{") || is(k, "}") || is(k, "\n");
            k = behind != k ? behind : k + 1;
        }
        return result;
    }

  private:
    std::string_view at(std::size_t k) const {
        return std::string_view(text_).substr(tokens_[k].begin, tokens_[k].end - tokens_[k].begin);
    }
    bool is(std::size_t k, std::string_view mark) const {
        return k < tokens_.size() && at(k) == mark;
    }
    bool is_word(std::size_t k) const {
        return k < tokens_.size() && tokens_[k].word;
    }

    // The place behind the brackets that open at k; the end when they do not close.
    std::size_t behind_brackets(std::size_t k) const {
        int depth = 0;
        for (; k < tokens_.size(); ++k) {
            depth += is(k, "(") || is(k, "[") ? 1 : is(k, ")") || is(k, "]") ? -1 : 0;
            if (depth == 0) {
                return k + 1;
            }
        }
        return k;
    }

    void find_definitions() {
        for (std::size_t k = 1; k < tokens_.size(); ++k) {
            if (is_word(k) && is(k + 1, "(") && (is_word(k - 1) || is(k - 1, "*")) && !is_statement_word(at(k - 1)) &&
                is(behind_brackets(k + 1), "{")) {
                defined_.emplace(at(k));
            }
        }
    }

    static bool is_statement_word(std::string_view word) {
        static const std::set<std::string_view> kWords = {"return", "else",  "case", "goto",    "delete",   "new",
                                                          "throw",  "using", "do",   "typedef", "namespace"};
        return kWords.count(word) != 0;
    }

    bool dropped(std::string_view name) const {
        return known_(std::string(name)) && defined_.count(std::string(name)) == 0;
    }

    // A declaration that begins at k: the place behind it, with declarators of known names blanked; else k.
    std::size_t declaration(std::size_t k, std::string& result) const {
        struct Declarator {
            std::size_t begin, end;  // tokens
            bool drop;
        };
        const bool external = is(k, "extern");
        std::size_t name = k;
        while (is_word(name) && !is_statement_word(at(name)) && (is_word(name + 1) || is(name + 1, "*"))) {
            ++name;
        }
        if (name == k) {
            return k;
        }
        std::vector<Declarator> list;
        for (std::size_t next = name;; ++next) {
            Declarator each{next, next, false};
            while (is(next, "*")) {
                ++next;
            }
            if (!is_word(next)) {
                return k;
            }
            const bool function = is(next + 1, "(");
            each.drop = (function || external) && dropped(at(next));
            ++next;
            while (is(next, "(") || is(next, "[")) {
                next = behind_brackets(next);
            }
            each.end = next;
            list.push_back(each);
            if (is(next, ";")) {
                break;
            }
            if (!is(next, ",")) {
                return k;
            }
        }
        const std::size_t end = list.back().end;
        const auto count = std::count_if(list.begin(), list.end(), [](const Declarator& d) { return d.drop; });
        if (count == static_cast<std::ptrdiff_t>(list.size())) {
            blank(result, k, end);
            return end + 1;
        }
        bool kept_before = false;
        for (std::size_t n = 0; n < list.size(); ++n) {
            if (list[n].drop) {  // with the comma before it, or the one behind when it is the first that stays away
                blank(result, kept_before ? list[n].begin - 1 : list[n].begin,
                      kept_before || n + 1 == list.size() ? list[n].end : list[n].end + 1);
            }
            kept_before = kept_before || !list[n].drop;
        }
        return end + 1;
    }

    void blank(std::string& result, std::size_t from, std::size_t to) const {
        if (from == to) {
            return;
        }
        for (std::size_t k = tokens_[from].begin; k < tokens_[to - 1].end; ++k) {
            result[k] = result[k] == '\n' ? '\n' : ' ';
        }
    }

    const std::string& text_;
    const std::function<bool(const std::string&)>& known_;
    std::vector<Token> tokens_;
    std::set<std::string, std::less<>> defined_;
};

// What NEURON's own headers declare comes from compat/verbatim.h.
bool is_interface_header(std::string_view name) {
    static const std::set<std::string_view> kNames = {"nrnran123.h", "mcellran4.h", "mech_api.h", "hocdec.h",
                                                      "nrniv_mf.h",  "scoplib.h",   "oc_ansi.h",  "ivocvect.h"};
    return kNames.count(name) != 0;
}

// visit(begin, end) of what stands between the quotes of each #include "name".
template <class Visit>
void each_header(const std::string& text, Visit&& visit) {
    for (std::size_t at = text.find('#'); at != std::string::npos; at = text.find('#', at + 1)) {
        const std::size_t word = text.find_first_not_of(" \t", at + 1);
        if (word == std::string::npos || text.compare(word, 7, "include") != 0) {
            continue;
        }
        const std::size_t open = text.find_first_not_of(" \t", word + 7);
        const std::size_t close = open == std::string::npos || text[open] != '"' ? open : text.find('"', open + 1);
        if (close != std::string::npos && close != open) {
            visit(open + 1, close);
        }
    }
}

}  // namespace

bool is_interface_name(const std::string& name) {
    return std::find(std::begin(kInterface), std::end(kInterface), name) != std::end(kInterface);
}

std::vector<std::string> included_headers(const std::string& text) {
    std::vector<std::string> found;
    each_header(text, [&](std::size_t begin, std::size_t end) { found.push_back(text.substr(begin, end - begin)); });
    return found;
}

std::string modern_text(const std::string& text, const std::function<bool(const std::string&)>& known) {
    std::string result;
    std::size_t copied = 0;
    each_header(text, [&](std::size_t begin, std::size_t end) {
        if (is_interface_header(std::string_view(text).substr(begin, end - begin))) {
            result += text.substr(copied, begin - 1 - copied) + "<nrn/compat/verbatim.h>";
            copied = end + 1;
        }
    });
    result += text.substr(copied);
    result = Declarations(result, known).without_known();
    for (std::size_t at = result.find("->template"); at != std::string::npos; at = result.find("->template", at)) {
        at += 2;
        result.replace(at, 8, "ctemplate");
    }
    return result;
}

}  // namespace nrn::nmodl
