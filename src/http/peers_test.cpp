#include "http/peers.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace yuanheng::http {
namespace {

std::string client_of(const char* peer, const char* forwarded, std::vector<std::string> trusted) {
    Request request;
    if (forwarded) request.headers.emplace_back("x-forwarded-for", forwarded);
    return Proxies(trusted).client(peer, false, request).address;
}

bool secure(const char* peer, const char* protocol, bool tls) {
    Request request;
    if (protocol) request.headers.emplace_back("x-forwarded-proto", protocol);
    return Proxies({"10.0.0.1"}).client(peer, tls, request).secure;
}

TEST(Peers, ReadsAddresses) {
    EXPECT_EQ(plain_address("127.0.0.1"), "127.0.0.1");
    EXPECT_EQ(plain_address("::1"), "::1");
    EXPECT_EQ(plain_address("2001:DB8:0:0::1"), "2001:db8::1");
    EXPECT_EQ(plain_address("::ffff:10.1.2.3"), "10.1.2.3");
    for (const char* text :
         {"", "localhost", "1.2.3", "1.2.3.4:80", "[::1]", "1.2.3.4 ", "256.1.1.1", "unknown", "::1%lo"})
        EXPECT_EQ(plain_address(text), std::nullopt) << text;
}

TEST(Peers, BelievesNobodyButTrustedProxies) {
    EXPECT_EQ(client_of("203.0.113.9", "1.2.3.4", {}), "203.0.113.9");
    EXPECT_EQ(client_of("203.0.113.9", "1.2.3.4", {"10.0.0.1"}), "203.0.113.9");
    EXPECT_EQ(client_of("10.0.0.1", "1.2.3.4", {"10.0.0.1"}), "1.2.3.4");
    EXPECT_EQ(client_of("10.0.0.1", nullptr, {"10.0.0.1"}), "10.0.0.1");
    EXPECT_EQ(client_of("::1", "2001:DB8::1", {"::1"}), "2001:db8::1");
}

TEST(Peers, TakesTheAddressThatTheLastProxySaw) {
    EXPECT_EQ(client_of("10.0.0.1", "6.6.6.6, 1.2.3.4", {"10.0.0.1"}), "1.2.3.4");
    EXPECT_EQ(client_of("10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2", {"10.0.0.1", "10.0.0.2"}), "1.2.3.4");
    EXPECT_EQ(client_of("10.0.0.1", "10.0.0.2", {"10.0.0.1", "10.0.0.2"}), "10.0.0.2");
    EXPECT_EQ(client_of("10.0.0.1", "1.2.3.4, nonsense", {"10.0.0.1"}), "10.0.0.1");
    EXPECT_EQ(client_of("10.0.0.1", "1.2.3.4, <script>, 10.0.0.2", {"10.0.0.1", "10.0.0.2"}), "10.0.0.2");
    EXPECT_EQ(client_of("10.0.0.1", ",,", {"10.0.0.1"}), "10.0.0.1");
}

TEST(Peers, TakesTheProtocolOfATrustedProxy) {
    EXPECT_TRUE(secure("10.0.0.1", "https", false));
    EXPECT_TRUE(secure("10.0.0.1", "HTTPS", false));
    EXPECT_TRUE(secure("10.0.0.1", "http, https", false));
    EXPECT_FALSE(secure("10.0.0.1", "https, http", true));
    EXPECT_FALSE(secure("10.0.0.1", nullptr, false));
    EXPECT_TRUE(secure("10.0.0.1", nullptr, true));
    EXPECT_FALSE(secure("10.0.0.9", "https", false));
    EXPECT_TRUE(secure("10.0.0.9", "http", true));
}

TEST(Peers, RefusesProxiesThatAreNoAddresses) {
    EXPECT_THROW(Proxies({"proxy.example"}), std::invalid_argument);
    EXPECT_THROW(Proxies({"10.0.0.0/8"}), std::invalid_argument);
}

TEST(Peers, LimitsConnectionsInAllAndByAddress) {
    Connections connections(4, 2);
    EXPECT_TRUE(connections.enter("1.1.1.1", true));
    EXPECT_TRUE(connections.enter("1.1.1.1", true));
    EXPECT_FALSE(connections.enter("1.1.1.1", true));
    EXPECT_TRUE(connections.enter("2.2.2.2", true));
    connections.leave("1.1.1.1");
    EXPECT_TRUE(connections.enter("1.1.1.1", true));
    EXPECT_TRUE(connections.enter("3.3.3.3", true));
    EXPECT_FALSE(connections.enter("4.4.4.4", true));
    EXPECT_EQ(connections.count(), 4);
}

TEST(Peers, LimitsNotTheProxyThroughWhichAllCome) {
    Connections connections(10, 1);
    EXPECT_TRUE(connections.enter("1.1.1.1", false));
    EXPECT_TRUE(connections.enter("1.1.1.1", false));
}

TEST(Peers, CountsOneIpv6NetworkAsOne) {
    Connections connections(10, 1);
    EXPECT_TRUE(connections.enter("2001:db8::1", true));
    EXPECT_FALSE(connections.enter("2001:db8::2", true));
    EXPECT_TRUE(connections.enter("2001:db8:0:1::2", true));
}

TEST(Peers, KnowsWhenAllHaveLeft) {
    const auto now = std::chrono::steady_clock::now();
    Connections connections(10, 1);
    EXPECT_TRUE(connections.wait_for_none(now));
    connections.enter("1.1.1.1", true);
    EXPECT_FALSE(connections.wait_for_none(now));
    connections.leave("1.1.1.1");
    EXPECT_TRUE(connections.wait_for_none(now));
}

}  // namespace
}  // namespace yuanheng::http
