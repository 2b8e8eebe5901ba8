#include "reflect/describe.hpp"

#include <stdexcept>

namespace yuanheng::reflect {

Record to_record(const Struct& type, const void* object) {
    Record out(type.fields.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (type.fields[i].get) out[i] = type.fields[i].get(object);
    }
    return out;
}

void from_record(const Struct& type, const Record& record, void* object) {
    if (record.size() != type.fields.size())
        throw std::logic_error("a record of another struct than " + type.name);
    for (std::size_t i = 0; i < record.size(); ++i) {
        if (type.fields[i].set) type.fields[i].set(object, record[i]);
    }
}

}  // namespace yuanheng::reflect
