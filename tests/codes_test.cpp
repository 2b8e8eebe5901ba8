// The tables of errors of all folders together: what none of them can see alone.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "app/codes.hpp"
#include "practices.hpp"

namespace yuanheng {
namespace {

std::vector<std::span<const ErrorCode>> all_tables() {
#define YUANHENG_OWN(practice) practice::Code::own(),
    return {Code::own(),
            formula::Code::own(),
            scoring::Code::own(),
            sheet::Code::own(),
            evaluation::Code::own(),
            reflect::Code::own(),
            platform::Code::own(),
            server::Code::own(),
            app::Code::own(),
            YUANHENG_PRACTICES(YUANHENG_OWN)};
#undef YUANHENG_OWN
}

/// The {arguments} of a text, as message() fills them.
std::set<std::string_view> arguments(std::string_view text) {
    std::set<std::string_view> out;
    for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
        std::string_view key = text.substr(open + 1, text.find('}', open) - open - 1);
        if (key.ends_with("_en")) key.remove_suffix(3);
        out.insert(key);
    }
    return out;
}

std::size_t lines_of(const std::filesystem::path& table) {
    std::ifstream file(table);
    std::size_t n = 0;
    for (std::string line; std::getline(file, line);) n += line.starts_with("YUANHENG_CODE(") ? 1 : 0;
    return n;
}

TEST(Codes, OfEveryFolderAreAmongThem) {
    std::size_t on_disk = 0, known = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(YUANHENG_ROOT "/src")) {
        if (entry.path().filename() == "codes.def") on_disk += lines_of(entry.path());
    }
    for (const auto& table : all_tables()) known += table.size();
    EXPECT_EQ(known, on_disk) << "a folder with a codes.def is missing above";
}

TEST(Codes, HaveOneNameEach) {
    std::set<std::string_view> names;
    for (const auto& table : all_tables()) {
        for (const ErrorCode code : table) EXPECT_TRUE(names.insert(name(code)).second) << name(code);
    }
}

TEST(Codes, SayTheSameInBothLanguages) {
    for (const auto& table : all_tables()) {
        for (const ErrorCode code : table) {
            const CodeRow& row = code.row();
            EXPECT_FALSE(row.message_zh.empty() || row.message_en.empty()) << row.name;
            EXPECT_EQ(row.hint_zh.empty(), row.hint_en.empty()) << row.name;
            std::set<std::string_view> said = arguments(row.message_en);
            // English names an indicator by its code alone: its name is Chinese.
            if (said.contains("code") && arguments(row.message_zh).contains("indicator"))
                said.insert("indicator");
            EXPECT_EQ(arguments(row.message_zh), said) << row.name;
            EXPECT_EQ(arguments(row.hint_zh), arguments(row.hint_en)) << row.name;
        }
    }
}

TEST(Codes, HaveAStatusOfHttp) {
    for (const auto& table : all_tables()) {
        for (const ErrorCode code : table) {
            EXPECT_GE(http_status(code), 200) << name(code);
            EXPECT_LT(http_status(code), 600) << name(code);
        }
    }
}

}  // namespace
}  // namespace yuanheng
