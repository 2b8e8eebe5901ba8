#include "scoring/after/cases.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "scheme/scheme.hpp"

namespace yuanheng::scoring {
namespace {

std::string read(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST(ShippedSchemes, LoadAndAgreeWithTheirCases) {
    int schemes = 0;
    int cases = 0;
    for (const auto& entry : std::filesystem::directory_iterator(YUANHENG_ROOT "/schemes")) {
        const std::string name = entry.path().filename().string();
        if (!name.ends_with(".toml") || name.ends_with(".case.toml")) continue;
        ++schemes;
        const auto scheme = load_scheme_file(entry.path().string());
        ASSERT_TRUE(scheme) << describe(scheme.error(), Language::en);
        EXPECT_FALSE(scheme->sources.empty()) << name;
        const auto beside = std::filesystem::path(entry.path()).replace_extension(".case.toml");
        if (!std::filesystem::exists(beside)) continue;
        ++cases;
        const auto wrong = check_cases(read(entry.path()), name, read(beside), beside.filename().string());
        ASSERT_TRUE(wrong) << describe(wrong.error(), Language::en);
        for (const std::string& line : *wrong) ADD_FAILURE() << name << ": " << line;
    }
    EXPECT_GE(schemes, 12);
    EXPECT_GE(cases, 1);
}

}  // namespace
}  // namespace yuanheng::scoring
