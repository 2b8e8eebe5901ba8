#include "sheet/container.hpp"

#include <zip.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "base/text.hpp"
#include "sheet/codes.hpp"

namespace yuanheng::sheet {

namespace {

constexpr std::size_t kPiece = 64 * 1024;
constexpr std::uint64_t kRatioFrom = 16u << 20;

struct CloseArchive {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseFile {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

/// Part names: one kind of slash, none in front, no case.
std::string folded(std::string name) {
    std::replace(name.begin(), name.end(), '\\', '/');
    if (!name.empty() && name[0] == '/') name.erase(0, 1);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return name;
}

}  // namespace

Error broken(const std::string& zh, const std::string& en, Where where) {
    return Error(Code::xlsx_broken, {{"detail", zh}, {"detail_en", en}}, std::move(where));
}

Error too_large(const std::string& what_zh, const std::string& what_en, std::uint64_t limit, Where where) {
    return Error(Code::table_too_large,
                 {{"what", what_zh}, {"what_en", what_en}, {"limit", std::to_string(limit)}},
                 std::move(where));
}

std::string excerpt(std::string_view text, std::size_t bytes) {
    std::string out(text.substr(0, bytes));
    while (!out.empty() && !valid_utf8(out)) out.pop_back();
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto byte = static_cast<unsigned char>(out[i]);
        if (byte < 0x20 || byte == 0x7F) out[i] = ' ';
        // The second set of control characters, U+0080 to U+009F, takes two bytes.
        if (byte == 0xC2 && static_cast<unsigned char>(out[i + 1]) < 0xA0) out.replace(i, 2, "  ");
    }
    return out;
}

struct Container::State {
    std::unique_ptr<zip_t, CloseArchive> archive;
    std::unordered_map<std::string, zip_uint64_t> index;
    std::string file;
    std::uint64_t size = 0;  // of the container
    Limits limits;
    std::uint64_t unpacked = 0;

    Where where() const { return Where{file, "", 0, 0}; }
    Result<void> list_entries();
    Error reading_error(int code, const std::string& part) const;
};

Result<void> Container::State::list_entries() {
    const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
    if (count > static_cast<zip_int64_t>(limits.entries)) {
        return tl::unexpected(
            too_large("压缩包内的文件数", "files in the container", limits.entries, where()));
    }
    for (zip_int64_t i = 0; i < count; ++i) {
        const char* name = zip_get_name(archive.get(), static_cast<zip_uint64_t>(i), ZIP_FL_ENC_GUESS);
        if (name == nullptr) return tl::unexpected(broken("压缩包目录已损坏", "damaged directory", where()));
        if (!index.emplace(folded(name), static_cast<zip_uint64_t>(i)).second) {
            return tl::unexpected(
                broken("压缩包内有重名的文件", "two files in the container have the same name", where()));
        }
    }
    return {};
}

Error Container::State::reading_error(int code, const std::string& part) const {
    if (code == ZIP_ER_NOPASSWD || code == ZIP_ER_WRONGPASSWD)
        return Error(Code::xlsx_encrypted, {}, where());
    return broken("读不出其中的 " + excerpt(part), "cannot unpack " + excerpt(part), where());
}

Container::Container(std::unique_ptr<State> state) : state_(std::move(state)) {}
Container::Container(Container&&) noexcept = default;
Container& Container::operator=(Container&&) noexcept = default;
Container::~Container() = default;

Result<Container> Container::open(std::string_view bytes, const std::string& file, const Limits& limits) {
    auto state = std::make_unique<State>();
    state->file = file;
    state->size = bytes.size();
    state->limits = limits;
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source != nullptr) state->archive.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
    zip_error_fini(&error);
    if (state->archive == nullptr) {
        if (source != nullptr) zip_source_free(source);
        return tl::unexpected(
            broken("压缩包不完整或已损坏", "the ZIP container is damaged or cut off", state->where()));
    }
    if (auto listed = state->list_entries(); !listed) return tl::unexpected(listed.error());
    return Container(std::move(state));
}

bool Container::has(const std::string& part) const { return state_->index.count(folded(part)) != 0; }
const std::string& Container::file() const { return state_->file; }

Result<void> Container::stream(const std::string& part,
                               const std::function<bool(std::string_view, bool)>& sink) {
    State& s = *state_;
    const auto found = s.index.find(folded(part));
    if (found == s.index.end())
        return tl::unexpected(broken("缺少 " + excerpt(part), excerpt(part) + " is missing", s.where()));
    zip_stat_t status;
    if (zip_stat_index(s.archive.get(), found->second, 0, &status) != 0) {
        return tl::unexpected(s.reading_error(zip_error_code_zip(zip_get_error(s.archive.get())), part));
    }
    // A packed size that is a lie would also make the ratio below one.
    if (status.comp_size > s.size) return tl::unexpected(s.reading_error(0, part));
    const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(s.archive.get(), found->second, 0));
    if (file == nullptr)
        return tl::unexpected(s.reading_error(zip_error_code_zip(zip_get_error(s.archive.get())), part));
    std::array<char, kPiece> piece;
    std::uint64_t read = 0;
    for (;;) {
        const zip_int64_t got = zip_fread(file.get(), piece.data(), piece.size());
        if (got < 0) return tl::unexpected(s.reading_error(0, part));
        read += static_cast<std::uint64_t>(got);
        s.unpacked += static_cast<std::uint64_t>(got);
        if (s.unpacked > s.limits.unpacked_bytes) {
            return tl::unexpected(
                too_large("解压后的字节数", "bytes after unpacking", s.limits.unpacked_bytes, s.where()));
        }
        if (read > kRatioFrom && read / s.limits.ratio > status.comp_size) {
            return tl::unexpected(too_large("压缩倍数", "times its packed size", s.limits.ratio, s.where()));
        }
        if (!sink({piece.data(), static_cast<std::size_t>(got)}, got == 0) || got == 0) return {};
    }
}

}  // namespace yuanheng::sheet
