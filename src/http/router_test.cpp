#include "http/router.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace yuanheng::http {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

Router router(std::initializer_list<std::pair<Method, const char*>> routes) {
    Router made;
    for (const auto& [method, pattern] : routes)
        made.add({method, pattern, {}, [](Request&) { return Response::of(200, "text/plain", ""); }});
    return made;
}

std::string pattern_of(const Router& router, std::string_view path, Method method = Method::get) {
    const auto match = router.find(method, path);
    return match.route ? match.route->pattern : match.allowed.empty() ? "404" : "405";
}

TEST(Router, FindsTheRouteOfAPath) {
    const Router r =
        router({{Method::get, "/"}, {Method::get, "/api/parks"}, {Method::get, "/api/parks/{id}"}});
    EXPECT_EQ(pattern_of(r, "/"), "/");
    EXPECT_EQ(pattern_of(r, "/api/parks"), "/api/parks");
    EXPECT_EQ(pattern_of(r, "/api/parks/12"), "/api/parks/{id}");
    EXPECT_EQ(pattern_of(r, "/api"), "404");
    EXPECT_EQ(pattern_of(r, "/api/parks/12/x"), "404");
    EXPECT_EQ(pattern_of(r, ""), "404");
    EXPECT_EQ(pattern_of(r, "api/parks"), "404");
}

TEST(Router, ATrailingSlashIsAnotherPath) {
    const Router r = router({{Method::get, "/a"}, {Method::get, "/b/"}});
    EXPECT_EQ(pattern_of(r, "/a/"), "404");
    EXPECT_EQ(pattern_of(r, "/b"), "404");
    EXPECT_EQ(pattern_of(r, "/b/"), "/b/");
}

TEST(Router, GivesTheValuesOfThePattern) {
    const Router r = router({{Method::get, "/api/{entity}/{id}/files/{rest*}"}});
    const auto match = r.find(Method::get, "/api/企业/7/files/2024/a b.xlsx");
    EXPECT_THAT(match.values,
                ElementsAre(Pair("entity", "企业"), Pair("id", "7"), Pair("rest", "2024/a b.xlsx")));
}

TEST(Router, PrefersLiteralsToValuesAndValuesToTheRest) {
    const Router r =
        router({{Method::get, "/{rest*}"}, {Method::get, "/api/{entity}"}, {Method::get, "/api/meta"}});
    EXPECT_EQ(pattern_of(r, "/api/meta"), "/api/meta");
    EXPECT_EQ(pattern_of(r, "/api/parks"), "/api/{entity}");
    EXPECT_EQ(pattern_of(r, "/api/parks/1"), "/{rest*}");
    EXPECT_EQ(pattern_of(r, "/"), "/{rest*}");
}

TEST(Router, GoesBackWhereALiteralLeadsNowhere) {
    const Router r = router({{Method::post, "/api/{entity}/export"}, {Method::get, "/api/enterprises/{id}"}});
    EXPECT_EQ(pattern_of(r, "/api/enterprises/export", Method::post), "/api/{entity}/export");
    EXPECT_EQ(pattern_of(r, "/api/enterprises/export", Method::get), "/api/enterprises/{id}");
    EXPECT_THAT(r.find(Method::post, "/api/enterprises/export").values,
                ElementsAre(Pair("entity", "enterprises")));
}

TEST(Router, AValueIsNeverEmptyButTheRestMayBe) {
    const Router r = router({{Method::get, "/a/{id}"}, {Method::get, "/b/{rest*}"}});
    EXPECT_EQ(pattern_of(r, "/a/"), "404");
    EXPECT_EQ(pattern_of(r, "/b/"), "/b/{rest*}");
    EXPECT_EQ(pattern_of(r, "/b"), "404");
}

TEST(Router, SaysWhichMethodsAPathTakes) {
    const Router r =
        router({{Method::get, "/a/{id}"}, {Method::patch, "/a/{id}"}, {Method::put, "/a/{rest*}"}});
    const auto match = r.find(Method::del, "/a/1");
    EXPECT_EQ(match.route, nullptr);
    EXPECT_THAT(match.allowed, UnorderedElementsAre(Method::get, Method::head, Method::patch));
    EXPECT_THAT(r.find(Method::del, "/a/1/2").allowed, ElementsAre(Method::put));
    EXPECT_THAT(r.find(Method::del, "/b").allowed, IsEmpty());
}

TEST(Router, TakesWhatALiteralNamesForNothingElse) {
    const Router r = router({{Method::get, "/{rest*}"},
                             {Method::post, "/parks/export"},
                             {Method::patch, "/parks/{id}"},
                             {Method::get, "/parks/{id}"}});
    EXPECT_EQ(pattern_of(r, "/parks/export", Method::post), "/parks/export");
    EXPECT_EQ(pattern_of(r, "/parks/export", Method::patch), "405");
    EXPECT_EQ(pattern_of(r, "/parks/export"), "405");
    EXPECT_THAT(r.find(Method::get, "/parks/export").allowed, ElementsAre(Method::post));
    EXPECT_EQ(pattern_of(r, "/parks/1", Method::del), "405");
    EXPECT_EQ(pattern_of(r, "/parks/1/2"), "/{rest*}");
}

TEST(Router, AnswersHeadByTheRouteOfGet) {
    const Router r =
        router({{Method::get, "/a"}, {Method::post, "/b"}, {Method::get, "/c"}, {Method::head, "/c"}});
    EXPECT_EQ(pattern_of(r, "/a", Method::head), "/a");
    EXPECT_EQ(pattern_of(r, "/b", Method::head), "405");
    EXPECT_EQ(r.find(Method::head, "/c").route->method, Method::head);
}

TEST(Router, StaysWholeWhenCopied) {
    const Router copy = router({{Method::get, "/a/{id}"}});
    EXPECT_EQ(pattern_of(copy, "/a/1"), "/a/{id}");
    EXPECT_EQ(copy.find(Method::get, "/a/1").route, &copy.routes().front());
}

TEST(Router, RefusesWhatIsThereAlready) {
    Router r = router({{Method::get, "/a/{id}"}});
    const Handler handler = [](Request&) { return Response(); };
    EXPECT_THROW(r.add({Method::get, "/a/{id}", {}, handler}), std::logic_error);
    EXPECT_THROW(r.add({Method::get, "/a/{name}", {}, handler}), std::logic_error);
    EXPECT_NO_THROW(r.add({Method::put, "/a/{name}", {}, handler}));
}

TEST(Router, RefusesPatternsThatMakeNoSense) {
    for (const char* pattern :
         {"", "a", "/a//b", "/{rest*}/a", "/a{id}", "/{id}b", "/{}", "/{id}/{id}", "/{a{b}}", "/{"})
        EXPECT_THROW(router({{Method::get, pattern}}), std::logic_error) << pattern;
    Router r;
    EXPECT_THROW(r.add({Method::other, "/a", {}, [](Request&) { return Response(); }}), std::logic_error);
    EXPECT_THROW(r.add({Method::get, "/a", {}, nullptr}), std::logic_error);
}

}  // namespace
}  // namespace yuanheng::http
