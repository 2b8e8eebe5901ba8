#pragma once

#include <string>

#include "base/error.hpp"

namespace yuanheng::platform {

/// The member of a request that an error is about: at("/zone_id") in a body, at("zone") in a query string.
inline Where at(std::string pointer) { return {std::move(pointer), {}, 0, 0}; }

/// What an operation gives back that is refused:
///     return refuse(Code::login_taken, {{"text", login}}, at("/login"));
///     if (!found) return refuse(found.error());
inline tl::unexpected<Errors> refuse(Error error) { return tl::unexpected(Errors{std::move(error)}); }
inline tl::unexpected<Errors> refuse(Errors errors) { return tl::unexpected(std::move(errors)); }
inline tl::unexpected<Errors> refuse(
    ErrorCode code, std::initializer_list<std::pair<std::string, std::string>> arguments = {},
    Where where = {}) {
    return refuse(Error(code, arguments, std::move(where)));
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
