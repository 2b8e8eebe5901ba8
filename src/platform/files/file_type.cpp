#include "platform/files/file_type.hpp"

#include <algorithm>
#include <array>
#include <fstream>

#include "platform/core/media.hpp"
#include "sheet/container.hpp"
#include "sheet/mapped_file.hpp"

namespace yuanheng::platform {

namespace {

using namespace std::string_view_literals;

/// What is taken where an entity says so.
const std::array<FileType, 5> kTaken = {{
    {"pdf", {"PDF 文档", "a PDF document"}, "application/pdf"},
    {"png", {"PNG 图片", "a PNG picture"}, "image/png"},
    {"jpg", {"JPEG 图片", "a JPEG picture"}, "image/jpeg"},
    {"docx", {"Word 文档", "a Word document"}, kDocxMedia},
    {"xlsx", {"Excel 工作簿", "an Excel workbook"}, kXlsxMedia},
}};

FileType never(Label label) { return {"", std::move(label), kBytesMedia}; }

/// The first bytes of what is named in messages only.
struct Beginning {
    std::string_view bytes;
    FileType type;
};
const std::array<Beginning, 8> kNever = {{
    {"MZ"sv, never({"Windows 程序", "a Windows program"})},
    {"\x7F\x45LF"sv, never({"Linux 程序", "a Linux program"})},
    {"\xD0\xCF\x11\xE0"sv, never({"旧版或加密的 Office 文件", "an old or encrypted Office file"})},
    {"Rar!"sv, never({"RAR 压缩包", "a RAR archive"})},
    {"7z\xBC\xAF"sv, never({"7z 压缩包", "a 7z archive"})},
    {"GIF8"sv, never({"GIF 图片", "a GIF picture"})},
    {"RIFF"sv, never({"WebP 图片或音像文件", "a WebP picture or a media file"})},
    {"#!"sv, never({"脚本", "a script"})},
}};

const FileType kArchive = never({"ZIP 压缩包", "a ZIP archive"});
const FileType kMacros = never({"带宏的 Office 文件", "an Office file with macros"});
const FileType kPage = never({"网页或 XML 文件", "a web page or XML"});
const FileType kOther = never({"其他类型的文件", "a file of another type"});

const FileType& taken(std::string_view ending) {
    return *std::find_if(kTaken.begin(), kTaken.end(), [&](const FileType& t) { return t.ending == ending; });
}

/// Office files are ZIP archives with a part of a certain name.
const FileType& type_in_archive(std::string_view bytes, const std::string& name) {
    auto container = sheet::Container::open(bytes, name, {});
    if (!container) return kArchive;
    if (container->has("word/vbaProject.bin") || container->has("xl/vbaProject.bin")) return kMacros;
    if (container->has("word/document.xml")) return taken("docx");
    if (container->has("xl/workbook.xml")) return taken("xlsx");
    return kArchive;
}

/// Whether a text begins as a page does: a browser looks behind blanks and a byte order mark for its first <.
bool is_page(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const std::size_t at = bytes.find_first_not_of(" \t\r\n\f\0"sv);
    return at != bytes.npos && bytes[at] == '<';
}

}  // namespace

const FileType* type_of_ending(std::string_view ending) {
    if (ending == "jpeg") ending = "jpg";
    const auto at =
        std::find_if(kTaken.begin(), kTaken.end(), [&](const FileType& t) { return t.ending == ending; });
    return at == kTaken.end() ? nullptr : &*at;
}

std::string ending_of(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    std::string out(dot == name.npos ? std::string_view() : name.substr(dot + 1));
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

const FileType& type_of_content(const std::filesystem::path& file) {
    const auto mapped = sheet::MappedFile::open(file.string(), sheet::Limits{}.file_bytes);
    if (!mapped) return kOther;
    const std::string_view bytes = mapped->bytes();
    if (bytes.starts_with("%PDF-")) return taken("pdf");
    if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return taken("png");
    if (bytes.starts_with("\xFF\xD8\xFF")) return taken("jpg");
    if (bytes.starts_with("PK\x03\x04")) return type_in_archive(bytes, file.filename().string());
    for (const Beginning& one : kNever) {
        if (bytes.starts_with(one.bytes)) return one.type;
    }
    return is_page(bytes) ? kPage : kOther;
}

}  // namespace yuanheng::platform
