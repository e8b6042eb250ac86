#include "object/signature.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "object/klass.hpp"
#include "object/object.hpp"

namespace nrn {
namespace {

std::string_view trim(std::string_view text) {
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto cut = text.find(at);
        parts.push_back(trim(text.substr(0, cut)));
        if (cut == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(cut + 1);
    }
}

constexpr std::uint32_t bit(Kind kind) {
    return 1U << static_cast<unsigned>(kind);
}
constexpr std::uint32_t kNumbers = bit(Kind::Number) | bit(Kind::Integer) | bit(Kind::Boolean);

// What a type word stands for.
void add_type(Parameter& parameter, const std::string& type) {
    if (type == "any" || type == "pyobject" || type == "variable") {
        parameter.kinds = ~0U;
        parameter.as_variable = type == "variable";
        parameter.as_is = type == "pyobject";
    } else if (type == "float" || type == "int" || type == "bool") {
        parameter.kinds |= kNumbers;
    } else if (type == "str") {
        parameter.kinds |= bit(Kind::Text);
    } else if (type == "ref") {
        parameter.kinds |= bit(Kind::Ref);
    } else if (type == "callable" || type == "sequence" || type == "tuple") {
        parameter.kinds |= bit(Kind::Host);
    } else if (type == "section") {
        parameter.kinds |= bit(Kind::Section);
    } else if (type == "segment") {
        parameter.kinds |= bit(Kind::Segment);
    } else if (type == "object") {
        parameter.kinds |= bit(Kind::Object);
    } else if (type == "None") {
        parameter.takes_none = true;
    } else {
        parameter.classes.push_back(type);
    }
}

Parameter parse_parameter(std::string_view text) {
    Parameter out;
    if (!text.empty() && text.front() == '*') {
        out.rest = true;
        text.remove_prefix(1);
    }
    const auto equals = text.find('=');
    if (equals != std::string_view::npos) {
        out.optional = true;
        out.fallback = trim(text.substr(equals + 1));
        text = trim(text.substr(0, equals));
    }
    const auto colon = text.find(':');
    out.name = trim(text.substr(0, colon));
    const std::string_view types = colon == std::string_view::npos ? "any" : trim(text.substr(colon + 1));
    for (std::string_view type : split(types, '|')) {
        out.types.emplace_back(type);
        add_type(out, out.types.back());
    }
    return out;
}

Form parse_form(std::string_view text) {
    Form out;
    const auto open = text.find('(');
    const auto close = text.rfind(')');
    if (open == std::string_view::npos) {  // the value of a property
        out.result = trim(text);
        return out;
    }
    const std::string_view inside = trim(text.substr(open + 1, close - open - 1));
    if (!inside.empty()) {
        for (std::string_view part : split(inside, ',')) {
            out.parameters.push_back(parse_parameter(part));
        }
    }
    for (const Parameter& parameter : out.parameters) {
        out.open = out.open || parameter.rest;
        out.required += !parameter.optional && !parameter.rest ? 1 : 0;
    }
    const auto arrow = text.find("->", close);
    out.result = arrow == std::string_view::npos ? "none" : std::string(trim(text.substr(arrow + 2)));
    return out;
}

std::string type_words(const std::string& type) {
    if (type == "float") {
        return "a number";
    }
    if (type == "int") {
        return "a whole number";
    }
    if (type == "bool") {
        return "0 or 1";
    }
    if (type == "ref") {
        return "a reference (h.ref)";
    }
    if (type == "callable" || type == "sequence" || type == "tuple" || type == "str") {
        return "a " + type;
    }
    return type == "object"                                            ? "an object"
           : type == "any" || type == "pyobject" || type == "variable" ? "anything"
           : type == "None"                                            ? "None"
                                                                       : "a " + type;
}

std::string given(const Value& value) {
    if (value.kind() == Kind::Object) {
        return value.as_object() == nullptr ? "None" : "a " + value.as_object()->klass().name();
    }
    return kind_name(value.kind());
}

// How far the arguments go along with the form: the index of the first that does not fit, or `count`.
std::size_t fits_until(const Form& form, const Value* args, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        const bool rest = form.open && i + 1 >= form.parameters.size();
        const Parameter& parameter = rest ? form.parameters.back() : form.parameters[i];
        if (args[i].kind() == Kind::Void ? !parameter.optional : !parameter.accepts(args[i])) {
            return i;
        }
    }
    return count;
}

bool takes_count(const Form& form, std::size_t count) {
    return count >= form.required && (form.open || count <= form.parameters.size());
}

std::string counts_text(const std::vector<Form>& forms) {
    std::size_t low = forms[0].required;
    std::size_t high = 0;
    bool open = false;
    for (const Form& form : forms) {
        low = std::min(low, form.required);
        high = std::max(high, form.parameters.size());
        open = open || form.open;
    }
    const char* plural = (open ? low : high) == 1 ? "" : "s";
    if (open) {
        return format("at least %zu argument%s", low, plural);
    }
    return low == high ? high == 0 ? std::string("no arguments") : format("%zu argument%s", high, plural)
                       : format("%zu to %zu arguments", low, high);
}

[[noreturn]] void explain(const std::vector<Form>& forms, const char* owner, const char* name, const Value* args,
                          std::size_t count) {
    const std::string where = call_name(owner, name);
    const Form* best = nullptr;
    std::size_t reach = 0;
    for (const Form& form : forms) {
        if (takes_count(form, count)) {
            const std::size_t until = fits_until(form, args, count);
            if (best == nullptr || until > reach) {
                best = &form;
                reach = until;
            }
        }
    }
    if (best == nullptr) {
        const bool few =
            std::all_of(forms.begin(), forms.end(), [&](const Form& form) { return count < form.required; });
        fail(ErrorKind::Type, "%s takes %s, not %zu%s", where.c_str(), counts_text(forms).c_str(), count,
             few ? ": not enough arguments" : "");
    }
    const Parameter& parameter = best->parameters[std::min(reach, best->parameters.size() - 1)];
    fail(ErrorKind::Type, "%s: argument %zu (%s) must be %s, not %s", where.c_str(), reach + 1, parameter.name.c_str(),
         parameter.wanted().c_str(), given(args[reach]).c_str());
}

// Places named arguments into one form. False when a name is unknown, given twice, or a required one missing.
bool place_in(const Form& form, std::size_t count, const std::vector<std::string_view>& named,
              std::vector<std::size_t>& order, std::size_t& total) {
    std::vector<bool> filled(form.parameters.size(), false);
    if (count > form.parameters.size()) {
        return false;
    }
    std::fill(filled.begin(), filled.begin() + static_cast<long>(count), true);
    total = count;
    order.clear();
    for (std::string_view name : named) {
        const auto at = std::find_if(form.parameters.begin(), form.parameters.end(),
                                     [&](const Parameter& p) { return !p.rest && p.name == name; });
        const auto i = static_cast<std::size_t>(at - form.parameters.begin());
        if (at == form.parameters.end() || filled[i]) {
            return false;
        }
        filled[i] = true;
        order.push_back(i);
        total = std::max(total, i + 1);
    }
    for (std::size_t i = 0; i < form.parameters.size(); ++i) {
        const Parameter& parameter = form.parameters[i];
        if (!filled[i] && !parameter.optional && !parameter.rest) {
            return false;
        }
    }
    return true;
}

}  // namespace

