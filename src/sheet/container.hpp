#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "sheet/limits.hpp"

namespace yuanheng::sheet {

/// Error xlsx_broken with its detail in both languages.
Error broken(const std::string& zh, const std::string& en, Where where = {});
/// Error table_too_large.
Error too_large(const std::string& what_zh, const std::string& what_en, std::uint64_t limit,
                Where where = {});

/// The beginning of a text out of a file, as an error message may show it: at most `bytes` bytes, whole
/// characters, blanks for control characters (they could steer a terminal).
std::string excerpt(std::string_view text, std::size_t bytes = 40);

/// The ZIP container of a workbook in memory, under limits. Part names are compared without case, as the
/// packaging standard says.
class Container {
public:
    /// `bytes` must outlive the container. Errors xlsx_broken, xlsx_encrypted, table_too_large.
    static Result<Container> open(std::string_view bytes, const std::string& file, const Limits& limits);

    Container(Container&&) noexcept;
    Container& operator=(Container&&) noexcept;
    ~Container();

    bool has(const std::string& part) const;
    /// Gives the unpacked bytes of a part to `sink`, in pieces, until it returns false or the part ends.
    /// Errors xlsx_broken (no such part, damaged), xlsx_encrypted, table_too_large.
    Result<void> stream(const std::string& part,
                        const std::function<bool(std::string_view piece, bool last)>& sink);
    /// The file's name for error messages.
    const std::string& file() const;

private:
    struct State;
    explicit Container(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

}  // namespace yuanheng::sheet
