// The members of a folder's `struct Code`: what the table YUANHENG_CODES lists. Included inside of the
// struct, once for each folder, hence no #pragma once; reflect/codes.hpp is an example.
#define YUANHENG_CODE(name, http, zh, en, hint_zh, hint_en)                                 \
private:                                                                                    \
    static constexpr ::yuanheng::CodeRow name##_row{#name, http, zh, en, hint_zh, hint_en}; \
                                                                                            \
public:                                                                                     \
    static constexpr ::yuanheng::ErrorCode name{name##_row};
#include YUANHENG_CODES
#undef YUANHENG_CODE

/// The codes of this folder's own table, in its order.
static std::span<const ::yuanheng::ErrorCode> own() {
    static constexpr ::yuanheng::ErrorCode kOwn[] = {
#define YUANHENG_CODE(name, ...) name,
#include YUANHENG_CODES
#undef YUANHENG_CODE
    };
    return kOwn;
}
#undef YUANHENG_CODES