bool Parameter::accepts_object(const Object* object) const {
    if (object == nullptr) {
        return takes_none;
    }
    const std::string& name = object->klass().name();
    return std::any_of(classes.begin(), classes.end(), [&](const std::string& c) { return c == name; });
}

std::string Parameter::type_text() const {
    std::string out;
    for (const std::string& type : types) {
        out += (out.empty() ? "" : "|") + type;
    }
    return out;
}

std::string Parameter::wanted() const {
    std::string out;
    for (std::size_t i = 0; i < types.size(); ++i) {
        out += (i == 0 ? "" : i + 1 == types.size() ? " or " : ", ") + type_words(types[i]);
    }
    return out;
}

std::string call_name(const char* owner, const char* name) {
    return *owner == '\0' ? format("%s()", name) : format("%s.%s()", owner, name);
}

Signature::Signature(std::string_view text) {
    for (std::string_view form : split(text, ';')) {
        forms_.push_back(parse_form(form));
    }
    constexpr std::uint32_t text_or_object = bit(Kind::Text) | bit(Kind::Object);
    std::uint64_t wanted = 0;
    std::uint64_t objects = 0;  // what some form takes as an object
    for (const Form& form : forms_) {
        for (std::size_t i = 0; i < form.parameters.size() && i < 32; ++i) {
            const Parameter& parameter = form.parameters[i];
            const std::uint32_t places = parameter.rest ? ~std::uint32_t{0} << i : std::uint32_t{1} << i;
            const bool value = (parameter.kinds & text_or_object) != 0 || !parameter.classes.empty();
            const bool object = (parameter.kinds & bit(Kind::Object)) != 0 || !parameter.classes.empty();
            objects |= object && !parameter.as_variable ? places : 0;
            wanted |= parameter.as_variable || (!value && (parameter.kinds & bit(Kind::Ref)) != 0) ? places : 0;
        }
    }
    reference_mask_ = wanted | (wanted & ~objects) << 32;
}

