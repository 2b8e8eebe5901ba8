#include "http/message.hpp"

#include <gtest/gtest.h>

namespace yuanheng::http {
namespace {

Request with_cookie(std::string cookie) {
    Request request;
    request.headers.emplace_back("cookie", std::move(cookie));
    return request;
}

TEST(Message, NamesMethods) {
    for (const char* text : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
        EXPECT_EQ(name(method_of(text)), text);
    for (const char* text : {"", "get", "Get", "TRACE", "CONNECT", "GETS", "PROPFIND"})
        EXPECT_EQ(method_of(text), Method::other) << text;
}

TEST(Message, ReadsCookies) {
    EXPECT_EQ(with_cookie("a=1").cookie("a"), "1");
    EXPECT_EQ(with_cookie("a=1; b=2;c=3").cookie("b"), "2");
    EXPECT_EQ(with_cookie("a=1; b=2;c=3").cookie("c"), "3");
    EXPECT_EQ(with_cookie("a=x=y==").cookie("a"), "x=y==");
    EXPECT_EQ(with_cookie("a=\"quoted\"").cookie("a"), "quoted");
    EXPECT_EQ(with_cookie("__Host-yuanheng=t0ken").cookie("__Host-yuanheng"), "t0ken");
    EXPECT_EQ(with_cookie("ab=1").cookie("a"), "");
    EXPECT_EQ(with_cookie("A=1").cookie("a"), "");
    EXPECT_EQ(with_cookie("a").cookie("a"), "");
    EXPECT_EQ(with_cookie(";;; =1;").cookie("a"), "");
    EXPECT_EQ(with_cookie("").cookie("a"), "");
    EXPECT_EQ(Request().cookie("a"), "");
}

TEST(Message, BelievesNoCookieThatStandsTwice) {
    EXPECT_EQ(with_cookie("a=planted; a=real").cookie("a"), "");
    EXPECT_EQ(with_cookie("a=; a=real").cookie("a"), "");
}

TEST(Message, FindsHeadersParametersAndPathValues) {
    Request request;
    request.headers = {{"accept", "*/*"}};
    request.query = {{"q", "first"}, {"q", "second"}, {"empty", ""}};
    request.path_values = {{"id", "7"}};
    EXPECT_EQ(request.header("accept"), "*/*");
    EXPECT_EQ(request.header("range"), "");
    EXPECT_EQ(request.parameter("q"), "first");
    EXPECT_EQ(request.parameter("empty"), "");
    EXPECT_EQ(request.parameter("none"), std::nullopt);
    EXPECT_EQ(request.path_value("id"), "7");
    EXPECT_EQ(request.path_value("name"), "");
}

TEST(Message, FindsAResponsesHeadersInAnyCase) {
    Response response = Response::of(200, "text/plain", "x").with("ETag", "\"1\"");
    EXPECT_EQ(*response.header("content-TYPE"), "text/plain");
    EXPECT_EQ(*response.header("etag"), "\"1\"");
    EXPECT_EQ(response.header("date"), nullptr);
}

}  // namespace
}  // namespace yuanheng::http
