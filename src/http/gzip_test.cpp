#include "http/gzip.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

namespace yuanheng::http {
namespace {

std::string unpack(const std::string& packed, std::size_t size) {
    z_stream stream{};
    EXPECT_EQ(inflateInit2(&stream, 16 + MAX_WBITS), Z_OK);
    std::string out(size, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

TEST(Gzip, PacksWhatBecomesShorter) {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += "{\"name\":\"园区企业" + std::to_string(i) + "\"},";
    const auto packed = gzip(text);
    ASSERT_TRUE(packed);
    EXPECT_LT(packed->size(), text.size() / 4);
    EXPECT_EQ(unpack(*packed, text.size()), text);
}

TEST(Gzip, LeavesAloneWhatDoesNot) {
    EXPECT_FALSE(gzip(""));
    EXPECT_FALSE(gzip("a"));
    std::string noise;
    for (std::uint32_t x = 1, i = 0; i < 4096; ++i)
        noise += static_cast<char>((x = x * 1664525 + 1013904223) >> 24);
    EXPECT_FALSE(gzip(noise));
}

TEST(Gzip, IsUsedWhereTheClientAcceptsIt) {
    for (const char* text : {"gzip", "GZIP", "deflate, gzip", "gzip;q=0.5", "gzip; q=0.001", "br, gzip ;q=1",
                             "*", "br;q=1, *;q=0.1"})
        EXPECT_TRUE(accepts_gzip(text)) << text;
    for (const char* text : {"", "br", "identity", "gzip;q=0", "gzip; q=0.000", "*;q=0", "gzip;q=0, *",
                             "xgzip", "gzipx", "x-gzip2"})
        EXPECT_FALSE(accepts_gzip(text)) << text;
}

TEST(Gzip, IsForTexts) {
    for (const char* type :
         {"text/html; charset=utf-8", "application/json", "application/problem+json", "text/csv",
          "image/svg+xml", "APPLICATION/JSON", "application/javascript", "text/javascript"})
        EXPECT_TRUE(compressible(type)) << type;
    for (const char* type : {"", "image/png", "application/zip", "application/pdf", "text/event-stream",
                             "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"})
        EXPECT_FALSE(compressible(type)) << type;
}

}  // namespace
}  // namespace yuanheng::http
