#include "http/ask.hpp"

#include <fmt/format.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>

namespace yuanheng::http {

namespace {

class Socket {
public:
    Socket(const std::string& address, int port, std::chrono::milliseconds patience) {
        addrinfo hints{}, *found = nullptr;
        hints.ai_socktype = SOCK_STREAM;
        hints.ai_flags = AI_NUMERICHOST;
        if (getaddrinfo(address.c_str(), std::to_string(port).c_str(), &hints, &found) != 0) return;
        const std::unique_ptr<addrinfo, void (*)(addrinfo*)> held(found, freeaddrinfo);
        fd_ = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const timeval wait{patience.count() / 1000, (patience.count() % 1000) * 1000};
        setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
        setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
        connected_ = connect(fd_, found->ai_addr, found->ai_addrlen) == 0;
    }
    ~Socket() {
        if (fd_ >= 0) close(fd_);
    }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    bool send_all(std::string_view bytes) {
        while (connected_ && !bytes.empty()) {
            const ssize_t n = send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (n <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
        return connected_;
    }
    /// Everything up to the end of the connection; nothing where it breaks.
    std::optional<std::string> receive_all() {
        std::string out;
        char piece[16384];
        for (ssize_t n = 1; n > 0;) {
            n = recv(fd_, piece, sizeof piece, 0);
            if (n < 0) return std::nullopt;
            out.append(piece, static_cast<std::size_t>(n));
        }
        return out;
    }

private:
    int fd_ = -1;
    bool connected_ = false;
};

}  // namespace

std::optional<Reply> ask(const std::string& address, int port, std::string_view method, std::string_view path,
                         const Headers& headers, std::string_view body, std::chrono::milliseconds patience) {
    // HTTP/1.0 and Connection: close: the answer is never in chunks and ends with the connection.
    std::string request =
        fmt::format("{} {} HTTP/1.0\r\nHost: {}:{}\r\nConnection: close\r\nContent-Length: {}\r\n", method,
                    path, address, port, body.size());
    for (const auto& [name, value] : headers) request += fmt::format("{}: {}\r\n", name, value);
    request += "\r\n";
    request += body;
    Socket socket(address, port, patience);
    if (!socket.send_all(request)) return std::nullopt;
    const auto text = socket.receive_all();
    if (!text || text->size() < 12 || !text->starts_with("HTTP/1.")) return std::nullopt;
    const std::size_t head = text->find("\r\n\r\n");
    if (head == std::string::npos) return std::nullopt;
    return Reply{std::atoi(text->c_str() + 9), text->substr(head + 4)};
}

}  // namespace yuanheng::http
