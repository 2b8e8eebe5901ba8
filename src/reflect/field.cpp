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
    std::set<std::string> names;
    for (const Field& f : fields) {
        require(!f.name.empty() && names.insert(f.name).second,
                "the name \"" + f.name + "\" is empty or stands twice");
        require(!f.label.zh.empty(), f.name + " has no label");
        require(f.kind != Kind::choice || !f.choices.empty(), f.name + " has no choices");
        require(f.places >= 0 && f.places <= 18, f.name + " has more places than a whole number of 64 bits");
        require(!f.low || !f.high || *f.low <= *f.high, f.name + " has an empty range");
        (void)f.scale();
    }
}

}  // namespace yuanheng::reflect
