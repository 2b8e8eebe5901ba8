#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.hpp"
#include "reflect/json.hpp"
#include "reflect/samples.hpp"

namespace {

using namespace yuanheng;
using namespace yuanheng::reflect;

void require(bool holds) {
    if (!holds) std::abort();
}

void require_shown(const Errors& errors) {
    require(!errors.empty() && errors.size() <= kMostErrors);
    for (const Language language : {Language::zh, Language::en})
        require(valid_utf8(describe(errors, language)));
}

/// What is typed into a field ends in a value that may be stored and shown, or in an error.
void type(const Field& field, std::string_view text) {
    const Result<Value> value = parse_value(field, text);
    if (!value) return require_shown({value.error()});
    require(check(field, *value).has_value());
    require(valid_utf8(shown(field, *value, Language::zh)) &&
            valid_utf8(JsonWriter().value(field, *value).take()));
    if (const std::string* whole = reflect::text(*value)) require(valid_utf8(masked(field, *whole)));
}

}  // namespace

/// Any bytes end in a struct that is written and read back unchanged, or in errors that can be shown.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto company = from_json<Company>(bytes);
    if (company) {
        const std::string json = to_json(*company);
        const auto again = from_json<Company>(json);
        require(again && *again == *company && to_json(*again) == json);
    } else {
        require_shown(company.error());
    }
    Record record;
    std::vector<bool> given;
    if (const auto read = read_some(bytes, described<Company>(), record, given); !read)
        require_shown(read.error());
    require(valid_utf8(JsonWriter().text(bytes).take()));
    if (size > 100) return 0;  // nobody types more
    for (const Struct* of : {&described<Company>(), &described<Contact>()}) {
        for (const Field& field : of->fields) {
            if (field.scalar()) type(field, bytes);
        }
    }
    return 0;
}
