#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/error.hpp"
#include "base/id.hpp"
#include "platform/request/operation.hpp"

namespace yuanheng::platform {

/// A stored file 附件.
struct StoredFile {
    Id id;
    std::string name, media, sha256;
    std::int64_t size = 0;
    Id owner;  ///< the user
};

/// The bytes of a file in their place.
struct Content {
    std::string sha256;
    std::int64_t size = 0;
};

/// Files by the SHA-256 of their content: data/files/ab/abcdef…; each content stands once. Written beside its
/// place, synced and renamed before the transaction that names it commits.
class Files {
public:
    /// Makes the folder where it is missing.
    explicit Files(std::filesystem::path folder);

    /// Puts the content of a file into its place; the file itself stays, and is the caller's to remove. Not
    /// to be done inside a transaction, since it takes long for large files. Error file_unwritable.
    Result<Content> take(const std::filesystem::path& file) const;
    /// Makes a row of a content, to be kept until `expires_at` (0: for good). `name` is only ever shown,
    /// never a path.
    StoredFile store(Change& change, const Content& content, std::string name, std::string media,
                     std::int64_t expires_at = 0) const;
    /// The same for good, and nobody's: only whom a FileHolder lets may have it.
    StoredFile keep(Change& change, const Content& content, std::string name, std::string media) const;
    /// Both at once, for small files.
    Result<StoredFile> store(Change& change, const std::filesystem::path& file, std::string name,
                             std::string media) const;

    /// Where the bytes are. Error not_found.
    Result<std::filesystem::path> path(std::string_view sha256) const;
    /// An empty file to write into, in the same file system.
    std::filesystem::path temporary(std::string_view extension = {}) const;
    /// Removes rows that have expired, temporary files that a process left over, and contents that no row
    /// names any more. What is none of these stays, and is named in the log. How many contents.
    std::size_t sweep(Services& services) const;

private:
    std::filesystem::path place_of(std::string_view sha256) const;

    std::filesystem::path folder_;
};

/// Removes itself.
struct TemporaryFile {
    explicit TemporaryFile(std::filesystem::path p) : path(std::move(p)) {}
    ~TemporaryFile() {
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    std::filesystem::path path;
};

/// The file's row, unless it has expired; error not_found.
Result<StoredFile> stored_file(db::Session& db, Id id, std::int64_t now);

/// A name that a user gave, cut to its last part, without control characters, at most 200 characters.
std::string file_name(std::string_view given);
/// The header Content-Disposition: attachment, with the name as RFC 6266 has it.
std::string attachment(std::string_view name);

/// Says whether an actor may have a file because of something else that they may see, such as the import or
/// the record that it belongs to.
using FileHolder = std::function<bool(db::Session&, const Services&, const Actor&, Id file)>;
/// Downloads: a file's owner may, and whoever one of the holders lets.
std::vector<Operation> file_operations(std::vector<FileHolder> holders);

}  // namespace yuanheng::platform
