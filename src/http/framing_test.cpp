#include "http/framing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace yuanheng::http {
namespace {

using testing::ElementsAre;
using testing::Pair;
using Kind = HeadEnd::Kind;

Framing framing(Headers fields, std::string_view method = "POST", int version = 11) {
    fields.emplace_back("Host", "localhost");
    return read_framing(fields, method, version);
}

TEST(Framing, FindsTheEndOfAHeadHoweverItArrives) {
    const std::string head = "GET / HTTP/1.1\r\nHost: a\r\nX: b\t c\r\n\r\n";
    const std::string bytes = head + "rest\r\n\r\n";
    for (std::size_t seen = 0; seen < head.size(); ++seen)
        for (std::size_t size = seen; size <= bytes.size(); ++size) {
            const HeadEnd end = find_head_end(std::string_view(bytes).substr(0, size), seen);
            EXPECT_EQ(end.kind, size < head.size() ? Kind::incomplete : Kind::complete)
                << seen << " " << size;
            EXPECT_EQ(end.size, size < head.size() ? 0 : head.size());
        }
}

TEST(Framing, RefusesLinesThatEndInOtherWays) {
    for (const std::string& bytes :
         {std::string("\n"), std::string("GET / HTTP/1.1\n"), std::string("GET / HTTP/1.1\r\r"),
          std::string("GET / HTTP/1.1\r\nA: b\rc"), std::string("GET / HTTP/1.1\r\n\n"),
          std::string("GET / HTTP/1.1\r\nA: b\r\n c"), std::string("GET / HTTP/1.1\r\n\tA: b"),
          std::string(" GET"), std::string("\r\n"), std::string("GET\0", 4)}) {
        EXPECT_EQ(find_head_end(bytes).kind, Kind::malformed) << testing::PrintToString(bytes);
        for (std::size_t seen = 1; seen < bytes.size(); ++seen) {
            const bool early = find_head_end(std::string_view(bytes).substr(0, seen)).kind == Kind::malformed;
            EXPECT_TRUE(early || find_head_end(bytes, seen).kind == Kind::malformed)
                << testing::PrintToString(bytes);
        }
    }
}

TEST(Framing, GivesFieldsInLowerCaseEachOnce) {
    const Framing f = framing({{"Accept", "a"}, {"X-Mixed", "V"}, {"ACCEPT", "b"}});
    EXPECT_EQ(f.status, 0);
    EXPECT_THAT(f.headers,
                ElementsAre(Pair("accept", "a, b"), Pair("x-mixed", "V"), Pair("host", "localhost")));
}

TEST(Framing, ReadsTheBodysLength) {
    EXPECT_EQ(framing({}).length, 0U);
    EXPECT_EQ(framing({{"Content-Length", "0042"}}).length, 42U);
    EXPECT_EQ(framing({{"Content-Length", "9223372036854775807"}}).length, 9223372036854775807U);
    EXPECT_TRUE(framing({{"Transfer-Encoding", "Chunked"}}).chunked);
    EXPECT_TRUE(framing({{"Expect", "100-Continue"}, {"Content-Length", "1"}}).expects_continue);
    EXPECT_FALSE(framing({{"Expect", "100-continue"}, {"Content-Length", "1"}}, "POST", 10).expects_continue);
}

TEST(Framing, TellsAVersionThatIsNotServedFromALineThatIsNone) {
    for (const char* line :
         {"GET / HTTP/2.0\r\n", "PRI * HTTP/2.0\r\n\r\n", "GET / HTTP/0.9\r\n", "GET / HTTP/1.2\r\n"})
        EXPECT_EQ(status_of_bad_version(line), 505) << line;
    for (const char* line :
         {"GET / HTTP/11\r\n", "GET / http/1.1\r\n", "GET / HTTP/1.1 \r\n", "GET / x HTTP/1.1\r\n",
          "GET /\r\n", "GET  HTTP/2.0\r\n", " / HTTP/2.0\r\n", "\r\n", "", "GET / HTTP/2.00\r\n"})
        EXPECT_EQ(status_of_bad_version(line), 400) << line;
}

}  // namespace
}  // namespace yuanheng::http
