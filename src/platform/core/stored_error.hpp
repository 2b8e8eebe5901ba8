#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace yuanheng::platform {

// Errors and notices as the database keeps them, to be told later in the language of whoever reads them:
// {"code":"still_referenced","arguments":{"name":"…"},"sheet":"…","line":3,"column":2}.

/// A folder's own codes, Code::own().
using CodeTable = std::span<const ErrorCode>;

/// The codes of the folders that a program is made of, by name.
class ErrorCodes {
public:
    /// Throws std::logic_error where two have the same name.
    explicit ErrorCodes(const std::vector<CodeTable>& tables);

    /// Nothing where no folder has it.
    std::optional<ErrorCode> find(std::string_view name) const;

private:
    std::map<std::string_view, ErrorCode> by_name_;
};

std::string errors_to_json(const Errors& errors);
/// Codes that this program does not know become `internal` with their name.
Errors errors_from_json(const ErrorCodes& codes, std::string_view json);
/// A single one, such as a notice.
Error error_from_json(const ErrorCodes& codes, std::string_view json);

}  // namespace yuanheng::platform
