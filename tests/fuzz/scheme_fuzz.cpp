#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.hpp"
#include "scheme/scheme.hpp"

/// Any bytes end in a scheme or in errors that can be shown.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace yuanheng;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto loaded = scoring::load_scheme(text, "fuzz.toml");
    if (loaded) return 0;
    for (const Language language : {Language::zh, Language::en}) {
        if (!valid_utf8(describe(loaded.error(), language))) std::abort();
    }
    return 0;
}
