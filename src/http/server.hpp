#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "http/router.hpp"

namespace yuanheng::http {

struct ServerOptions {
    std::string address = "127.0.0.1";
    int port = 8080;                           ///< 0: any free one
    std::string certificate, private_key;      ///< PEM files: native TLS 1.2/1.3 where both are given
    std::vector<std::string> trusted_proxies;  ///< addresses whose X-Forwarded-For and -Proto are believed
    int io_threads = 1, workers = 4;           ///< handlers run on the workers
    /// Connections: more are refused at once. Trusted proxies have no limit of their own; the 2⁶⁴ IPv6
    /// addresses of one network count as one.
    int most_connections = 4096, most_per_address = 512;
    int queue_interactive = 256, queue_heavy = 8;  ///< waiting requests; above: 503 with Retry-After
    int running_heavy = 1;                         ///< workers that heavy requests may take
    int most_streams = 512;  ///< connections that receive server-sent events; above: 503
    std::size_t most_buffered =
        128 << 20;  ///< bytes of bodies in memory, in and out; above: 503 for those over 16 KiB
    std::string temporary = "/tmp";                    ///< for uploads
    std::chrono::milliseconds header_timeout{10'000};  ///< for a whole head, and for a TLS handshake
    std::chrono::milliseconds idle_timeout{60'000};    ///< between requests
    std::chrono::milliseconds write_timeout{30'000};   ///< without any progress
    std::chrono::milliseconds body_grace{10'000};
    std::size_t least_rate = 1024;  ///< bytes a second of a body, after body_grace
    std::chrono::milliseconds heartbeat{
        15'000};  ///< between comments of an event stream that has nothing to say
    std::size_t most_header_bytes = 16384, most_headers = 64, most_target = 8192;
};

/// What happened to a request: for logs and metrics. Called on a worker or I/O thread; must not throw.
struct Served {
    std::string id, peer, method, path, pattern;  ///< pattern of the route; empty where none was found
    int status = 0;
    std::uint64_t bytes_in = 0, bytes_out = 0;
    std::chrono::microseconds took{0};  ///< from the request's first byte to the answer's last
    std::string error;                  ///< what a handler threw; empty where it did not. Not for the client
};

/// An HTTP/1.1 server. Requests that break RFC 9112's framing (both Content-Length and Transfer-Encoding,
/// repeated or folded headers, bare LF, …) are answered with 400 and the connection is closed. Errors before
/// a handler runs are made by `refusal`, so that every answer has the same form; so are those for handlers
/// that throw (500).
class Server {
public:
    /// status: 400, 404, 405, 408, 413, 414, 415, 417, 431, 500, 501, 503, 505. The request holds what was
    /// read so far. Called on worker and I/O threads at once.
    using Refusal = std::function<Response(int status, const Request&)>;
    using Observer = std::function<void(const Served&)>;

    /// Binds and listens; throws std::system_error where it cannot or a certificate cannot be used, and
    /// std::invalid_argument for options that make no sense.
    Server(ServerOptions options, Router router, Refusal refusal, Observer observer);
    ~Server();

    void start();
    int port() const;
    /// Stops accepting, answers what is in progress with Connection: close, waits at most `patience`, then
    /// closes. Returns when the handlers that were running have returned. A server that was stopped stays so.
    void stop(std::chrono::seconds patience);

    struct Figures {
        int connections = 0, running = 0, waiting = 0;
        std::uint64_t refused = 0;  ///< connections above the limits, and requests answered with 503
    };
    Figures figures() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace yuanheng::http
