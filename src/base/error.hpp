#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "base/codes.hpp"
#include "base/language.hpp"

namespace yuanheng {

/// The sheet of a CSV file, as Where names it when line and column are those of a table: place() then says
/// C5, as a spreadsheet program does, instead of line and character.
inline constexpr std::string_view kCsvSheet = "CSV";
/// Bytes of an argument that message() and hint() show; the rest is cut off, with … to say so.
inline constexpr std::size_t kMostShown = 500;

/// Where an error stands. Numbers count from 1; 0 means "not known".
struct Where {
    std::string file;
    std::string sheet;
    long line = 0;    ///< line of a text file, row of a sheet
    long column = 0;  ///< character of a line, column of a sheet

    friend bool operator==(const Where&, const Where&) = default;
};

/// One error: what (code and arguments) and where. Its texts are made when it is shown, in the reader's
/// language.
struct Error {
    using Arguments = std::vector<std::pair<std::string, std::string>>;

    ErrorCode code = Code::internal;
    Arguments arguments;
    Where where;

    Error() = default;
    Error(ErrorCode c, std::initializer_list<std::pair<std::string, std::string>> args, Where w = {})
        : code(c), arguments(args), where(std::move(w)) {}

    /// The same error, placed at `w`.
    Error at(Where w) && {
        where = std::move(w);
        return std::move(*this);
    }

    friend bool operator==(const Error&, const Error&) = default;
};

using Errors = std::vector<Error>;

template <typename T>
using Result = tl::expected<T, Error>;

/// For loaders that report everything wrong with a file at once.
template <typename T>
using Checked = tl::expected<T, Errors>;

inline tl::unexpected<Error> fail(ErrorCode code,
                                  std::initializer_list<std::pair<std::string, std::string>> arguments,
                                  Where where = {}) {
    return tl::unexpected<Error>(Error(code, arguments, std::move(where)));
}

/// What is wrong, without the place.
std::string message(const Error& error, Language language);
/// How to mend it; empty where there is nothing to add.
std::string hint(const Error& error, Language language);
/// "file:line:column" for texts, "file [sheet] C5" for sheets, "file C5" for tables of CSV files; empty where
/// nothing is known.
std::string place(const Where& where);
/// Place, message and hint in one line of text.
std::string describe(const Error& error, Language language);
/// One description a line.
std::string describe(const Errors& errors, Language language);

}  // namespace yuanheng
