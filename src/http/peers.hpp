#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"

namespace yuanheng::http {

/// An IP address as inet_ntop writes it, IPv4 in IPv6 as IPv4; nothing where the text is none.
std::optional<std::string> plain_address(std::string_view text);

/// The proxies in front whose word about a client is believed.
class Proxies {
public:
    /// Throws std::invalid_argument for what is no address.
    explicit Proxies(const std::vector<std::string>& addresses);

    bool trusts(const std::string& address) const { return addresses_.count(address) > 0; }

    struct Client {
        std::string address;
        bool secure = false;
    };
    /// Who is behind a connection from `peer`. Where that is a trusted proxy: the last address of
    /// X-Forwarded-For that is none itself, as far as addresses go, and whether the last X-Forwarded-Proto is
    /// https. Else the peer.
    Client client(const std::string& peer, bool secure, const Request& request) const;

private:
    std::set<std::string> addresses_;
};

/// The connections there are, in all and by address.
class Connections {
public:
    Connections(int most, int most_per_address) : most_(most), most_per_address_(most_per_address) {}

    /// False where there are too many; `limited`: whether the address has a limit of its own.
    bool enter(const std::string& address, bool limited);
    void leave(const std::string& address);
    int count() const;
    /// Whether all had left by then.
    bool wait_for_none(std::chrono::steady_clock::time_point until);

private:
    const int most_, most_per_address_;
    mutable std::mutex mutex_;
    std::condition_variable left_;
    std::map<std::string, int> by_address_;
    int count_ = 0;
};

}  // namespace yuanheng::http