const Form& Signature::match(const char* owner, const char* name, const Value* args, std::size_t count) const {
    for (const Form& form : forms_) {
        if (takes_count(form, count) && fits_until(form, args, count) == count) {
            return form;
        }
    }
    explain(forms_, owner, name, args, count);
}

std::size_t Signature::place(const char* owner, const char* name, std::size_t count,
                             const std::vector<std::string_view>& named, std::vector<std::size_t>& order) const {
    std::size_t total = 0;
    for (const Form& form : forms_) {
        if (place_in(form, count, named, order, total)) {
            return total;
        }
    }
    const std::string where = call_name(owner, name);
    for (std::string_view wanted : named) {
        const bool known = std::any_of(forms_.begin(), forms_.end(), [&](const Form& form) {
            return std::any_of(form.parameters.begin(), form.parameters.end(),
                               [&](const Parameter& p) { return p.name == wanted; });
        });
        if (!known) {
            fail(ErrorKind::Type, "%s got an unexpected keyword argument '%s'", where.c_str(),
                 std::string(wanted).c_str());
        }
    }
    fail(ErrorKind::Type, "%s: no form takes %zu positional arguments and these keywords; see help()", where.c_str(),
         count);
}

std::string Signature::python_text(bool with_self) const {
    const std::string self = with_self ? "$self, /" : "";
    const auto longest = std::max_element(forms_.begin(), forms_.end(), [](const Form& a, const Form& b) {
        return a.parameters.size() < b.parameters.size();
    });
    std::size_t required = longest->required;
    bool one = !longest->open;
    for (const Form& form : forms_) {  // a form that is a beginning of the longest one is covered by defaults
        required = std::min(required, form.required);
        for (std::size_t i = 0; i < form.parameters.size(); ++i) {
            one = one && form.parameters[i].name == longest->parameters[i].name;
        }
    }
    if (!one) {
        return "(" + self + (with_self ? ", " : "") + "*args, **kwargs)";
    }
    std::string out = "(" + self;
    for (std::size_t i = 0; i < longest->parameters.size(); ++i) {
        out += (out.size() > 1 ? ", " : "") + longest->parameters[i].name + (i < required ? "" : "=None");
    }
    return out + ")";
}

}  // namespace nrn
