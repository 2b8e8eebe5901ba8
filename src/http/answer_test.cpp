#include "http/answer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>
#include <system_error>

#include "http/test_server.hpp"

namespace yuanheng::http {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Request asking(Method method = Method::get, Headers headers = {}) {
    Request request;
    request.method = method;
    request.headers = std::move(headers);
    request.id = "01ID";
    return request;
}

std::string file_with(const TestFolder& folder, const std::string& name, const std::string& content) {
    std::ofstream(folder.path() + "/" + name) << content;
    return folder.path() + "/" + name;
}

std::string content(const Answer& answer) {
    std::string bytes(answer.file_size, '\0');
    EXPECT_EQ(::pread(answer.file.get(), bytes.data(), bytes.size(), 0), static_cast<ssize_t>(bytes.size()));
    return bytes;
}

TEST(Answer, HasStatusFieldsAndLength) {
    const Answer answer = make_answer(text("hello"), asking());
    EXPECT_THAT(answer.head, StartsWith("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nDate: "));
    EXPECT_THAT(answer.head, HasSubstr(" GMT\r\nX-Request-Id: 01ID\r\n"));
    EXPECT_THAT(answer.head, EndsWith("\r\nContent-Length: 5\r\n"));
    EXPECT_THAT(answer.head, Not(HasSubstr("Server:")));
    EXPECT_EQ(answer.body, "hello");
}

TEST(Answer, ToHeadHasTheLengthButNotTheBody) {
    const Answer answer = make_answer(text("hello"), asking(Method::head));
    EXPECT_THAT(answer.head, HasSubstr("Content-Length: 5\r\n"));
    EXPECT_EQ(answer.body, "");
}

TEST(Answer, WithoutContentHasNoLength) {
    const Answer answer = make_answer({204, {}, std::string()}, asking());
    EXPECT_THAT(answer.head, StartsWith("HTTP/1.1 204 No Content\r\n"));
    EXPECT_THAT(answer.head, Not(HasSubstr("Content-Length")));
}

TEST(Answer, NeverCarriesWhatWouldBreakTheHead) {
    for (const char* value : {"a\r\nSet-Cookie: x=1", "a\nb", "a\rb", "a\x7f", "\x01"})
        EXPECT_THROW(make_answer(text("").with("Location", value), asking()), std::logic_error);
    EXPECT_THROW(make_answer(text("").with("X", std::string("a\0b", 3)), asking()), std::logic_error);
    for (const char* name : {"", "A B", "A:", "A\r\nB", "园"})
        EXPECT_THROW(make_answer(text("").with(name, "v"), asking()), std::logic_error);
    for (const char* name : {"Content-Length", "transfer-encoding", "Connection"})
        EXPECT_THROW(make_answer(text("").with(name, "1"), asking()), std::logic_error);
    for (const int status : {0, 99, 101, 600})
        EXPECT_THROW(make_answer(text("", status), asking()), std::logic_error);
    EXPECT_NO_THROW(make_answer(text("").with("X", "园衡\t1"), asking()));
}

TEST(Answer, IsCompressedWhereThatHelpsAndIsAccepted) {
    const std::string body(5000, 'a');
    const Request accepts = asking(Method::get, {{"accept-encoding", "gzip"}});
    const Answer packed = make_answer(text(body), accepts);
    EXPECT_THAT(packed.head, HasSubstr("Content-Encoding: gzip\r\n"));
    EXPECT_THAT(packed.head, HasSubstr("Vary: Accept-Encoding\r\n"));
    EXPECT_LT(packed.body.size(), 200U);
    EXPECT_THAT(packed.head, HasSubstr("Content-Length: " + std::to_string(packed.body.size()) + "\r\n"));

    const Answer plain = make_answer(text(body), asking());
    EXPECT_THAT(plain.head, HasSubstr("Vary: Accept-Encoding\r\n"));
    EXPECT_EQ(plain.body, body);
    EXPECT_EQ(make_answer(text(body.substr(0, 1023)), accepts).body.size(), 1023U);
    EXPECT_EQ(make_answer(Response::of(200, "image/png", body), accepts).body, body);
    EXPECT_EQ(make_answer(text(body).with("Content-Encoding", "br"), accepts).body, body);
}

TEST(Answer, IsNotSentAgainToWhoHasIt) {
    const auto status = [](const char* known, Method method = Method::get) {
        return make_answer(text("x").with("ETag", "\"7\"").with("Cache-Control", "no-cache"),
                           asking(method, {{"if-none-match", known}}));
    };
    EXPECT_EQ(status("\"7\"").status, 304);
    EXPECT_EQ(status("\"7\"").body, "");
    EXPECT_THAT(status("\"7\"").head, HasSubstr("ETag: \"7\"\r\n"));
    EXPECT_THAT(status("\"7\"").head, Not(HasSubstr("Content-Length")));
    EXPECT_EQ(status("\"7\"", Method::head).status, 304);
    EXPECT_EQ(status("\"1\", W/\"7\"").status, 304);
    EXPECT_EQ(status("*").status, 304);
    EXPECT_EQ(status("\"8\"").status, 200);
    EXPECT_EQ(status("7").status, 200);
    EXPECT_EQ(status("\"7\"", Method::post).status, 200);
    EXPECT_EQ(make_answer(text("x"), asking(Method::get, {{"if-none-match", "*"}})).status, 200);
    EXPECT_EQ(make_answer(text("x", 404).with("ETag", "\"7\""), asking(Method::get, {{"if-none-match", "*"}}))
                  .status,
              404);
}

TEST(Answer, OpensFiles) {
    const TestFolder folder;
    const std::string path = file_with(folder, "a.js", "plain");
    file_with(folder, "a.js.gz", "packed");
    const Request accepts = asking(Method::get, {{"accept-encoding", "gzip"}});

    EXPECT_EQ(content(make_answer({200, {}, FileBody{path}}, accepts)), "plain");
    const Answer packed = make_answer({200, {}, FileBody{path, false, true}}, accepts);
    EXPECT_EQ(content(packed), "packed");
    EXPECT_THAT(packed.head, HasSubstr("Content-Encoding: gzip\r\n"));
    EXPECT_THAT(packed.head, HasSubstr("Content-Length: 6\r\n"));
    const Answer plain = make_answer({200, {}, FileBody{path, false, true}}, asking());
    EXPECT_EQ(content(plain), "plain");
    EXPECT_THAT(plain.head, HasSubstr("Vary: Accept-Encoding\r\n"));
    std::filesystem::remove(path + ".gz");
    EXPECT_EQ(content(make_answer({200, {}, FileBody{path, false, true}}, accepts)), "plain");
    const Answer head = make_answer({200, {}, FileBody{path}}, asking(Method::head));
    EXPECT_THAT(head.head, HasSubstr("Content-Length: 5\r\n"));
    EXPECT_FALSE(head.file);
}

TEST(Answer, RemovesATemporaryFileWhateverBecomesOfIt) {
    const TestFolder folder;
    const auto file = [&] { return FileBody{file_with(folder, "x", "content"), true}; };
    EXPECT_EQ(content(make_answer({200, {}, file()}, asking())), "content");
    EXPECT_EQ(folder.files(), 0U);
    make_answer({200, {}, file()}, asking(Method::head));
    EXPECT_EQ(folder.files(), 0U);
    make_answer({200, {{"ETag", "\"1\""}}, file()}, asking(Method::get, {{"if-none-match", "\"1\""}}));
    EXPECT_EQ(folder.files(), 0U);
    EXPECT_THROW(make_answer({200, {{"A", "b\n"}}, file()}, asking()), std::logic_error);
    EXPECT_EQ(folder.files(), 0U);
}

TEST(Answer, IsAnErrorWhereTheFileCannotBeOpened) {
    const TestFolder folder;
    EXPECT_THROW(make_answer({200, {}, FileBody{folder.path() + "/none"}}, asking()), std::system_error);
    EXPECT_THROW(make_answer({200, {}, FileBody{folder.path()}}, asking()), std::system_error);
}

TEST(Answer, TellsNothingOfWhatAHandlerThrew) {
    Request request = asking();
    std::string error;
    const RefusalMaker refuse = [](int status, const Request&) { return text("sorry", status); };
    const auto run = [&](Handler handler) { return run_handler(handler, request, refuse, error); };
    EXPECT_EQ(run([](Request&) -> Response { throw std::runtime_error("secret"); }).body, "sorry");
    EXPECT_EQ(error, "secret");
    EXPECT_EQ(run([](Request&) -> Response { throw 7; }).status, 500);
    EXPECT_EQ(error, "an exception of an unknown kind");
    EXPECT_EQ(run([](Request&) { return text("").with("A", "\n"); }).status, 500);
    EXPECT_THAT(error, HasSubstr("header \"A\""));
}

TEST(Answer, RefusesEvenWhereTheRefusalFails) {
    const RefusalMaker broken = [](int, const Request&) -> Response { throw std::runtime_error("x"); };
    const Answer answer = make_refusal(405, asking(), broken, {Method::get, Method::head});
    EXPECT_EQ(answer.status, 405);
    EXPECT_EQ(answer.body, "405 Method Not Allowed\n");
    EXPECT_THAT(answer.head, HasSubstr("Allow: GET, HEAD\r\n"));
    EXPECT_THAT(make_refusal(503, asking(), broken, {}).head, HasSubstr("Retry-After: 1\r\n"));
}

TEST(Answer, WritesDatesAndIds) {
    EXPECT_EQ(http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
    EXPECT_EQ(request_id(0, 0, 0), std::string(26, '0'));
    EXPECT_EQ(request_id(1469918176385, 1, 31), "01ARYZ6S41000000010000000Z");
    EXPECT_LT(request_id(1, ~0ULL, ~0ULL), request_id(2, 0, 0));
}

}  // namespace
}  // namespace yuanheng::http
