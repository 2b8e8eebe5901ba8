#include "http/server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <future>
#include <set>
#include <stdexcept>
#include <system_error>

#include "http/test_server.hpp"

namespace yuanheng::http {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Pair;
using testing::SizeIs;

Response ok(Request&) { return text("ok"); }

/// A handler that goes on until it is let go.
class Hold {
public:
    Handler handler() {
        return [this](Request&) {
            ++entered_;
            open_.wait();
            return text("held");
        };
    }
    bool wait_for(int n) {
        return eventually([&] { return entered_ >= n; });
    }
    int entered() const { return entered_; }
    void let_go() { opened_.set_value(); }

private:
    std::promise<void> opened_;
    std::shared_future<void> open_ = opened_.get_future().share();
    std::atomic<int> entered_{0};
};

TEST(Server, AnswersWithTheResponseOfTheRoute) {
    TestServer server(
        {{Method::get, "/api/{entity}/{id}", {}, [](Request& r) {
              return text(std::string(r.path_value("entity")) + r.path + std::string(*r.parameter("q")), 201)
                  .with("X-Own", "v");
          }}});
    const Reply reply = server.client().get("/api/parks/7?q=%E7%94%B2");
    EXPECT_EQ(reply.status, 201);
    EXPECT_EQ(reply.body, "parks/api/parks/7甲");
    EXPECT_EQ(reply.header("x-own"), "v");
    EXPECT_EQ(reply.header("connection"), "");
    EXPECT_EQ(reply.header("server"), "");
    EXPECT_THAT(reply.header("date"), EndsWith(" GMT"));
}

TEST(Server, GivesTheHandlerWhatWasSent) {
    Request seen;
    TestServer server({{Method::post, "/a", {.deadline = std::chrono::seconds(5)}, [&](Request& r) {
                            seen = r;
                            return text("");
                        }}});
    const auto before = std::chrono::steady_clock::now();
    const Reply reply =
        server.client().request("POST", "/a?x=1&x=2", {"X-One: a", "Accept: b", "accept: c"}, "body\r\n\0x");
    EXPECT_EQ(seen.method, Method::post);
    EXPECT_THAT(seen.query, ElementsAre(Pair("x", "1"), Pair("x", "2")));
    EXPECT_EQ(seen.header("x-one"), "a");
    EXPECT_EQ(seen.header("accept"), "b, c");
    EXPECT_EQ(seen.body, "body\r\n\0x");
    EXPECT_EQ(seen.peer, "127.0.0.1");
    EXPECT_FALSE(seen.secure);
    EXPECT_EQ(seen.id, reply.header("x-request-id"));
    EXPECT_GE(seen.deadline, before + std::chrono::seconds(5));
    EXPECT_LE(seen.deadline, std::chrono::steady_clock::now() + std::chrono::seconds(5));
}

TEST(Server, SaysWhatItRefusesInTheFormItIsGiven) {
    TestServer server({{Method::get, "/a", {}, ok}, {Method::post, "/a", {}, ok}});
    TestClient client = server.client();
    const Reply missing = client.get("/b");
    EXPECT_EQ(missing.status, 404);
    EXPECT_EQ(missing.body, "{\"status\":404}");
    EXPECT_EQ(missing.header("content-type"), "application/problem+json");
    for (const char* method : {"DELETE", "OPTIONS", "PUT"}) {
        const Reply reply = client.request(method, "/a");
        EXPECT_EQ(reply.status, 405);
        EXPECT_EQ(reply.header("allow"), "GET, HEAD, POST");
    }
    EXPECT_EQ(client.get("/a").status, 200) << "the connection goes on";
}

TEST(Server, AnswersHeadWithoutTheBody) {
    TestServer server({{Method::get, "/a", {}, ok}});
    TestClient client = server.client();
    const Reply head = client.request("HEAD", "/a");
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("content-length"), "2");
    EXPECT_EQ(client.get("/a").body, "ok");
    EXPECT_EQ(client.request("HEAD", "/none").status, 404);
    EXPECT_EQ(client.get("/a").body, "ok");
}

