// Clients that send or read slowly, or not at all, and uploads on every path.

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <iterator>

#include "http/test_server.hpp"

namespace yuanheng::http {
namespace {

using namespace std::chrono_literals;

ServerOptions impatient() {
    ServerOptions o = test_options();
    o.header_timeout = 200ms;
    o.idle_timeout = 200ms;
    o.write_timeout = 200ms;
    o.body_grace = 200ms;
    return o;
}

Route route(Method method, Limits limits = {}) {
    return {method, "/", limits, [](Request& r) { return text(r.body); }};
}

/// The status with which the server answers one byte after the other, a few milliseconds apart.
int status_of_drip(TestClient& client, const std::string& byte) {
    eventually([&] {
        std::this_thread::sleep_for(5ms);
        client.send(byte);
        return client.answered();
    });
    return client.read().status;
}

TEST(SlowClients, AreToldThatTheirHeadTookTooLong) {
    TestServer server({route(Method::get)}, impatient());
    TestClient client = server.client();
    client.send("GET / HTTP/1.1\r\nHost: a\r\nX: ");
    EXPECT_EQ(status_of_drip(client, "y"), 408);
    TestClient stops = server.client();
    stops.send("GET / HT");
    const Reply reply = stops.read();
    EXPECT_EQ(reply.status, 408);
    EXPECT_EQ(reply.header("connection"), "close");
    EXPECT_TRUE(stops.ended());
}

TEST(SlowClients, ThatSayNothingAreLeft) {
    TestServer server({route(Method::get)}, impatient());
    TestClient silent = server.client(), idle = server.client();
    EXPECT_EQ(idle.get("/").status, 200);
    EXPECT_TRUE(silent.ended());
    EXPECT_TRUE(idle.ended());
    EXPECT_TRUE(eventually([&] { return server->figures().connections == 0; }));
}

TEST(SlowClients, MayTakeTheirTimeBetweenRequests) {
    ServerOptions o = impatient();
    o.idle_timeout = 10s;
    TestServer server({route(Method::get)}, o);
    TestClient client = server.client();
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(client.get("/").status, 200);
        std::this_thread::sleep_for(300ms);
    }
    client.send("GET");  // from here on the head counts
    EXPECT_EQ(client.read().status, 408);
}

TEST(SlowClients, MustSendTheirBodyAtTheLeastRate) {
    TestServer server({route(Method::post)}, impatient());
    for (const char* fields :
         {"Content-Length: 100000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\nffff\r\n"}) {
        TestClient client = server.client();
        client.send(std::string("POST / HTTP/1.1\r\nHost: a\r\n") + fields);
        EXPECT_EQ(client.read().status, 408) << fields;
        EXPECT_TRUE(client.ended());
        TestClient drips = server.client();
        drips.send(std::string("POST / HTTP/1.1\r\nHost: a\r\n") + fields);
        EXPECT_EQ(status_of_drip(drips, "x"), 408);
    }
}

TEST(SlowClients, MaySendForLongAtTheLeastRate) {
    ServerOptions o = impatient();
    o.least_rate = 100;
    TestServer server({route(Method::post)}, o);
    TestClient client = server.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n");
    for (int i = 0; i < 10; ++i) {
        client.send(std::string(100, 'x'));
        std::this_thread::sleep_for(60ms);
    }
    EXPECT_EQ(client.read().body.size(), 1000U);
}

TEST(SlowClients, ThatDoNotReadAreCutOff) {
    const std::string large(20'000'000, 'a');
    const TestFolder folder;
    std::ofstream(folder.path() + "/large") << large;
    TestServer server(
        {{Method::get, "/text", {}, [&](Request&) { return Response::of(200, "image/png", large); }},
         {Method::get,
          "/file",
          {},
          [&](Request&) {
              return Response{200, {}, FileBody{folder.path() + "/large"}};
          }}},
        impatient());
    std::size_t done = 0;
    for (const char* target : {"/text", "/file"}) {
        TestClient client(server.port(), 4096);
        client.send(std::string("GET ") + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
        EXPECT_LT(server.served(++done).back().bytes_out, large.size()) << target;
        EXPECT_EQ(client.read().status, 0) << "the body is not whole";
    }
    EXPECT_TRUE(eventually([&] { return server->figures().connections == 0; }));
    TestClient reads(server.port(), 4096);
    EXPECT_EQ(reads.get("/text").body.size(), large.size());
}

TEST(SlowClients, LeaveTheOthersServed) {
    TestServer server({route(Method::get), route(Method::post)}, test_options());
    std::vector<TestClient> slow;
    for (int i = 0; i < 500; ++i) {
        slow.push_back(server.client());
        slow.back().send(i % 2 ? "GET / HTTP/1.1\r\nHo"
                               : "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nx");
    }
    for (int i = 0; i < 100; ++i) EXPECT_EQ(server.client().get("/").status, 200);
    EXPECT_EQ(server->figures().running, 0);
}

class Uploads : public testing::Test {
protected:
    static ServerOptions options(const std::string& folder) {
        ServerOptions o = impatient();
        o.temporary = folder;
        return o;
    }
    static Response read(Request& r) {
        if (r.parameter("throw")) throw std::runtime_error("x");
        if (r.parameter("move")) std::filesystem::rename(r.upload, r.upload + ".moved");
        if (r.parameter("move")) std::filesystem::remove(r.upload + ".moved");
        std::ifstream in(r.upload);
        const std::string content(std::istreambuf_iterator<char>(in), {});
        return text(std::to_string(r.upload_size) + ":" + content.substr(0, 5) + ":" +
                    std::to_string(r.body.size()));
    }
    bool left_nothing() {
        return eventually([&] { return folder_.files() == 0; });
    }

    TestFolder folder_;
    TestServer server_{{{Method::post, "/", {.body = 1'000'000, .upload = true}, read}},
                       options(folder_.path())};
};

TEST_F(Uploads, ComeAsAFile) {
    TestClient client = server_.client();
    EXPECT_EQ(client.request("POST", "/", {}, "hello world").body, "11:hello:0");
    EXPECT_EQ(client.request("POST", "/", {}, std::string(1'000'000, 'x')).body, "1000000:xxxxx:0");
    EXPECT_EQ(client.request("POST", "/").body, "0::0");
    client.send(
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n3\r\nlo!\r\n0\r\n\r\n");
    EXPECT_EQ(client.read().body, "6:hello:0");
    EXPECT_TRUE(left_nothing());
}

TEST_F(Uploads, LeaveNothingWhereTheHandlerFailsOrTakesThem) {
    TestClient client = server_.client();
    EXPECT_EQ(client.request("POST", "/?throw=1", {}, "hello").status, 500);
    EXPECT_EQ(client.request("POST", "/?move=1", {}, "hello").status, 200);
    EXPECT_TRUE(left_nothing());
}

TEST_F(Uploads, AreRefusedBeforeTheyComeWhereTheyAreTooLarge) {
    TestClient client = server_.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000001\r\n\r\n");
    EXPECT_EQ(client.read().status, 413);
    EXPECT_TRUE(client.ended());
    TestClient chunked = server_.client();
    chunked.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nf4240\r\n" +
                 std::string(1'000'000, 'x') + "\r\n1\r\n");
    EXPECT_EQ(chunked.read().status, 413);
    EXPECT_TRUE(left_nothing());
}

TEST_F(Uploads, AreAnsweredThoughTheClientSendsOn) {
    TestClient client = server_.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 50000000\r\n\r\n");
    for (int i = 0; i < 50; ++i) client.send(std::string(1'000'000, 'x'));
    EXPECT_EQ(client.read().status, 413);
}

TEST_F(Uploads, LeaveNothingWhereTheClientLeavesStallsOrBreaksOff) {
    const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhello";
    {
        TestClient leaves = server_.client();
        leaves.send(head);
        EXPECT_TRUE(eventually([&] { return folder_.files() == 1; }));
    }
    EXPECT_TRUE(left_nothing());
    TestClient stalls = server_.client();
    stalls.send(head);
    EXPECT_EQ(stalls.read().status, 408);
    EXPECT_TRUE(left_nothing());
    TestClient breaks = server_.client();
    breaks.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhelp\r\n0\r\n\r\n");
    EXPECT_EQ(breaks.read().status, 400);
    EXPECT_TRUE(left_nothing());
}

TEST_F(Uploads, LeaveNothingWhereTheServerStops) {
    TestClient client = server_.client();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhello");
    EXPECT_TRUE(eventually([&] { return folder_.files() == 1; }));
    server_->stop(std::chrono::seconds(0));
    EXPECT_EQ(folder_.files(), 0U);
}

TEST_F(Uploads, AreAnErrorWhereThereIsNoRoom) {
    ServerOptions o = options("/nowhere");
    TestServer server({{Method::post, "/", {.upload = true}, read}}, o);
    EXPECT_EQ(server.client().request("POST", "/", {}, "hello").status, 500);
}

}  // namespace
}  // namespace yuanheng::http
