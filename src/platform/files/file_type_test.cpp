#include "platform/files/file_type.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace yuanheng::platform {
namespace {

TEST(FileTypes, GoByTheBytesAndNotByTheName) {
    const auto path = std::filesystem::temp_directory_path() / "yuanheng-file-type-test";
    const auto type = [&](std::string_view bytes) {
        std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
        return type_of_content(path);
    };
    using namespace std::string_view_literals;
    EXPECT_EQ(type("%PDF-1.7\n").ending, "pdf");
    EXPECT_EQ(type("\x89PNG\r\n\x1A\n").ending, "png");
    EXPECT_EQ(type("\xFF\xD8\xFF\xE0").ending, "jpg");
    EXPECT_EQ(type("MZ\x90\0"sv).label.en, "a Windows program");
    EXPECT_EQ(type("PK\x03\x04 broken").label.en, "a ZIP archive");
    EXPECT_EQ(type("\xD0\xCF\x11\xE0").label.en, "an old or encrypted Office file");
    EXPECT_EQ(type("\xEF\xBB\xBF \n<svg xmlns='x'>").label.en, "a web page or XML");
    EXPECT_EQ(type(" %PDF-1.7").ending, "") << "a PDF begins with its mark";
    EXPECT_EQ(type("").ending, "");
    std::filesystem::remove(path);
    EXPECT_EQ(type_of_content(path).ending, "") << "what cannot be read is of no type";
}

TEST(FileTypes, EndingsAreTheLastPartOfANameInSmallLetters) {
    EXPECT_EQ(ending_of("营业执照.PDF"), "pdf");
    EXPECT_EQ(ending_of("a.pdf.exe"), "exe");
    EXPECT_EQ(ending_of("a.pdf."), "");
    EXPECT_EQ(ending_of("pdf"), "");
    EXPECT_EQ(type_of_ending("jpeg"), type_of_ending("jpg"));
    for (const char* never : {"", "html", "svg", "exe", "docm", "zip"})
        EXPECT_EQ(type_of_ending(never), nullptr) << never;
}

}  // namespace
}  // namespace yuanheng::platform
