#include "zone/evaluation/package/archive.hpp"

#include "zone/evaluation/codes.hpp"

#include <zip.h>

#include <memory>
#include <set>
#include <stdexcept>

namespace yuanheng::evaluation {

namespace {

// 1 January 1980, 12:00, in the form of MS-DOS: a time of day that no clock change can make invalid.
constexpr zip_uint16_t kTime = 12 << 11;
constexpr zip_uint16_t kDate = (1 << 5) | 1;
constexpr zip_uint32_t kLevel = 6;
// Deflate cannot shrink by more than 1032; a directory that states more is false.
constexpr zip_uint64_t kMostRatio = 1100;
constexpr zip_uint64_t kNeeded = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;

struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseFile {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};
struct FreeSource {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Source = std::unique_ptr<zip_source_t, FreeSource>;

auto broken(const std::string& zh, const std::string& en, const std::string& file) {
    return fail(Code::package_broken, {{"detail", zh}, {"detail_en", en}}, Where{file, "", 0, 0});
}

auto too_large(const std::string& file) {
    return fail(Code::package_too_large,
                {{"limit", std::to_string(kMostArchiveBytes >> 20)}, {"parts", std::to_string(kMostParts)}},
                Where{file, "", 0, 0});
}

/// Memory is all that packing needs, so what fails here is not the user's doing.
void must(bool done) {
    if (!done) throw std::runtime_error("cannot build a ZIP archive in memory");
}

void add(zip_t* archive, const Part& part) {
    zip_source_t* bytes = zip_source_buffer(archive, part.bytes.data(), part.bytes.size(), 0);
    must(bytes != nullptr);
    const zip_int64_t at = zip_file_add(archive, part.name.c_str(), bytes, ZIP_FL_ENC_UTF_8);
    if (at < 0) zip_source_free(bytes);
    must(at >= 0);
    const auto index = static_cast<zip_uint64_t>(at);
    must(zip_set_file_compression(archive, index, ZIP_CM_DEFLATE, kLevel) == 0);
    must(zip_file_set_dostime(archive, index, kTime, kDate, 0) == 0);
}

std::string contents(zip_source_t* source) {
    must(zip_source_open(source) == 0);
    must(zip_source_seek(source, 0, SEEK_END) == 0);
    std::string out(static_cast<std::size_t>(zip_source_tell(source)), '\0');
    must(zip_source_seek(source, 0, SEEK_SET) == 0);
    must(zip_source_read(source, out.data(), out.size()) == static_cast<zip_int64_t>(out.size()));
    zip_source_close(source);
    return out;
}

/// A part of the size that the directory states; one byte more or less is damage.
Result<std::string> read_part(zip_t* archive, zip_uint64_t index, const zip_stat_t& status,
                              const std::string& file) {
    const std::string name = status.name;
    const std::unique_ptr<zip_file_t, CloseFile> in(zip_fopen_index(archive, index, 0));
    std::string out(status.size, '\0');
    std::size_t at = 0;
    while (in != nullptr) {
        char beyond = 0;
        const bool full = at == out.size();
        const zip_int64_t got =
            full ? zip_fread(in.get(), &beyond, 1) : zip_fread(in.get(), out.data() + at, out.size() - at);
        if (got == 0 && full) return out;
        if (got <= 0 || full) break;
        at += static_cast<std::size_t>(got);
    }
    return broken("解不开其中的“" + name + "”", "cannot unpack " + name, file);
}

}  // namespace

Result<std::string> pack(const std::vector<Part>& parts) {
    std::uint64_t total = 0;
    for (const Part& part : parts) total += part.bytes.size();
    if (total > kMostArchiveBytes || parts.size() > kMostParts) return too_large("");
    zip_error_t error;
    zip_error_init(&error);
    const Source source(zip_source_buffer_create(nullptr, 0, 0, &error));
    must(source != nullptr);
    zip_source_keep(source.get());
    Archive archive(zip_open_from_source(source.get(), ZIP_TRUNCATE, &error));
    zip_error_fini(&error);
    if (archive == nullptr) zip_source_free(source.get());
    must(archive != nullptr);
    for (const Part& part : parts) add(archive.get(), part);
    must(zip_close(archive.get()) == 0);
    (void)archive.release();
    return contents(source.get());
}

Result<std::vector<Part>> unpack(std::string_view bytes, const std::string& file) {
    zip_error_t error;
    zip_error_init(&error);
    Source source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error));
    Archive archive(source == nullptr ? nullptr : zip_open_from_source(source.get(), ZIP_RDONLY, &error));
    zip_error_fini(&error);
    if (archive == nullptr)
        return broken("压缩包不完整或已损坏", "the ZIP archive is damaged or cut off", file);
    (void)source.release();  // now the archive's
    const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
    if (count > static_cast<zip_int64_t>(kMostParts)) return too_large(file);
    std::vector<Part> parts;
    std::set<std::string> names;
    std::uint64_t total = 0;
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
        zip_stat_t status;
        zip_stat_init(&status);
        const bool known = zip_stat_index(archive.get(), i, 0, &status) == 0;
        if (!known || (status.valid & kNeeded) != kNeeded || status.size / kMostRatio > status.comp_size) {
            return broken("压缩包目录已损坏", "its directory is damaged", file);
        }
        if (status.size > kMostArchiveBytes || (total += status.size) > kMostArchiveBytes)
            return too_large(file);
        if (!names.insert(status.name).second) {
            const std::string name = status.name;
            return broken("有两个“" + name + "”", "two parts are called " + name, file);
        }
        auto read = read_part(archive.get(), i, status, file);
        if (!read) return tl::unexpected(read.error());
        parts.push_back({status.name, std::move(*read)});
    }
    return parts;
}

}  // namespace yuanheng::evaluation
