#include "http/url.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace yuanheng::http {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

std::string path_of(std::string_view target) {
    const auto read = read_target(target);
    return read ? read->path : "refused";
}

TEST(Url, DecodesThePathOnce) {
    EXPECT_EQ(path_of("/"), "/");
    EXPECT_EQ(path_of("/a/b.c-d_e~f"), "/a/b.c-d_e~f");
    EXPECT_EQ(path_of("/%E5%9B%AD%e8%a1%a1"), "/园衡");
    EXPECT_EQ(path_of("/a%20b+c"), "/a b+c");
    EXPECT_EQ(path_of("/%2541"), "/%41");
    EXPECT_EQ(path_of("/%25%32%66"), "/%2f");
    EXPECT_EQ(path_of("/a/"), "/a/");
    EXPECT_EQ(path_of("/..."), "/...");
    EXPECT_EQ(path_of("/.a/b..c"), "/.a/b..c");
    EXPECT_EQ(path_of("/%F0%9F%8F%AD"), "/🏭");
}

TEST(Url, RefusesPathsThatCouldBeReadAsOthers) {
    for (const char* target :
         {"/../etc/passwd", "/a/..",     "/a/../b",     "/./a",   "/a/.",   "/%2e%2e/a", "/%2E./a",
          "/.%2e",          "/a/%2e",    "/%2e%2e%2fa", "/a%2fb", "/a%2Fb", "//a",       "/a//b",
          "/a//",           "//",        "/a%5cb",      "/a\\b",  "/..%5c", "/a%00",     "/%00",
          "/a%0a",          "/a%0d%0ab", "/a%7f",       "/a%1b",  "/a%09b"})
        EXPECT_EQ(path_of(target), "refused") << target;
}

TEST(Url, RefusesWhatIsNotPercentEncoding) {
    for (const char* target :
         {"/%", "/%4", "/a%4", "/%zz", "/%4g", "/%g4", "/%%41", "/% 41", "/a?b=%", "/a?b=%1", "/a?%g1=b"})
        EXPECT_EQ(path_of(target), "refused") << target;
}

TEST(Url, RefusesWhatIsNotUtf8) {
    for (const char* text : {"%80",          "%bf",          "%c3",       "%e5%9b",
                             "%c3%28",  // cut off, or without a beginning
                             "%c0%af",       "%c1%81",       "%e0%80%af", "%e0%9f%bf",
                             "%f0%80%80%af", "%f0%8f%bf%bf",                      // overlong: / and others
                             "%c0%ae%c0%ae", "%c0%80",       "%e0%80%80",         // overlong .. and NUL
                             "%ed%a0%80",    "%ed%bf%bf",                         // surrogates
                             "%f4%90%80%80", "%f5%80%80%80", "%ff",       "%fe",  // above U+10FFFF
                             "%d4%b0%ba%e2"}) {                                   // GBK
        EXPECT_EQ(path_of(std::string("/") + text), "refused") << text;
        EXPECT_EQ(path_of(std::string("/a?b=") + text), "refused") << text;
        EXPECT_EQ(path_of(std::string("/a?") + text + "=b"), "refused") << text;
    }
}

TEST(Url, RefusesOtherFormsOfTarget) {
    for (const char* target :
         {"", "*", "a", "http://localhost/", "https://a/b", "localhost:80", "?a=b", "/a#b", "/a?b#c", "/a b",
          "/\x01", "/a\tb", "/\x7f", "/园", "/a?b=园", "\\a", "/a?\x1f"})
        EXPECT_EQ(path_of(target), "refused") << target;
}

TEST(Url, ReadsTheQueryInOrder) {
    const auto query =
        read_target("/a?q=%E7%94%B2+%2B1&filter=name:eq:a&filter=b%3d%26c&empty=&bare&=x")->query;
    EXPECT_THAT(query, ElementsAre(Pair("q", "甲 +1"), Pair("filter", "name:eq:a"), Pair("filter", "b=&c"),
                                   Pair("empty", ""), Pair("bare", ""), Pair("", "x")));
    EXPECT_THAT(read_target("/a?")->query, IsEmpty());
    EXPECT_THAT(read_target("/a?&&")->query, IsEmpty());
    EXPECT_THAT(read_target("/a?b==c&d?e=/f")->query, ElementsAre(Pair("b", "=c"), Pair("d?e", "/f")));
    EXPECT_THAT(read_target("/a?b={|}[\\]^`\"<>'")->query, ElementsAre(Pair("b", "{|}[\\]^`\"<>'")));
    EXPECT_THAT(read_target("/a?b=1%0a2")->query, ElementsAre(Pair("b", "1\n2")));
}

TEST(Url, RefusesNulInTheQuery) {
    EXPECT_EQ(path_of("/a?b=%00"), "refused");
    EXPECT_EQ(path_of("/a?b%00=c"), "refused");
}

TEST(Url, ReadsPlusAsABlankOnlyInForms) {
    EXPECT_EQ(percent_decode("a+b%2B", true), "a b+");
    EXPECT_EQ(percent_decode("a+b%2B", false), "a+b+");
}

}  // namespace
}  // namespace yuanheng::http
