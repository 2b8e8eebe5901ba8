#pragma once

#include "base/error.hpp"

namespace yuanheng::platform {

/// What an operation gives back that is refused for one reason.
inline tl::unexpected<Errors> refuse(Error error) { return tl::unexpected(Errors{std::move(error)}); }
inline tl::unexpected<Errors> refuse(
    ErrorCode code, std::initializer_list<std::pair<std::string, std::string>> arguments = {}) {
    return refuse(Error(code, arguments));
}

/// An error about something that has a label: a field, a kind of records.
inline Error about(ErrorCode code, const Label& label,
                   std::initializer_list<std::pair<std::string, std::string>> more = {}) {
    Error out(code, more);
    out.arguments.emplace_back("label", label.in(Language::zh));
    out.arguments.emplace_back("label_en", label.in(Language::en));
    return out;
}

}  // namespace yuanheng::platform