TEST(Server, AnswersPipelinedRequestsInTheirOrder) {
    TestServer server({{Method::post, "/{n}", {}, [](Request& r) {
                            return text(std::string(r.path_value("n")) + r.body);
                        }}});
    TestClient client = server.client();
    std::string requests;
    for (int i = 0; i < 200; ++i)
        requests += "POST /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n" +
                    (i % 2 ? "Content-Length: 3\r\n\r\n, x"
                           : "Transfer-Encoding: chunked\r\n\r\n3\r\n, y\r\n0\r\n\r\n");
    client.send(requests);
    for (int i = 0; i < 200; ++i) EXPECT_EQ(client.read().body, std::to_string(i) + (i % 2 ? ", x" : ", y"));
}

TEST(Server, AnswersNothingAfterARequestToClose) {
    std::atomic<int> handled{0};
    TestServer server({{Method::get, "/", {}, [&](Request&) {
                            ++handled;
                            return text("");
                        }}});
    TestClient client = server.client();
    client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(client.read().header("connection"), "close");
    EXPECT_TRUE(client.ended());
    EXPECT_EQ(handled, 1);
}

TEST(Server, NeverTakesABodyForARequest) {
    std::atomic<int> smuggled{0};
    TestServer server({{Method::get, "/", {}, ok},
                       {Method::post, "/", {}, ok},
                       {Method::get, "/smuggled", {}, [&](Request&) {
                            ++smuggled;
                            return text("");
                        }}});
    const std::string inner = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
    const std::string length = std::to_string(inner.size());
    const std::string ends = "0\r\n\r\n" + inner;
    for (const std::string& fields :
         {"Content-Length: " + std::to_string(ends.size()) + "\r\nTransfer-Encoding: chunked",  // CL.TE
          std::string("Transfer-Encoding: chunked\r\nContent-Length: 5"),                       // TE.CL
          "Content-Length: " + std::to_string(ends.size()) + "\r\nTransfer-Encoding: xchunked",
          std::string("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity"),
          "Content-Length: " + std::to_string(ends.size()) + "\r\nContent-Length: 0",
          "Content-Length: 0\r\nContent-Length: " + std::to_string(ends.size()),
          "Content-Length: " + std::to_string(ends.size()) + ", 0", std::string("Content-Length: +5"),
          std::string("Content-Length : 5"), std::string("X: y\nContent-Length: 5"),
          std::string("Transfer-Encoding:\tchunked\r\nContent-Length:\r\n 5"),
          "Expect: 100-continue, x\r\nContent-Length: " + std::to_string(ends.size()),
          "Content-Length: " + std::to_string(ends.size()),  // sound: the whole is the body
          "Transfer-Encoding: chunked\r\nX: " + length}) {   // sound: the inner one is a request of its own
        const bool sound = fields.starts_with("Transfer-Encoding: chunked\r\nX");
        const int before = smuggled;
        TestClient client = server.client();
        client.send("POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n" + ends);
        client.finish();
        client.read();
        EXPECT_EQ(client.read().status, sound ? 200 : 0) << fields;
        EXPECT_TRUE(client.ended());
        EXPECT_EQ(smuggled, before + sound) << fields;
    }
}

TEST(Server, SaysThatTheBodyMayComeOnlyWhereItMay) {
    TestServer server({{Method::post, "/", {.body = 10}, [](Request& r) { return text(r.body); }}});
    const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: ";
    TestClient client = server.client();
    client.send(head + "2\r\n\r\n");
    EXPECT_EQ(client.read().status, 100);
    client.send("ok");
    EXPECT_EQ(client.read().body, "ok");
    client.send(head + "0\r\n\r\n");
    EXPECT_EQ(client.read().status, 200);
    client.send(head + "11\r\n\r\n");
    EXPECT_EQ(client.read().status, 413);
    EXPECT_TRUE(client.ended());
}

TEST(Server, BelievesForwardedHeadersOfTrustedProxiesOnly) {
    const auto seen = [](std::vector<std::string> trusted) {
        ServerOptions o = test_options();
        o.trusted_proxies = std::move(trusted);
        TestServer server(
            {{Method::get, "/", {}, [](Request& r) { return text(r.peer + (r.secure ? " secure" : "")); }}},
            o);
        return server.client().get("/", {"X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https"}).body;
    };
    EXPECT_EQ(seen({}), "127.0.0.1");
    EXPECT_EQ(seen({"127.0.0.1"}), "203.0.113.7 secure");
}

