#include "sheet/foreign.hpp"

#include <array>
#include <string>

#include "base/text.hpp"
#include "sheet/codes.hpp"

namespace yuanheng::sheet {

namespace {

bool is_markup(std::string_view bytes) {
    constexpr std::size_t kLookedAt = 1000;
    std::string begin;  // the ASCII of it: the same in UTF-8, UTF-16 and GB18030, with and without mark
    for (const char c : bytes.substr(0, kLookedAt)) {
        if (c > 0) begin += c;
    }
    begin = lower(trim(begin));
    for (const char* mark : {"<html", "<!doctype", "<!--", "<?xml", "<?mso", "<table", "<meta", "<head",
                             "<style", "<body", "<div", "<xml", "<workbook", "<script", "mime-version:"}) {
        if (begin.starts_with(mark)) return true;
    }
    return false;
}

struct Signature {
    std::string_view begin, format;
};
constexpr std::array kSignatures = {Signature{"%PDF-", "PDF"},
                                    Signature{"{\\rtf", "RTF"},
                                    Signature{"\x89PNG", "PNG"},
                                    Signature{"\xFF\xD8\xFF", "JPEG"},
                                    Signature{"GIF8", "GIF"},
                                    Signature{"\x1F\x8B", "GZIP"},
                                    Signature{"Rar!\x1A", "RAR"},
                                    Signature{"7z\xBC\xAF", "7Z"},
                                    Signature{"\x7F"
                                              "ELF",
                                              "ELF"},
                                    Signature{"SQLite format 3", "SQLite"}};

}  // namespace

std::optional<Error> foreign_format(std::string_view bytes, const Where& where) {
    for (const Signature& signature : kSignatures) {
        if (bytes.starts_with(signature.begin))
            return Error(Code::not_table, {{"format", std::string(signature.format)}}, where);
    }
    if (is_markup(bytes)) return Error(Code::html_table, {}, where);
    return std::nullopt;
}

}  // namespace yuanheng::sheet
