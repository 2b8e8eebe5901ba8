// Private to session.cpp and server.cpp, the two files that see Asio.
#pragma once

#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <unordered_set>

#include "base/id.hpp"
#include "base/random.hpp"
#include "http/answer.hpp"
#include "http/body.hpp"
#include "http/peers.hpp"
#include "http/server.hpp"
#include "http/workers.hpp"

namespace yuanheng::http {

namespace asio = boost::asio;

using ErrorCode = boost::system::error_code;
using Tcp = asio::ip::tcp;
using Steady = std::chrono::steady_clock;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<Tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<Tcp, Executor>;
using Timer = asio::basic_waitable_timer<Steady, asio::wait_traits<Steady>, Executor>;
template <typename T>
using Await = asio::awaitable<T, Executor>;
inline constexpr auto kAwait = asio::as_tuple(asio::use_awaitable_t<Executor>());

/// What has been received and not yet been read.
class Buffer {
public:
    static constexpr std::size_t kFirst = 4096;  ///< bytes, enough for most heads

    std::string_view unread() const { return std::string_view(data_).substr(begin_, end_ - begin_); }
    bool empty() const { return begin_ == end_; }
    void received(std::size_t n) { end_ += n; }
    void consume(std::size_t n) {
        begin_ += n;
        if (begin_ == end_) begin_ = end_ = 0;
    }
    /// Room to receive into; none where `most` bytes are unread.
    asio::mutable_buffer space(std::size_t most) {
        data_.erase(0, begin_);
        end_ -= std::exchange(begin_, 0);
        if (end_ == data_.size() || data_.size() < kFirst)
            data_.resize(std::max(data_.size(), std::min(std::max(2 * data_.size(), kFirst), most)));
        return asio::buffer(data_.data() + end_, data_.size() - end_);
    }
    /// Gives back what a large body needed.
    void shrink() {
        if (empty() && data_.size() > kFirst) std::string().swap(data_);
    }

private:
    std::string data_;
    std::size_t begin_ = 0, end_ = 0;
};

class Session;
struct Exchange;

/// An I/O thread. A connection lives in one of them, so that only workers share anything with it.
struct Loop {
    std::unordered_set<Session*> sessions;
    asio::io_context context{1};
    asio::executor_work_guard<Executor> work{context.get_executor()};
    std::thread thread;
};

/// What all connections share.
struct Core {
    ServerOptions options;
    Router router;
    Server::Refusal refusal;
    Server::Observer observer;
    Proxies proxies{options.trusted_proxies};
    Connections connections{options.most_connections, options.most_per_address};
    Workers workers{{options.workers, options.queue_interactive, options.queue_heavy, options.running_heavy}};
    Memory memory{options.most_buffered};
    std::unique_ptr<asio::ssl::context> tls{};
    Random random{(std::uint64_t{std::random_device()()} << 32) | std::random_device()()};
    std::atomic<std::uint64_t> requests{0}, refused{0};
    std::atomic<int> streams{0};
    std::atomic<bool> draining{false};   ///< no further requests
    std::atomic<bool> abandoned{false};  ///< nobody waits for answers any more

    std::string next_id() {
        const std::uint64_t n = 2 * requests++;
        return request_id(system_now(), random.bits(n), random.bits(n + 1));
    }
};

/// One connection: requests are read, handled and answered one after the other, so that what is pipelined
/// waits.
class Session : public std::enable_shared_from_this<Session> {
public:
    Session(Core& core, Loop& loop, Socket socket, std::string address)
        : core_(core),
          loop_(loop),
          address_(std::move(address)),
          socket_(std::move(socket)),
          watch_(loop.context),
          gate_(loop.context),
          tick_(loop.context) {
        if (core.tls) tls_.emplace(socket_, *core.tls);
    }
    ~Session() {
        loop_.sessions.erase(this);
        core_.connections.leave(address_);
    }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    static Await<void> run(std::shared_ptr<Session> self);
    /// Ends what is idle, and event streams at their next turn.
    void drain() {
        if (idle_) socket_.cancel();
        tick_.cancel();
    }
    void close() {
        ErrorCode ignored;
        socket_.close(ignored);
        tick_.cancel();
    }

private:
    enum class Next : unsigned char { again, part, drop };

    Await<bool> shake_hands();
    Await<Next> exchange();
    Await<int> read_head(Exchange& e);
    int read_request(Exchange& e, std::string_view head);
    int admit(Exchange& e);
    Await<int> read_body(Exchange& e);
    Await<int> handle(Exchange& e);
    void refuse(Exchange& e, int status);
    Await<Next> send(Exchange& e);
    Await<bool> write_file(Exchange& e);
    Await<bool> stream(Exchange& e);
    Await<void> part();
    void observe(Exchange& e);

    Await<bool> fill(std::size_t most);
    Await<bool> write(Exchange& e, std::string_view bytes);
    template <typename Work>
    Await<bool> on_worker(Limits::Class kind, Work work);
    void arm(Steady::time_point deadline);
    bool client_left();

    auto read_some(asio::mutable_buffer to) {
        return tls_ ? tls_->async_read_some(to, kAwait) : socket_.async_read_some(to, kAwait);
    }
    auto write_some(asio::const_buffer from) {
        return tls_ ? tls_->async_write_some(from, kAwait) : socket_.async_write_some(from, kAwait);
    }

    Core& core_;
    Loop& loop_;
    const std::string address_;
    Socket socket_;
    std::optional<asio::ssl::stream<Socket&>> tls_;
    Buffer buffer_;
    bool first_ = true, idle_ = false;
    Timer watch_, gate_, tick_;
    Steady::time_point deadline_ = Steady::time_point::max(), armed_ = Steady::time_point::max();
    bool expired_ = false;
};

}  // namespace yuanheng::http
