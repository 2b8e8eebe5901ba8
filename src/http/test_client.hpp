// For tests only: a blocking client that sends what it is told, sound or not.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace yuanheng::http {

struct Reply {
    int status = 0;  ///< 0: the connection ended before an answer did
    std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
    std::string body;

    /// Empty where there is none.
    std::string header(std::string_view lower_case_name) const {
        for (const auto& [name, value] : headers)
            if (name == lower_case_name) return value;
        return {};
    }
};

/// One connection to a server on this machine.
class TestClient {
public:
    /// `receive_buffer`: bytes the kernel takes in advance; 0: as usual. `patience`: after that a read has
    /// failed.
    explicit TestClient(int port, int receive_buffer = 0,
                        std::chrono::seconds patience = std::chrono::seconds(20)) {
        if (receive_buffer > 0)
            ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
        const timeval limit{patience.count(), 0};
        const int on = 1;
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            throw std::system_error(errno, std::generic_category(), "connect");
    }
    TestClient(TestClient&& other) noexcept
        : socket_(std::exchange(other.socket_, -1)), unread_(std::move(other.unread_)) {}
    TestClient& operator=(TestClient&&) = delete;
    ~TestClient() { close(); }

    void close() {
        if (socket_ >= 0) ::close(std::exchange(socket_, -1));
    }
    /// Says that no more is coming.
    void finish() { ::shutdown(socket_, SHUT_WR); }

    /// False where the server does not take it (any more).
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t n = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (n <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
        return true;
    }

    /// The next answer. `head`: it answers a HEAD, and so has no body.
    Reply read(bool head = false) {
        Reply reply;
        std::size_t end;
        while ((end = unread_.find("\r\n\r\n")) == unread_.npos)
            if (!receive()) return reply;
        read_head(unread_.substr(0, end + 2), reply);
        unread_.erase(0, end + 4);
        if (head || reply.status == 204 || reply.status == 304 || reply.status < 200) return reply;
        const std::string length = reply.header("content-length");
        const std::size_t size = length.empty() ? std::string::npos : std::stoul(length);
        while (unread_.size() < size)
            if (!receive()) break;
        if (!length.empty() && unread_.size() < size) return {};
        reply.body = unread_.substr(0, size);
        unread_.erase(0, size);
        return reply;
    }
    /// Bytes up to and with `end`, or up to the end of the connection.
    std::string read_until(std::string_view end) {
        std::size_t at;
        while ((at = unread_.find(end)) == unread_.npos)
            if (!receive()) return std::exchange(unread_, {});
        std::string bytes = unread_.substr(0, at + end.size());
        unread_.erase(0, at + end.size());
        return bytes;
    }
    /// Whether there is something to read by now.
    bool answered() {
        char byte;
        return !unread_.empty() || ::recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
    }
    /// Whether the server has ended the connection with nothing more to read. Waits for the one or the other.
    bool ended() {
        while (receive()) {
        }
        return unread_.empty() && !timed_out_;
    }

    /// Sends a whole request, and reads its answer.
    Reply request(std::string_view method, std::string_view target,
                  const std::vector<std::string>& headers = {}, std::string_view body = {}) {
        std::string text =
            std::string(method) + " " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n";
        for (const std::string& header : headers) text += header + "\r\n";
        if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
        send(text + "\r\n");
        send(body);
        return read(method == "HEAD");
    }
    Reply get(std::string_view target, const std::vector<std::string>& headers = {}) {
        return request("GET", target, headers);
    }

private:
    bool receive() {
        char piece[65536];
        const ssize_t n = ::recv(socket_, piece, sizeof piece, 0);
        timed_out_ = n < 0 && errno == EAGAIN;
        if (n <= 0) return false;
        unread_.append(piece, static_cast<std::size_t>(n));
        return true;
    }
    static void read_head(const std::string& head, Reply& reply) {
        std::size_t at = head.find("\r\n") + 2;
        reply.status = std::stoi(head.substr(9, 3));
        while (at < head.size()) {
            const std::size_t end = head.find("\r\n", at), colon = head.find(':', at);
            std::string name = head.substr(at, colon - at);
            std::transform(name.begin(), name.end(), name.begin(),
                           [](unsigned char c) { return std::tolower(c); });
            reply.headers.emplace_back(std::move(name), head.substr(colon + 2, end - colon - 2));
            at = end + 2;
        }
    }

    int socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    std::string unread_;
    bool timed_out_ = false;
};

}  // namespace yuanheng::http
