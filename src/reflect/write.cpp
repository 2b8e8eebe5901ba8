#include <algorithm>

#include "base/text.hpp"
#include "reflect/json.hpp"

namespace yuanheng::reflect {

namespace {

std::u32string stars(std::size_t count) { return std::u32string(std::min<std::size_t>(count, 8), U'*'); }

/// `first` and `last` characters stay; what is too short for that keeps less, so that something is always
/// hidden.
std::string keep(const std::u32string& text, std::size_t first, std::size_t last) {
    if (text.size() < first + last + 1) return utf8(stars(text.size()));
    return utf8(text.substr(0, first) + stars(text.size() - first - last) + text.substr(text.size() - last));
}

bool left_out(const Field& field, Sight sight) {
    if (field.format == Format::secret || sight == Sight::hidden) return true;
    return sight == Sight::masked && field.kind != Kind::text;
}

/// The member of a scalar that is shown.
void write_scalar(JsonWriter& out, const Field& field, const Value& value, Sight sight) {
    out.key(field.name);
    const std::string* whole = text(value);
    if (sight == Sight::masked && whole != nullptr)
        out.text(masked(field, *whole));
    else
        out.value(field, value);
}

void write_list(JsonWriter& out, const Field& field, const void* object, const Visibility& sight) {
    out.begin_array();
    for (std::size_t i = 0, count = field.size(object); i < count; ++i) {
        if (field.item != nullptr)
            write(out, *field.item, field.element(object, i), sight);
        else
            out.text(field.word(object, i));
    }
    out.end_array();
}

}  // namespace

std::string masked(const Field& field, std::string_view text) {
    if (field.format == Format::secret || text.empty()) return {};
    const std::u32string whole = code_points(text);
    if (field.format == Format::phone) return whole.size() >= 11 ? keep(whole, 3, 4) : keep(whole, 1, 2);
    if (field.format == Format::email && whole.find(U'@') != std::u32string::npos) {
        const std::size_t at = whole.find(U'@');
        return utf8(whole.substr(0, std::min<std::size_t>(at, 1)) + U"***" + whole.substr(at));
    }
    return whole.size() <= 4 ? keep(whole, 1, 0) : keep(whole, 1, 1);
}

void write_members(JsonWriter& out, const Struct& type, const Record& record, const Visibility& sight) {
    if (record.size() != type.fields.size())
        throw std::logic_error("a record of another struct than " + type.name);
    for (std::size_t i = 0; i < record.size(); ++i) {
        const Field& field = type.fields[i];
        if (!field.scalar()) continue;
        const Sight seen = sight ? sight(field) : Sight::plain;
        if (!left_out(field, seen)) write_scalar(out, field, record[i], seen);
    }
}

void write(JsonWriter& out, const Struct& type, const void* object, const Visibility& sight) {
    out.begin_object();
    for (const Field& field : type.fields) {
        const Sight seen = sight ? sight(field) : Sight::plain;
        if (left_out(field, seen)) continue;
        if (field.scalar()) {
            write_scalar(out, field, field.get(object), seen);
            continue;
        }
        out.key(field.name);
        if (field.kind == Kind::list)
            write_list(out, field, object, sight);
        else if (const void* inner = field.object(object))
            write(out, *field.item, inner, sight);
        else
            out.null();
    }
    out.end_object();
}

}  // namespace yuanheng::reflect
