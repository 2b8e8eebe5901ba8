#pragma once

#include <string>

namespace yuanheng {

/// Languages a user can be addressed in.
enum class Language { zh, en };

/// A name shown to users. Where one language is empty the other stands in.
struct Label {
    std::string zh;
    std::string en;

    const std::string& in(Language language) const {
        const std::string& wanted = language == Language::zh ? zh : en;
        return wanted.empty() ? (language == Language::zh ? en : zh) : wanted;
    }
    friend bool operator==(const Label&, const Label&) = default;
};

}  // namespace yuanheng
