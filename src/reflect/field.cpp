#include "reflect/field.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace yuanheng::reflect {

bool Field::needed() const {
    const auto given = [](const Field& f) { return f.needed() && !f.read_only; };
    return required ||
           (kind == Kind::object && always && std::any_of(item->fields.begin(), item->fields.end(), given));
}

int Field::scale() const {
    if (kind == Kind::decimal) return places;
    if (kind != Kind::money) return 0;
    if (unit.empty() || unit == "元") return 2;
    if (unit == "万元") return 6;
    if (unit == "亿元") return 10;
    throw std::logic_error("amount " + name + " is in the unknown unit " + unit);
}

Field& Field::some_of(std::vector<Choice> list) {
    kind = Kind::choices;
    choices = std::move(list);
    always = false;
    if (!size) return *this;  // not of a member
    get = [count = size, nth = word](const void* p) {
        std::vector<std::string> codes;
        for (std::size_t i = 0; i < count(p); ++i) codes.push_back(nth(p, i));
        return of_codes(codes);
    };
    set = [empty = clear, add = add_word](void* p, const Value& value) {
        empty(p);
        for (std::string& code : codes_in(value)) add(p, std::move(code));
    };
    return *this;
}

std::vector<std::string> codes_in(const Value& value) {
    std::vector<std::string> out;
    const std::string* all = text(value);
    for (std::size_t at = 0; all != nullptr && at < all->size();) {
        const std::size_t end = std::min(all->find(' ', at), all->size());
        if (end > at) out.push_back(all->substr(at, end - at));
        at = end + 1;
    }
    return out;
}

Value of_codes(const std::vector<std::string>& codes) {
    std::string out;
    for (const std::string& code : codes) out += (out.empty() ? "" : " ") + code;
    return out.empty() ? Value() : Value(std::move(out));
}

int Struct::index(std::string_view field) const {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].name == field) return static_cast<int>(i);
    }
    return -1;
}

const Field& Struct::operator[](std::string_view field) const {
    const int i = index(field);
    if (i < 0) throw std::logic_error(name + " has no field " + std::string(field));
    return fields[static_cast<std::size_t>(i)];
}

void Struct::validate() const {
    const auto require = [this](bool holds, const std::string& what) {
        if (!holds) throw std::logic_error("struct " + name + ": " + what);
    };
    require(!name.empty(), "it has no name");
    const auto blank_in_code = [](const Choice& c) {
        return c.code.empty() || c.code.find(' ') != c.code.npos;
    };
    std::set<std::string> names;
    for (const Field& f : fields) {
        require(!f.name.empty() && names.insert(f.name).second,
                "the name \"" + f.name + "\" is empty or stands twice");
        require(!f.label.zh.empty(), f.name + " has no label");
        require(f.kind != Kind::choice || !f.choices.empty(), f.name + " has no choices");
        require(f.kind != Kind::choices || std::none_of(f.choices.begin(), f.choices.end(), blank_in_code),
                f.name + " has a choice with a blank in its code");
        require(f.kind != Kind::choices || !f.sortable,
                f.name + " cannot be sorted by: it has several values");
        require(f.format != Format::percent || (f.kind == Kind::decimal && f.places >= 2),
                f.name + " is a share with fewer than two decimals");
        require(f.places >= 0 && f.places <= 18, f.name + " has more places than a whole number of 64 bits");
        require(!f.low || !f.high || *f.low <= *f.high, f.name + " has an empty range");
        (void)f.scale();
    }
}

}  // namespace yuanheng::reflect