TEST(Server, TurnsWhatAHandlerThrowsInto500) {
    TestServer server(
        {{Method::get, "/", {}, [](Request&) -> Response { throw std::runtime_error("password is 1234"); }}});
    TestClient client = server.client();
    EXPECT_EQ(client.get("/").body, "{\"status\":500}");
    EXPECT_EQ(client.get("/").status, 500) << "the connection goes on";
    EXPECT_EQ(server.served(2).back().error, "password is 1234");
}

TEST(Server, ReportsWhatItServed) {
    TestServer server({{Method::post, "/a/{id}", {}, ok}});
    TestClient client = server.client();
    const Reply reply = client.request("POST", "/a/7?q=1", {}, "body");
    client.get("/none");
    client.send("broken\r\n\r\n");
    const std::vector<Served> served = server.served(3);
    ASSERT_THAT(served, SizeIs(3));
    EXPECT_EQ(served[0].id, reply.header("x-request-id"));
    EXPECT_EQ(served[0].method, "POST");
    EXPECT_EQ(served[0].path, "/a/7");
    EXPECT_EQ(served[0].pattern, "/a/{id}");
    EXPECT_EQ(served[0].status, 200);
    EXPECT_EQ(served[0].peer, "127.0.0.1");
    EXPECT_GT(served[0].bytes_in, 40U);
    EXPECT_GT(served[0].bytes_out, 40U);
    EXPECT_EQ(served[1].status, 404);
    EXPECT_EQ(served[1].pattern, "");
    EXPECT_EQ(served[2].status, 400);
}

TEST(Server, GivesEveryRequestAnIdOfItsOwn) {
    TestServer server({{Method::get, "/", {}, ok}});
    std::set<std::string> ids;
    TestClient client = server.client();
    for (int i = 0; i < 100; ++i) ids.insert(client.get("/").header("x-request-id"));
    EXPECT_THAT(ids, SizeIs(100));
}

TEST(Server, CompressesAndKeepsTheConnection) {
    const std::string body(100'000, 'a');
    TestServer server({{Method::get, "/", {}, [&](Request&) { return text(body); }}});
    TestClient client = server.client();
    EXPECT_LT(client.get("/", {"Accept-Encoding: gzip, br"}).body.size(), 1000U);
    EXPECT_EQ(client.get("/").body, body);
}

TEST(Server, SendsFilesOfAnySize) {
    const TestFolder folder;
    TestServer server({{Method::get, "/{size}", {}, [&](Request& r) {
                            const std::string path = folder.path() + "/" + std::string(r.path_value("size"));
                            std::string bytes;
                            for (int i = 0; i < std::stoi(std::string(r.path_value("size"))); ++i)
                                bytes += static_cast<char>(i * 7);
                            FILE* file = std::fopen(path.c_str(), "w");
                            std::fwrite(bytes.data(), 1, bytes.size(), file);
                            std::fclose(file);
                            return Response{200, {}, FileBody{path, true}};
                        }}});
    TestClient client = server.client();
    for (const int size : {0, 1, 65535, 65536, 65537, 5'000'000}) {
        const std::string body = client.get("/" + std::to_string(size)).body;
        ASSERT_EQ(body.size(), static_cast<std::size_t>(size));
        for (std::size_t i = 0; i < body.size(); i += 997) ASSERT_EQ(body[i], static_cast<char>(i * 7));
    }
    EXPECT_EQ(folder.files(), 0U);
}

TEST(Server, AnswersAtOnceWhereTheQueueIsFull) {
    ServerOptions o = test_options();
    o.workers = 1;
    o.queue_interactive = 1;
    Hold hold;
    TestServer server({{Method::get, "/", {}, hold.handler()}, {Method::post, "/", {}, hold.handler()}}, o);
    TestClient first = server.client(), second = server.client(), third = server.client();
    first.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(hold.wait_for(1));
    second.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(eventually([&] { return server->figures().waiting == 1; }));
    const Reply refused = third.get("/");
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.header("retry-after"), "1");
    EXPECT_EQ(refused.body, "{\"status\":503}");
    EXPECT_EQ(third.request("POST", "/", {"Expect: 100-continue"}, "x").status, 503)
        << "before the body is sent";
    EXPECT_EQ(server->figures().running, 1);
    EXPECT_EQ(server->figures().refused, 2U);
    hold.let_go();
    EXPECT_EQ(first.read().body, "held");
    EXPECT_EQ(second.read().body, "held");
}

