#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace yuanheng::sheet {

/// A regular file as read-only memory, whose pages the system loads and drops as needed.
class MappedFile {
public:
    /// Errors file_unreadable, table_too_large (more than `max_bytes`).
    static Result<MappedFile> open(const std::string& path, std::uint64_t max_bytes);

    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    ~MappedFile();

    std::string_view bytes() const { return {data_, size_}; }

private:
    MappedFile() = default;

    const char* data_ = nullptr;
    std::size_t size_ = 0;
};

/// Writes `bytes` to a new file beside `path` and renames it: at `path` stands the old file or the whole new
/// one. Error file_unwritable.
Result<void> write_whole(const std::string& path, std::string_view bytes);

/// A new file beside `path`, to be written whole and then put in its place; removed unless that happens.
class Beside {
public:
    explicit Beside(std::string path);
    ~Beside();
    Beside(const Beside&) = delete;
    Beside& operator=(const Beside&) = delete;

    const std::string& name() const { return name_; }
    /// Renames it to `path`. Error file_unwritable.
    Result<void> replace();

private:
    std::string path_, name_;
};

/// Removes every such file that is being written: for a program that ends at once.
void remove_unfinished();

}  // namespace yuanheng::sheet
