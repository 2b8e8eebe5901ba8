#pragma once

#include <span>
#include <string_view>

namespace yuanheng {

/// A row of a folder's table of errors, codes.def.
struct CodeRow {
    std::string_view name;
    int http;
    std::string_view message_zh, message_en;
    std::string_view hint_zh, hint_en;
};

/// What an error is, apart from its arguments: a row of some folder's table. As each folder has its own, a
/// new message concerns only the folder that gives it.
class ErrorCode {
public:
    explicit constexpr ErrorCode(const CodeRow& row) : row_(&row) {}
    explicit ErrorCode(CodeRow&&) = delete;  // a row stays where it is

    constexpr const CodeRow& row() const { return *row_; }

    friend constexpr bool operator==(const ErrorCode&, const ErrorCode&) = default;

private:
    const CodeRow* row_;
};

/// The code's name as it stands in codes.def: the stable identifier in JSON output and documentation.
constexpr std::string_view name(ErrorCode code) { return code.row().name; }
/// HTTP status of the code.
constexpr int http_status(ErrorCode code) { return code.row().http; }

/// The errors that every folder can give. A folder with a table of its own has a `Code` too, which adds them
/// to those of the folders it uses: within its namespace all are called Code::name.
struct Code {
#define YUANHENG_CODES "base/codes.def"
#include "base/code_table.hpp"
};

}  // namespace yuanheng