TEST(Server, LetsHeavyRequestsNotStarveTheOthers) {
    ServerOptions o = test_options();
    o.workers = 2;
    o.queue_heavy = 1;
    Hold hold;
    TestServer server({{Method::get, "/export", {.kind = Limits::Class::heavy}, hold.handler()},
                       {Method::get, "/", {}, ok}},
                      o);
    std::vector<TestClient> clients;
    for (int i = 0; i < 2; ++i) {
        clients.push_back(server.client());
        clients.back().send("GET /export HTTP/1.1\r\nHost: a\r\n\r\n");
        ASSERT_TRUE(hold.wait_for(1));
    }
    ASSERT_TRUE(eventually([&] { return server->figures().waiting == 1; }));
    EXPECT_EQ(server.client().get("/export").status, 503);
    for (int i = 0; i < 100; ++i) EXPECT_EQ(server.client().get("/").status, 200);
    EXPECT_EQ(hold.entered(), 1);
    hold.let_go();
    for (TestClient& client : clients) EXPECT_EQ(client.read().status, 200);
}

TEST(Server, RunsNoHandlerAfterTheDeadline) {
    ServerOptions o = test_options();
    o.workers = 1;
    Hold hold;
    std::atomic<int> late{0};
    TestServer server({{Method::get, "/hold", {}, hold.handler()},
                       {Method::get,
                        "/late",
                        {.deadline = std::chrono::seconds(0)},
                        [&](Request&) {
                            ++late;
                            return text("");
                        }}},
                      o);
    TestClient first = server.client(), second = server.client();
    first.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(hold.wait_for(1));
    second.send("GET /late HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(eventually([&] { return server->figures().waiting == 1; }));
    hold.let_go();
    EXPECT_EQ(second.read().status, 503);
    EXPECT_EQ(late, 0);
}

TEST(Server, ServesSmallRequestsHoweverManyLargeOnesItHolds) {
    ServerOptions o = test_options();
    o.most_buffered = 100'000;
    TestServer server(
        {{Method::post, "/", {}, [](Request& r) { return text(r.body.substr(0, 1)); }},
         {Method::get,
          "/large",
          {},
          [](Request&) { return Response::of(200, "image/png", std::string(9'000'000, 'x')); }}},
        o);
    TestClient slow(server.port(), 4096);
    slow.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_TRUE(eventually(
        [&] { return server.client().request("POST", "/", {}, std::string(20'000, 'y')).status == 503; }));
    EXPECT_EQ(server.client().get("/large").status, 503);
    EXPECT_EQ(server.client().request("POST", "/", {}, "y").body, "y");
    EXPECT_EQ(slow.read().body.size(), 9'000'000U);
    EXPECT_TRUE(eventually(
        [&] { return server.client().request("POST", "/", {}, std::string(20'000, 'y')).body == "y"; }));
}

TEST(Server, HoldsAThousandConnectionsThatStay) {
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
    TestServer server({{Method::get, "/{n}", {}, [](Request& r) { return text(r.path); }}});
    std::vector<TestClient> clients;
    for (int i = 0; i < 1000; ++i) clients.push_back(server.client());
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 1000; ++i)
            clients[static_cast<std::size_t>(i)].send("GET /" + std::to_string(i) +
                                                      " HTTP/1.1\r\nHost: a\r\n\r\n");
        int answered = 0;
        for (int i = 0; i < 1000; ++i) {
            const Reply reply = clients[static_cast<std::size_t>(i)].read();
            answered += reply.body == "/" + std::to_string(i) ||
                        reply.status == 503;  // all at once: the queue is shorter
        }
        EXPECT_EQ(answered, 1000);
    }
    EXPECT_EQ(server->figures().connections, 1000);
    for (TestClient& client : clients) EXPECT_EQ(client.get("/x").body, "/x");
}

TEST(Server, RefusesConnectionsAboveItsLimits) {
    ServerOptions o = test_options();
    o.most_per_address = 2;
    TestServer server({{Method::get, "/", {}, ok}}, o);
    TestClient first = server.client();
    {
        TestClient second = server.client();
        EXPECT_EQ(first.get("/").status, 200);
        EXPECT_EQ(second.get("/").status, 200);
        TestClient third = server.client();
        EXPECT_EQ(third.read().status, 503);
        EXPECT_TRUE(third.ended());
        EXPECT_EQ(server->figures().refused, 1U);
    }
    EXPECT_TRUE(eventually([&] { return server.client().get("/").status == 200; }));
    EXPECT_EQ(first.get("/").status, 200);
}

TEST(Server, TakesConnectionsAgainWhenThereAreDescriptors) {
    TestServer server({{Method::get, "/", {}, ok}});
    TestClient client = server.client();
    EXPECT_EQ(client.get("/").status, 200);
    rlimit before{};
    ::getrlimit(RLIMIT_NOFILE, &before);
    rlimit none = before;
    TestClient waiting(server.port());
    EXPECT_EQ(waiting.get("/").status, 200);
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    none.rlim_cur = static_cast<rlim_t>(socket);  // the descriptor that comes next is the first not allowed
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(server.port()));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::setrlimit(RLIMIT_NOFILE, &none);
    ASSERT_EQ(::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    EXPECT_EQ(client.get("/").status, 200) << "who is connected is served";
    ::setrlimit(RLIMIT_NOFILE, &before);
    const std::string request = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    ASSERT_EQ(::send(socket, request.data(), request.size(), 0), static_cast<ssize_t>(request.size()));
    char answer[16] = {};
    EXPECT_EQ(::recv(socket, answer, 12, MSG_WAITALL), 12);
    EXPECT_STREQ(answer, "HTTP/1.1 200");
    ::close(socket);
}

TEST(Server, SendsEventsUntilTheLast) {
    std::atomic<int> turn{0};
    Events events{std::chrono::milliseconds(10), [&] {
                      Events::Step step;
                      if (++turn % 2 == 0)
                          step.events = {"event: progress\ndata: " + std::to_string(turn), "data: more"};
                      step.last = turn >= 4;
                      return step;
                  }};
    TestServer server({{Method::get, "/events", {}, [&](Request&) { return Response{200, {}, events}; }}});
    TestClient client = server.client();
    const Reply reply = client.get("/events", {"Accept-Encoding: gzip"});
    EXPECT_EQ(reply.header("content-type"), "text/event-stream");
    EXPECT_EQ(reply.header("cache-control"), "no-store");
    EXPECT_EQ(reply.header("connection"), "close");
    EXPECT_EQ(reply.body,
              "event: progress\ndata: 2\n\ndata: more\n\nevent: progress\ndata: 4\n\ndata: more\n\n");
    EXPECT_TRUE(client.ended());
    EXPECT_EQ(server.client().request("HEAD", "/events").status, 200);
}

TEST(Server, KeepsAQuietStreamAlive) {
    ServerOptions o = test_options();
    o.heartbeat = std::chrono::milliseconds(20);
    TestServer server(
        {{Method::get,
          "/",
          {},
          [](Request&) {
              return Response{200, {}, Events{std::chrono::milliseconds(10), [] { return Events::Step(); }}};
          }}},
        o);
    TestClient client = server.client();
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    client.read_until("\r\n\r\n");
    EXPECT_EQ(client.read_until("\n\n"), ": \n\n");
    EXPECT_EQ(client.read_until("\n\n"), ": \n\n");
}

TEST(Server, EndsAStreamWhoseClientHasLeftOrWhoseSourceFails) {
    TestServer server(
        {{Method::get,
          "/quiet",
          {},
          [](Request&) {
              return Response{200, {}, Events{std::chrono::milliseconds(10), [] { return Events::Step(); }}};
          }},
         {Method::get, "/broken", {}, [](Request&) {
              return Response{200, {}, Events{std::chrono::milliseconds(10), []() -> Events::Step {
                                                  throw std::runtime_error("no database");
                                              }}};
          }}});
    {
        TestClient client = server.client();
        client.send("GET /quiet HTTP/1.1\r\nHost: a\r\n\r\n");
        client.read_until("\r\n\r\n");
        EXPECT_EQ(server->figures().connections, 1);
    }
    EXPECT_TRUE(eventually([&] { return server->figures().connections == 0; }));
    TestClient client = server.client();
    EXPECT_EQ(client.get("/broken").body, "");
    EXPECT_EQ(server.served(2).back().error, "no database");
}

TEST(Server, SendsNoMoreStreamsThanItMay) {
    ServerOptions o = test_options();
    o.most_streams = 1;
    TestServer server(
        {{Method::get,
          "/",
          {},
          [](Request&) {
              return Response{200, {}, Events{std::chrono::milliseconds(10), [] { return Events::Step(); }}};
          }}},
        o);
    TestClient first = server.client();
    first.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    first.read_until("\r\n\r\n");
    EXPECT_EQ(server.client().get("/").status, 503);
}

TEST(Server, FinishesWhatIsInProgressWhenItStops) {
    Hold hold;
    TestServer server(
        {{Method::get, "/hold", {}, hold.handler()},
         {Method::get, "/", {}, ok},
         {Method::get, "/events", {}, [](Request&) {
              return Response{200, {}, Events{std::chrono::hours(1), [] { return Events::Step(); }}};
          }}});
    TestClient busy = server.client(), idle = server.client(), streaming = server.client(),
               partial = server.client();
    EXPECT_EQ(idle.get("/").status, 200);
    streaming.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
    streaming.read_until("\r\n\r\n");
    partial.send("GET / HTTP/1.1\r\nHo");
    busy.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(hold.wait_for(1));
    std::thread stopping([&] { server->stop(std::chrono::seconds(20)); });
    EXPECT_TRUE(idle.ended());
    EXPECT_TRUE(streaming.ended());
    streaming.close();
    EXPECT_THROW(server.client(), std::system_error);
    partial.send("st: a\r\n\r\n");
    const Reply last = partial.read();
    EXPECT_EQ(last.body, "ok");
    EXPECT_EQ(last.header("connection"), "close");
    partial.close();
    hold.let_go();
    const Reply held = busy.read();
    EXPECT_EQ(held.body, "held");
    EXPECT_EQ(held.header("connection"), "close");
    EXPECT_TRUE(busy.ended()) << "what was pipelined behind it is not begun";
    busy.close();
    stopping.join();
    EXPECT_EQ(server->figures().connections, 0);
}

TEST(Server, ClosesWhatTakesTooLongWhenItStops) {
    Hold hold;
    ServerOptions o = test_options();
    o.workers = 1;
    TestServer server({{Method::get, "/hold", {}, hold.handler()}}, o);
    TestClient busy = server.client(), waiting = server.client(), partial = server.client();
    partial.send("GET / HT");
    busy.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(hold.wait_for(1));
    waiting.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(eventually([&] { return server->figures().waiting == 1; }));
    std::thread stopping([&] { server->stop(std::chrono::seconds(0)); });
    EXPECT_EQ(busy.read().status, 0);
    EXPECT_TRUE(partial.ended());
    hold.let_go();
    stopping.join();
    EXPECT_EQ(hold.entered(), 1) << "what nobody waits for is not begun";
}

TEST(Server, ServesFromSeveralThreads) {
    ServerOptions o = test_options();
    o.io_threads = 3;
    TestServer server({{Method::post, "/", {}, [](Request& r) { return text(r.body); }}}, o);
    std::vector<std::thread> clients;
    std::atomic<int> right{0};
    for (int c = 0; c < 8; ++c)
        clients.emplace_back([&, c] {
            TestClient client = server.client();
            for (int i = 0; i < 200; ++i) {
                const std::string body = std::to_string(c) + ":" + std::to_string(i);
                right += client.request("POST", "/", {}, body).body == body;
            }
        });
    for (std::thread& client : clients) client.join();
    EXPECT_EQ(right, 1600);
}

TEST(Server, SaysWhyItCannotStart) {
    const auto make = [](const std::function<void(ServerOptions&)>& change) {
        ServerOptions o = test_options();
        change(o);
        Server(o, Router(), nullptr, nullptr);
    };
    TestServer taken({{Method::get, "/", {}, ok}});
    EXPECT_THROW(make([&](ServerOptions& o) { o.port = taken.port(); }), std::system_error);
    EXPECT_THROW(make([](ServerOptions& o) { o.address = "no address"; }), std::system_error);
    EXPECT_THROW(make([](ServerOptions& o) { o.address = "203.0.113.1"; }), std::system_error);
    EXPECT_THROW(make([](ServerOptions& o) { o.certificate = "/cert.pem"; }), std::invalid_argument);
    EXPECT_THROW(make([](ServerOptions& o) { o.workers = 0; }), std::invalid_argument);
    EXPECT_THROW(make([](ServerOptions& o) { o.io_threads = 0; }), std::invalid_argument);
    EXPECT_THROW(make([](ServerOptions& o) { o.trusted_proxies = {"x"}; }), std::invalid_argument);
    EXPECT_NO_THROW(make([](ServerOptions&) {})) << "and ends without having been started";
}

}  // namespace
}  // namespace yuanheng::http
