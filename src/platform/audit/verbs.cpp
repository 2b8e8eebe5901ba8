#include "platform/audit/verbs.hpp"

namespace yuanheng::platform {

AuditAction::AuditAction(std::string_view subject, Verb verb) : text_(subject) {
    text_ += '.';
    text_ += verb.code();
}

AuditAction AuditAction::refused(std::string_view operation) {
    AuditAction out;
    out.text_ = operation;
    return out;
}

std::optional<Label> words_of_action(std::string_view action) {
    std::string_view verb = action.substr(action.rfind('.') + 1);
    for (const auto& [old, now] : kFormerVerbs) {
        if (verb == old) verb = now;
    }
    for (const VerbWords& words : kVerbs) {
        if (words.code == verb) return Label{std::string(words.zh), std::string(words.en)};
    }
    return std::nullopt;
}

}  // namespace yuanheng::platform
