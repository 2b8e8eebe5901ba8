// What a server does with every way of framing a request (RFC 9112, RFC 9110), through a real socket.

#include <gtest/gtest.h>

#include <cstring>
#include <set>

#include "http/test_server.hpp"

namespace yuanheng::http {
namespace {

/// Bytes sent on a fresh connection, the status of the answer to the first request in them, and whether the
/// connection then takes another.
struct Case {
    std::string bytes;
    int status;
    bool open;
};

using Cases = std::vector<Case>;

const std::string kGet = "GET / HTTP/1.1\r\n", kPost = "POST / HTTP/1.1\r\n", kHost = "Host: localhost\r\n",
                  kEnd = "\r\n";

Case good(std::string bytes) { return {std::move(bytes), 200, true}; }
Case bad(std::string bytes, int status = 400) { return {std::move(bytes), status, false}; }

std::string chunked(const std::string& body) {
    return kPost + kHost + "Transfer-Encoding: chunked\r\n\r\n" + body;
}
std::string field(const std::string& line) { return kGet + kHost + line + "\r\n\r\n"; }

bool token(int c) { return std::isalnum(c) || (c > 0 && std::strchr("!#$%&'*+-.^_`|~", c)); }

Cases methods() {
    const auto request = [](const std::string& method) { return method + " / HTTP/1.1\r\n" + kHost + kEnd; };
    Cases cases;
    for (const char* method : {"GET", "POST", "DELETE"}) cases.push_back(good(request(method)));
    for (const char* method : {"PUT", "PATCH", "OPTIONS"}) cases.push_back({request(method), 405, true});
    for (const char* method : {"TRACE", "CONNECT"}) cases.push_back(bad(request(method), 405));
    for (const char* method : {"get", "Get", "GETT", "GE", "HELO", "PROPFIND", "MOVE", "LOCK", "SEARCH",
                               "QUERY", "PURGE", "TRACK", "X-A!#$%&'*+.^_`|~", "SSH-2.0"})
        cases.push_back(bad(request(method), 501));
    for (int c = 1; c < 256; ++c)
        if (!token(c) && c != ' ')
            cases.push_back(bad(request(std::string("G") + static_cast<char>(c) + "ET")));
    for (const char* method : {"", " GET", "G ET", "GET  ", "GET\t"}) cases.push_back(bad(request(method)));
    return cases;
}

Cases targets() {
    const auto request = [](const std::string& target) {
        return "GET " + target + " HTTP/1.1\r\n" + kHost + kEnd;
    };
    Cases cases;
    for (const char* target :
         {"/", "/?", "/?a=b&c=%E5%9B%AD", "/?a=/../b", "/?{}|[]^`'\"<>", "/?a=%2F%2e%2e"})
        cases.push_back(good(request(target)));
    for (const char* target : {"/none", "/%E5%9B%AD", "/a%20b", "/a/", "/%252e%252e"})
        cases.push_back({request(target), 404, true});
    for (const char* target : {"*",
                               "a",
                               "http://localhost/",
                               "HTTP://localhost/",
                               "https://localhost/",
                               "//localhost/",
                               "localhost:80",
                               "?a",
                               "/#",
                               "/a#b",
                               "/..",
                               "/../",
                               "/a/../b",
                               "/.",
                               "/./a",
                               "/%2e%2e/a",
                               "/%2e",
                               "/.%2E/",
                               "//",
                               "/a//b",
                               "/%2f",
                               "/a%2F..%2fb",
                               "/\\",
                               "/%5c",
                               "/%5C..%5Ca",
                               "/%00",
                               "/a%00.html",
                               "/%0d%0aX:%20y",
                               "/%0a",
                               "/%7f",
                               "/%",
                               "/%1",
                               "/%zz",
                               "/%u0041",
                               "/%c0%af",
                               "/%c0%ae%c0%ae/",
                               "/%e0%80%af",
                               "/%ed%a0%80",
                               "/%ff",
                               "/%80",
                               "/?%",
                               "/?a=%g0",
                               "/?%00",
                               "/?a=%c0%80",
                               "/\x80",
                               "/\xe5\x9b\xad",
                               "/?\xff",
                               "/\x7f",
                               "/a\tb",
                               "/a\x0b",
                               "/ ",
                               "/a b",
                               "/?a b",
                               "",
                               " /",
                               "/   "})
        cases.push_back(bad(request(target)));
    return cases;
}

Cases versions() {
    const auto request = [](const std::string& version) {
        return "GET / " + version + "\r\n" + kHost + kEnd;
    };
    Cases cases{good(request("HTTP/1.1")), {request("HTTP/1.0"), 200, false}};
    for (const char* version : {"HTTP/2.0", "HTTP/0.9", "HTTP/1.2", "HTTP/3.0", "HTTP/1.9", "HTTP/9.9"})
        cases.push_back(bad(request(version), 505));
    for (const char* version :
         {"",          "HTTP",      "HTTP/",      "HTTP/1",           "HTTP/1.",   "HTTP/.1",   "HTTP/11",
          "HTTP/1.10", "HTTP/01.1", "HTTP/1.1.1", "http/1.1",         "Http/1.1",  "HTTP /1.1", "HTTP/ 1.1",
          "HTTP/1 .1", "HTTP/1.1 ", "HTTP/1.1\t", "HTTP/1,1",         "HTTP/-1.1", "HTTP/1.x",  "HTTPS/1.1",
          "ICY/1.1",   "FOO",       "1.1",        "HTTP/1.1 HTTP/1.1"})
        cases.push_back(bad(request(version)));
    cases.push_back(bad("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505));
    cases.push_back(bad("GET /\r\n\r\n"));
    cases.push_back(bad("GET\r\n\r\n"));
    cases.push_back(bad(kHost + kEnd));
    cases.push_back(bad(std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11)));
    return cases;
}

/// Every place where a line ends, ending in every other way.
Cases line_ends() {
    const std::vector<std::string> lines{"POST / HTTP/1.1", "Host: localhost", "Content-Length: 2", "X-A: b",
                                         ""};
    Cases cases;
    for (std::size_t at = 0; at < lines.size(); ++at)
        for (const std::string& end :
             {std::string("\n"), std::string("\r"), std::string("\r\r\n"), std::string("\n\r"),
              std::string("\n\r\n"), std::string("\r\n "), std::string("\r\n\t"), std::string("\0\r\n", 3),
              std::string("\x0b\r\n"), std::string("\x0c\r\n")}) {
            std::string bytes;
            for (std::size_t i = 0; i < lines.size(); ++i) bytes += lines[i] + (i == at ? end : "\r\n");
            const bool blank = end == "\r\n " || end == "\r\n\t";
            if (at + 1 < lines.size() || !blank)
                cases.push_back(bad(bytes + "ok"));  // else the blank is the body's
        }
    cases.push_back(good("\r\n" + kGet + kHost + kEnd));
    cases.push_back(bad("\r\n\r\n" + kGet + kHost + kEnd));
    cases.push_back(bad("\n" + kGet + kHost + kEnd));
    cases.push_back(bad(kGet + " Host: localhost\r\n\r\n"));
    cases.push_back(bad(kGet + kHost + "A: b\r\n  Content-Length: 5\r\n\r\n"));
    return cases;
}

Cases fields() {
    Cases cases;
    for (int c = 0; c < 256; ++c) {
        const std::string byte(1, static_cast<char>(c));
        if (c != '\r' && c != '\n' && c != ':')
            cases.push_back(token(c) ? good(field("X" + byte + "Y: v")) : bad(field("X" + byte + "Y: v")));
        const bool sound = (c >= 0x20 && c != 0x7F) || c == '\t';
        if (c < 0x20 || c >= 0x7F)
            cases.push_back(sound ? good(field("X: a" + byte + "b")) : bad(field("X: a" + byte + "b")));
    }
    for (const char* line : {"X:", "X:  \t v \t ", "X: a:b", "X: :", "1: 2", "X:v"})
        cases.push_back(good(field(line)));
    for (const char* line :
         {"X", ":", ": v", " : v", "X : v", "X\t: v", " X: v", "(X): v", "X v", "=", "Host : a",
          "Content-Length : 0", "Transfer-Encoding : chunked", "Transfer-Encoding\x0b: chunked"})
        cases.push_back(bad(field(line)));
    for (const char* name : {"Host",
                             "Content-Length",
                             "Content-Type",
                             "Authorization",
                             "Cookie",
                             "Origin",
                             "Referer",
                             "User-Agent",
                             "If-Modified-Since",
                             "Content-Encoding",
                             "Idempotency-Key",
                             "Sec-Fetch-Site",
                             "Range",
                             "Date",
                             "From",
                             "Max-Forwards",
                             "Expect",
                             "Access-Control-Request-Method",
                             "X-Request-Id",
                             "X-Anything"})
        cases.push_back(bad(field(std::string(name) + ": 0\r\n" + name + ": 0")));
    for (const char* name :
         {"Accept", "Accept-Language", "Accept-Encoding", "Cache-Control", "If-None-Match", "If-Match", "Via",
          "Forwarded", "X-Forwarded-For", "TE", "Pragma", "Upgrade", "Prefer", "Warning"})
        cases.push_back(good(field(std::string(name) + ": a\r\n" + name + ": b")));
    cases.push_back(bad(field("x-anything: 0\r\nX-ANYTHING: 1")));
    return cases;
}

Cases hosts() {
    Cases cases;
    for (const char* host : {"localhost", "LOCALHOST", "a.example", "a-b.example:8080", "127.0.0.1",
                             "127.0.0.1:80", "[::1]", "[::1]:80", "a_b", "a.", "a:"})
        cases.push_back(good(kGet + "Host: " + host + "\r\n\r\n"));
    for (const char* host :
         {"",        " ",    "a b",  "a,b",      "a/b",          "a?b",      "a#b", "a@b", "user:pw@a",
          "a:80:80", "a:x",  "a:-1", "a:123456", ":80",          "[::1",     "::1", "[]",  "[x]",
          "[::1]x",  "a\\b", "<a>",  "a%20b",    "\xe5\x9b\xad", "http://a", "a;b", "a\"b"})
        cases.push_back(bad(kGet + "Host: " + host + "\r\n\r\n"));
    cases.push_back(bad(kGet + kEnd));
    cases.push_back(bad(kGet + kHost + "Host: other\r\n\r\n"));
    cases.push_back(bad(kGet + kHost + "hOST: localhost\r\n\r\n"));
    cases.push_back(bad(kGet + "Host: a, b\r\n\r\n"));
    cases.push_back({"GET / HTTP/1.0\r\n\r\n", 200, false});
    cases.push_back(bad("GET / HTTP/1.0\r\n" + kHost + kHost + kEnd));
    return cases;
}

Cases lengths() {
    const auto request = [](const std::string& lines, const std::string& body) {
        return kPost + kHost + lines + "\r\n\r\n" + body;
    };
    Cases cases;
    for (const char* length : {"2", "02", "00000000000000000002", "  2", "2  ", "\t2\t"})
        cases.push_back(good(request(std::string("Content-Length:") + length, "ok")));
    cases.push_back(good(request("Content-Length: 0", "")));
    cases.push_back(good(kPost + kHost + kEnd));
    cases.push_back(good(kGet + kHost + "Content-Length: 0\r\n\r\n"));
    for (const char* length : {"",
                               "+2",
                               "-2",
                               "-0",
                               "2.0",
                               "2,2",
                               "2, 2",
                               "2,3",
                               "2;",
                               "2 2",
                               "0x2",
                               "2h",
                               "x",
                               "two",
                               "'2'",
                               "\"2\"",
                               "２",
                               "2\x0b",
                               "\x0c"
                               "2",
                               "1e0",
                               "18446744073709551616",
                               "18446744073709551618",
                               "9223372036854775808",
                               "99999999999999999999999999",
                               "2,",
                               ",2",
                               "2_0",
                               "٢"})
        cases.push_back(bad(request(std::string("Content-Length: ") + length, "ok")));
    cases.push_back(bad(request("Content-Length: 2\r\nContent-Length: 2", "ok")));
    cases.push_back(bad(request("Content-Length: 2\r\nContent-Length: 3", "ok")));
    cases.push_back(bad(request("Content-Length: 2\r\ncontent-length: 2", "ok")));
    cases.push_back(bad(request("Content-Length: 2000000", ""), 413));
    cases.push_back(bad(request("Content-Length: 9223372036854775807", ""), 413));
    cases.push_back(bad(kGet + kHost + "Content-Length: 2\r\n\r\nok"));
    cases.push_back(bad("HEAD / HTTP/1.1\r\n" + kHost + "Content-Length: 2\r\n\r\nok"));
    cases.push_back(bad(kGet + kHost + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
    return cases;
}

Cases codings() {
    const auto request = [](const std::string& lines) {
        return kPost + kHost + lines + "\r\n\r\n2\r\nok\r\n0\r\n\r\n";
    };
    Cases cases;
    for (const char* coding : {"chunked", "Chunked", "CHUNKED", "chunked ", "\tchunked"})
        cases.push_back(good(request(std::string("Transfer-Encoding: ") + coding)));
    for (const char* coding :
         {"gzip", "identity", "gzip, chunked", "deflate,chunked", "x", "xchunked", "chunkedx", "chunke", "br",
          "compress", "identity, chunked", "gzip, x", "'chunked"})
        cases.push_back(bad(request(std::string("Transfer-Encoding: ") + coding), 501));
    for (const char* coding : {"",
                               "chunked, chunked",
                               "chunked, gzip",
                               "chunked, identity",
                               "chunked,",
                               ",chunked",
                               ", chunked",
                               "\"chunked\"",
                               "chunked;q=1",
                               "chunked; a=b",
                               "chun ked",
                               "\x0b"
                               "chunked",
                               "chunked\x0c",
                               "chunked\x01",
                               "gzip,,chunked",
                               "chunked chunked",
                               "(chunked)",
                               "\xc2\xa0"
                               "chunked",
                               "=chunked",
                               "[chunked]"})
        cases.push_back(bad(request(std::string("Transfer-Encoding: ") + coding)));
    for (const char* lines :
         {"Content-Length: 2\r\nTransfer-Encoding: chunked",
          "Transfer-Encoding: chunked\r\nContent-Length: 2",
          "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
          "Transfer-Encoding: chunked\r\nTransfer-Encoding: x",
          "Transfer-Encoding: x\r\nTransfer-Encoding: chunked",
          "Transfer-Encoding: gzip\r\nContent-Length: 2", "Transfer-Encoding: identity\r\nContent-Length: 2",
          "Transfer-Encoding:\r\nContent-Length: 2", "Transfer-Encoding: chunked\r\n , identity",
          "Transfer-Encoding:\r\n chunked", "Transfer-Encoding: chunked\nX: y",
          "X: y\rTransfer-Encoding: chunked", "X: y\nTransfer-Encoding: chunked",
          "Transfer-Encoding : chunked", "Content-Length: 5\r\nTRANSFER-ENCODING: chunked",
          " Transfer-Encoding: chunked"})
        cases.push_back(bad(request(lines)));
    cases.push_back(bad("POST / HTTP/1.0\r\n" + kHost + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
    cases.push_back(good(request("Transfer-Encoding: chunked\r\nContent-Encoding: identity")));
    cases.push_back(bad(request("Transfer-Encoding: chunked\r\nContent-Encoding: gzip"), 415));
    cases.push_back(bad(kPost + kHost + "Content-Encoding: br\r\nContent-Length: 2\r\n\r\nok", 415));
    return cases;
}

Cases chunks() {
    Cases cases;
    for (const char* body :
         {"0\r\n\r\n", "000\r\n\r\n", "2\r\nok\r\n0\r\n\r\n", "02\r\nok\r\n00\r\n\r\n",
          "1\r\no\r\n1\r\nk\r\n0\r\n\r\n", "a\r\n0123456789\r\n0\r\n\r\n", "A\r\n0123456789\r\n0\r\n\r\n",
          "2\r\n\r\n\r\n0\r\n\r\n", "2;a\r\nok\r\n0\r\n\r\n", "2;a=b\r\nok\r\n0;c\r\n\r\n",
          "2;a=\"b;c\"\r\nok\r\n0\r\n\r\n", "2 ;a\r\nok\r\n0\r\n\r\n", "0\r\nX: y\r\n\r\n",
          "2\r\nok\r\n0\r\nX: y\r\nZ: w\r\n\r\n", "0\r\nHost: evil\r\n\r\n"})
        cases.push_back(good(chunked(body)));
    for (const char* body : {"\r\n0\r\n\r\n",
                             "x\r\nok\r\n",
                             "-2\r\nok\r\n",
                             "+2\r\nok\r\n0\r\n\r\n",
                             "0x2\r\nok\r\n0\r\n\r\n",
                             " 2\r\nok\r\n0\r\n\r\n",
                             "2 \r\nok\r\n0\r\n\r\n",
                             "2\t\r\nok\r\n0\r\n\r\n",
                             "2\nok\r\n0\r\n\r\n",
                             "2\r\nok\n0\r\n\r\n",
                             "2\r\nok\r0\r\n\r\n",
                             "2\rok\r\n0\r\n\r\n",
                             "2\r\noks\r\n0\r\n\r\n",
                             "2\r\no\r\n0\r\n\r\n",
                             "3\r\nok\r\n0\r\n\r\n",
                             "2\r\nok0\r\n\r\n",
                             "2\r\nok\r\n\r\n0\r\n\r\n",
                             "10000000000000000\r\nok\r\n0\r\n\r\n",
                             "10000000000000002\r\nok\r\n0\r\n\r\n",
                             "2;\r\nok\r\n0\r\n\r\n",
                             "2;;a\r\nok\r\n0\r\n\r\n",
                             "2;=b\r\nok\r\n0\r\n\r\n",
                             "2;a=\"b\r\nok\"\r\n0\r\n\r\n",
                             "2;a\nb\r\nok\r\n0\r\n\r\n",
                             "2;a=\x01\r\nok\r\n0\r\n\r\n",
                             "2;a\rb\r\nok\r\n0\r\n\r\n",
                             "2,a\r\nok\r\n0\r\n\r\n",
                             "2.0\r\nok\r\n0\r\n\r\n",
                             "2_\r\nok\r\n0\r\n\r\n",
                             "２\r\nok\r\n0\r\n\r\n",
                             "g\r\nok\r\n0\r\n\r\n",
                             "0\r\nX\r\n\r\n",
                             "0\r\nX : y\r\n\r\n",
                             "0\r\n: y\r\n\r\n",
                             "0\r\nX: \x01\r\n\r\n",
                             "0\r\nContent-Length: 5\r\n\r\n",
                             "0\r\nTransfer-Encoding: chunked\r\n\r\n",
                             "2\r\nok\r\n0 \r\n\r\n",
                             "0;\r\n\r\n",
                             "0\rX\r\n\r\n"})
        cases.push_back(bad(chunked(body)));
    for (const char* body : {"ffffffff\r\n", "FFFFFFFFFFFFFFFF\r\n", "100001\r\n", "7fffffffffffffff\r\n"})
        cases.push_back(bad(chunked(body), 413));
    cases.push_back(bad(chunked("1;a=" + std::string(100'000, 'b'))));
    cases.push_back(bad(chunked("0\r\n" + std::string(100'000, 'b'))));
    return cases;
}

Cases connections() {
    const auto request = [](const std::string& version, const std::string& connection) {
        return "GET / HTTP/" + version + "\r\n" + kHost + "Connection: " + connection + "\r\n\r\n";
    };
    Cases cases;
    for (const char* value : {"keep-alive", "Keep-Alive", "x", "upgrade", "x, y", "te"})
        cases.push_back(good(request("1.1", value)));
    for (const char* value :
         {"close", "Close", "CLOSE", "x, close", "close, x", "close,keep-alive", "keep-alive, close"})
        cases.push_back({request("1.1", value), 200, false});
    cases.push_back({request("1.0", "close"), 200, false});
    cases.push_back({request("1.0", "x"), 200, false});
    cases.push_back(good(request("1.0", "keep-alive")));
    cases.push_back(good(field(
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA")));
    cases.push_back(good(field("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13")));
    for (const char* value : {"100-continue ", "100-Continue"})
        cases.push_back(good(kPost + kHost + "Expect: " + value + "\r\nContent-Length: 2\r\n\r\nok"));
    for (const char* value : {"", "100", "200-ok", "100-continue, x", "x"})
        cases.push_back(bad(kPost + kHost + "Expect: " + value + "\r\nContent-Length: 2\r\n\r\nok", 417));
    cases.push_back({"POST / HTTP/1.0\r\nExpect: x\r\nContent-Length: 2\r\n\r\nok", 200, false});
    return cases;
}

Cases sizes() {
    const auto target = [](std::size_t n) {
        return "GET /?" + std::string(n - 2, 'a') + " HTTP/1.1\r\n" + kHost + kEnd;
    };
    const auto count = [](int n) {  // of fields, Host included
        std::string lines;
        for (int i = 1; i < n; ++i) lines += "X" + std::to_string(i) + ": y\r\n";
        return kGet + kHost + lines + kEnd;
    };
    const auto size = [](std::size_t n) {  // of the whole head
        const std::string begin = kGet + kHost + "X: ";
        return begin + std::string(n - begin.size() - 4, 'a') + "\r\n\r\n";
    };
    return {good(target(8192)),
            bad(target(8193), 414),
            bad(target(9000), 414),
            bad("GET /" + std::string(100'000, 'a'), 414),
            good(count(64)),
            bad(count(65), 431),
            bad(count(1000), 431),
            good(size(16384)),
            bad(size(16385), 431),
            bad(kGet + kHost + "X: " + std::string(100'000, 'a'), 431),
            bad(kGet + std::string(100'000, 'X'), 431)};
}

Response greet(Request&) { return text("ok"); }

class Conformance : public testing::Test {
protected:
    /// Each case on a connection of its own.
    void all(const Cases& cases) {
        for (const Case& c : cases) {
            SCOPED_TRACE(testing::PrintToString(c.bytes.substr(0, 300)));
            TestClient client = server_.client();
            client.send(c.bytes);
            const Reply reply = client.read(c.bytes.starts_with("HEAD"));
            EXPECT_EQ(reply.status, c.status);
            EXPECT_EQ(reply.header("x-request-id").size(), 26U);
            if (c.open) {
                EXPECT_EQ(client.get("/alive").body, "alive");
            } else {
                EXPECT_EQ(reply.header("connection"), "close");
                EXPECT_TRUE(client.ended());
            }
        }
        EXPECT_EQ(server_->figures().refused, 0U);
    }

    TestServer server_{{{Method::get, "/", {}, greet},
                        {Method::post, "/", {}, greet},
                        {Method::del, "/", {}, greet},
                        {Method::get, "/alive", {}, [](Request&) { return text("alive"); }}}};
};

TEST_F(Conformance, Methods) { all(methods()); }
TEST_F(Conformance, Targets) { all(targets()); }
TEST_F(Conformance, Versions) { all(versions()); }
TEST_F(Conformance, LineEnds) { all(line_ends()); }
TEST_F(Conformance, Fields) { all(fields()); }
TEST_F(Conformance, Hosts) { all(hosts()); }
TEST_F(Conformance, ContentLength) { all(lengths()); }
TEST_F(Conformance, TransferEncoding) { all(codings()); }
TEST_F(Conformance, Chunks) { all(chunks()); }
TEST_F(Conformance, Connections) { all(connections()); }
TEST_F(Conformance, Sizes) { all(sizes()); }

TEST_F(Conformance, IsTheSameForEachByteByItself) {
    Cases cases = chunks();
    for (const Cases& more : {lengths(), codings(), line_ends()})
        cases.insert(cases.end(), more.begin(), more.end());
    for (const Case& c : cases) {
        if (c.bytes.size() > 1000) continue;
        SCOPED_TRACE(testing::PrintToString(c.bytes));
        TestClient client = server_.client();
        for (const char& byte : c.bytes)
            if (!client.send({&byte, 1})) break;
        EXPECT_EQ(client.read(c.bytes.starts_with("HEAD")).status, c.status);
    }
}

TEST(ConformanceTable, HasFourHundredCases) {
    std::set<std::string> different;
    for (const Cases& cases : {methods(), targets(), versions(), line_ends(), fields(), hosts(), lengths(),
                               codings(), chunks(), connections(), sizes()})
        for (const Case& c : cases) different.insert(c.bytes);
    EXPECT_GE(different.size(), 400U);
    RecordProperty("cases", static_cast<int>(different.size()));
}

}  // namespace
}  // namespace yuanheng::http
