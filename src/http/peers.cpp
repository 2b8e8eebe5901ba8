#include "http/peers.hpp"

#include <arpa/inet.h>

#include <array>
#include <stdexcept>

#include "base/text.hpp"
#include "http/split.hpp"

namespace yuanheng::http {

namespace {

/// Whoever has one address of an IPv6 network has all 2⁶⁴.
std::string network(const std::string& address) {
    in6_addr six{};
    if (inet_pton(AF_INET6, address.c_str(), &six) != 1) return address;
    return {reinterpret_cast<const char*>(six.s6_addr), 8};
}

/// The last element of a comma-separated list, which loses it.
std::string_view pop_last(std::string_view& list) {
    const std::size_t comma = list.rfind(',');
    const std::string_view last = comma == list.npos ? list : list.substr(comma + 1);
    list = comma == list.npos ? std::string_view() : list.substr(0, comma);
    return strip(last);
}

}  // namespace

std::optional<std::string> plain_address(std::string_view text) {
    const std::string address(text);
    std::array<char, INET6_ADDRSTRLEN> written{};
    in_addr four{};
    in6_addr six{};
    const char* result = nullptr;
    if (inet_pton(AF_INET, address.c_str(), &four) == 1)
        result = inet_ntop(AF_INET, &four, written.data(), written.size());
    else if (inet_pton(AF_INET6, address.c_str(), &six) == 1 && IN6_IS_ADDR_V4MAPPED(&six))
        result = inet_ntop(AF_INET, six.s6_addr + 12, written.data(), written.size());
    else if (inet_pton(AF_INET6, address.c_str(), &six) == 1)
        result = inet_ntop(AF_INET6, &six, written.data(), written.size());
    return result ? std::optional<std::string>(result) : std::nullopt;
}

Proxies::Proxies(const std::vector<std::string>& addresses) {
    for (const std::string& text : addresses) {
        const auto address = plain_address(text);
        if (!address) throw std::invalid_argument("trusted proxy \"" + text + "\" is not an IP address");
        addresses_.insert(*address);
    }
}

Proxies::Client Proxies::client(const std::string& peer, bool secure, const Request& request) const {
    Client client{peer, secure};
    if (!trusts(peer)) return client;
    // From right to left: what stands left of an untrusted address is that address's own claim.
    for (std::string_view chain = request.header("x-forwarded-for");
         !chain.empty() && trusts(client.address);) {
        const auto address = plain_address(pop_last(chain));
        if (!address) break;
        client.address = *address;
    }
    if (std::string_view protocols = request.header("x-forwarded-proto"); !protocols.empty())
        client.secure = lower(pop_last(protocols)) == "https";
    return client;
}

bool Connections::enter(const std::string& address, bool limited) {
    const std::lock_guard lock(mutex_);
    if (count_ >= most_) return false;
    int& here = by_address_[network(address)];
    if (limited && here >= most_per_address_) return false;
    ++here;
    ++count_;
    return true;
}

void Connections::leave(const std::string& address) {
    const std::lock_guard lock(mutex_);
    const auto here = by_address_.find(network(address));
    if (--here->second == 0) by_address_.erase(here);
    if (--count_ == 0) left_.notify_all();
}

int Connections::count() const {
    const std::lock_guard lock(mutex_);
    return count_;
}

bool Connections::wait_for_none(std::chrono::steady_clock::time_point until) {
    std::unique_lock lock(mutex_);
    return left_.wait_until(lock, until, [this] { return count_ == 0; });
}

}  // namespace yuanheng::http
