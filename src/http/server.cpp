#include "http/server.hpp"

#include <netinet/tcp.h>
#include <sys/socket.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <stdexcept>
#include <system_error>

#include "http/session.hpp"

namespace yuanheng::http {

namespace {

/// Bytes.
constexpr int kUnsent = 64 * 1024;

/// Of the descriptors and memory that a socket takes, the machine has none left.
bool exhausted(const ErrorCode& error) {
    return error == boost::system::errc::too_many_files_open ||
           error == boost::system::errc::too_many_files_open_in_system ||
           error == boost::system::errc::no_buffer_space || error == boost::system::errc::not_enough_memory;
}

[[noreturn]] void fail_to(const std::string& what, const ErrorCode& error) {
    throw std::system_error(static_cast<std::error_code>(error), what);
}

/// TLS 1.2 with forward secrecy and authenticated encryption, and TLS 1.3; HTTP/1.1 inside. Null where there
/// is none.
std::unique_ptr<asio::ssl::context> make_tls(const ServerOptions& options) {
    if (options.certificate.empty() && options.private_key.empty()) return nullptr;
    if (options.certificate.empty() || options.private_key.empty())
        throw std::invalid_argument("TLS takes both a certificate and a private key");
    auto tls = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
    SSL_CTX* raw = tls->native_handle();
    SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
    SSL_CTX_set_options(raw,
                        SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_cipher_list(raw, "ECDHE+AESGCM:ECDHE+CHACHA20");
    SSL_CTX_set_mode(raw, SSL_MODE_RELEASE_BUFFERS);
    const auto choose = [](SSL*, const unsigned char** out, unsigned char* size, const unsigned char* offered,
                           unsigned int length, void*) -> int {
        static constexpr unsigned char kHttp[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
        unsigned char* chosen = nullptr;
        if (SSL_select_next_proto(&chosen, size, kHttp, sizeof kHttp, offered, length) !=
            OPENSSL_NPN_NEGOTIATED)
            return SSL_TLSEXT_ERR_ALERT_FATAL;
        *out = chosen;
        return SSL_TLSEXT_ERR_OK;
    };
    SSL_CTX_set_alpn_select_cb(raw, choose, nullptr);
    ErrorCode error;
    if (tls->use_certificate_chain_file(options.certificate, error)) fail_to(options.certificate, error);
    if (tls->use_private_key_file(options.private_key, asio::ssl::context::pem, error))
        fail_to(options.private_key, error);
    return tls;
}

}  // namespace

struct Server::Impl {
    Core core;
    std::vector<std::unique_ptr<Loop>> loops;
    std::optional<Acceptor> acceptor;
    int port = 0;
    bool started = false, stopped = false;

    Impl(ServerOptions options, Router router, Refusal refusal, Observer observer);
    void listen();
    Await<void> accept();
    void admit(Socket socket, Loop& loop);
    void start();
    void stop(std::chrono::seconds patience);
    template <typename Action>
    void each_session(Action action);
};

Server::Impl::Impl(ServerOptions options, Router router, Refusal refusal, Observer observer)
    : core{std::move(options), std::move(router), std::move(refusal), std::move(observer)} {
    if (core.options.io_threads < 1 || core.options.least_rate < 1)
        throw std::invalid_argument("the server takes at least one I/O thread, and a least rate above 0");
    core.tls = make_tls(core.options);
    remove_abandoned_spools(core.options.temporary);
    for (int i = 0; i < core.options.io_threads; ++i) loops.push_back(std::make_unique<Loop>());
    listen();
}

void Server::Impl::listen() {
    const ServerOptions& o = core.options;
    ErrorCode error;
    const auto address = asio::ip::make_address(o.address, error);
    if (error) fail_to("listen on " + o.address, error);
    const Tcp::endpoint endpoint(address, static_cast<unsigned short>(o.port));
    acceptor.emplace(loops.front()->context);
    acceptor->open(endpoint.protocol(), error);
    if (!error) acceptor->set_option(Acceptor::reuse_address(true), error);
    if (!error) acceptor->bind(endpoint, error);
    if (!error) acceptor->listen(Acceptor::max_listen_connections, error);
    if (error) fail_to("listen on " + o.address + ":" + std::to_string(o.port), error);
    port = acceptor->local_endpoint().port();
}

Await<void> Server::Impl::accept() {
    Timer pause(loops.front()->context);
    for (std::size_t next = 0;; ++next) {
        Loop& loop = *loops[next % loops.size()];
        auto [error, socket] = co_await acceptor->async_accept(loop.context, kAwait);
        if (core.draining || error == asio::error::operation_aborted) co_return;
        if (!error) admit(std::move(socket), loop);
        if (!exhausted(error)) continue;
        pause.expires_after(
            std::chrono::milliseconds(100));  // until others have closed; the kernel's queue waits
        co_await pause.async_wait(kAwait);
    }
}

void Server::Impl::admit(Socket socket, Loop& loop) {
    ErrorCode error;
    const auto endpoint = socket.remote_endpoint(error);
    if (error) return;
    const auto address = plain_address(endpoint.address().to_string(error));
    const std::string peer = address.value_or(endpoint.address().to_string(error));
    if (!core.connections.enter(peer, !core.proxies.trusts(peer))) {
        ++core.refused;
        constexpr std::string_view kBusy =
            "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nCache-Control: "
            "no-store\r\n"
            "X-Content-Type-Options: nosniff\r\nConnection: close\r\n"
            "Content-Security-Policy: default-src 'none'; base-uri 'none'; frame-ancestors 'none'\r\n\r\n";
        if (!core.tls)
            ::send(socket.native_handle(), kBusy.data(), kBusy.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        return;
    }
    // What was written but cannot be sent yet stays small, so that a slow reader shows as one that makes no
    // progress.
    socket.set_option(Tcp::no_delay(true), error);
    socket.set_option(asio::detail::socket_option::integer<IPPROTO_TCP, TCP_NOTSENT_LOWAT>(kUnsent), error);
    auto session = std::make_shared<Session>(core, loop, std::move(socket), peer);
    asio::co_spawn(loop.context, Session::run(std::move(session)), [](std::exception_ptr failed) {
        if (failed)
            std::rethrow_exception(failed);  // a programming error: ends the program, with its message
    });
}

void Server::Impl::start() {
    if (started || stopped) throw std::logic_error("a server is started once");
    started = true;
    core.workers.start();
    asio::co_spawn(loops.front()->context, accept(), [](std::exception_ptr failed) {
        if (failed) std::rethrow_exception(failed);
    });
    for (auto& loop : loops) loop->thread = std::thread([&loop = *loop] { loop.context.run(); });
}

template <typename Action>
void Server::Impl::each_session(Action action) {
    for (auto& loop : loops)
        asio::post(loop->context, [&loop = *loop, action] {
            for (Session* session : loop.sessions) action(*session);
        });
}

void Server::Impl::stop(std::chrono::seconds patience) {
    if (std::exchange(stopped, true)) return;
    core.draining = true;
    if (started) {
        asio::post(loops.front()->context, [this] { acceptor->close(); });
        each_session([](Session& session) { session.drain(); });
        if (!core.connections.wait_for_none(Steady::now() + patience)) {
            core.abandoned = true;
            each_session([](Session& session) { session.close(); });
        }
        while (!core.connections.wait_for_none(Steady::now() + std::chrono::seconds(1))) {
        }  // handlers return
    }
    for (auto& loop : loops) loop->work.reset();
    for (auto& loop : loops)
        if (loop->thread.joinable()) loop->thread.join();
    core.workers.stop();
}

Server::Server(ServerOptions options, Router router, Refusal refusal, Observer observer)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(router), std::move(refusal),
                                   std::move(observer))) {}

Server::~Server() { stop(std::chrono::seconds(0)); }

void Server::start() { impl_->start(); }

int Server::port() const { return impl_->port; }

void Server::stop(std::chrono::seconds patience) { impl_->stop(patience); }

Server::Figures Server::figures() const {
    const Core& core = impl_->core;
    return {core.connections.count(), core.workers.running(), core.workers.waiting(), core.refused};
}

}  // namespace yuanheng::http
