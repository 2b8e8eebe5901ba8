#include "platform/request/presence.hpp"

#include "base/text.hpp"

namespace yuanheng::platform {

Language language_of(const http::Request& request) {
    // The tags stand in the order of preference in every browser; weights that say otherwise are not looked
    // at.
    const std::string accepted = lower(request.header("accept-language"));
    const auto place_of = [&](std::string_view tag) {
        for (std::size_t at = accepted.find(tag); at != accepted.npos; at = accepted.find(tag, at + 1)) {
            const bool begins = at == 0 || accepted[at - 1] == ',' || accepted[at - 1] == ' ';
            const char after = at + tag.size() < accepted.size() ? accepted[at + tag.size()] : ',';
            if (begins && (after == ',' || after == ';' || after == '-' || after == ' ')) return at;
        }
        return accepted.npos;
    };
    return place_of("en") < place_of("zh") ? Language::en : Language::zh;
}

}  // namespace yuanheng::platform
