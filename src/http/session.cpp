#include "http/session.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/post.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <cerrno>
#include <limits>

#include "http/framing.hpp"
#include "http/url.hpp"

namespace yuanheng::http {

namespace beast = boost::beast;

namespace {

/// Instead of a status: nobody is there any more who could be answered.
constexpr int kGone = -1;
constexpr std::size_t kPiece = 64 * 1024, kTogether = 16 * 1024;
/// How long a closing connection is listened to, so that the client can still read what was sent.
constexpr std::chrono::seconds kLinger{2};

/// Beast's parser, reading into what a session keeps. What it lets pass but must not, framing.hpp and url.hpp
/// refuse.
class Parser final : public beast::http::basic_parser<true> {
public:
    std::string method, target;
    int version = 11;
    Headers fields;
    Body* body = nullptr;  ///< set once the head has been read
    int status = 0;        ///< why the body refused something

private:
    using View = beast::string_view;
    using Error = ErrorCode;

    void on_request_impl(beast::http::verb, View method_name, View whole_target, int number,
                         Error&) override {
        method = method_name;
        target = whole_target;
        version = number;
    }
    void on_field_impl(beast::http::field, View name, View value, Error&) override {
        if (!body)
            fields.emplace_back(name, value);  // trailers go unused: they were not checked with the head
    }
    std::size_t on_body_impl(View piece, Error& error) override {
        if ((status = body->take({piece.data(), piece.size()}))) error = beast::http::error::body_limit;
        return piece.size();
    }
    std::size_t on_chunk_body_impl(std::uint64_t, View piece, Error& error) override {
        return on_body_impl(piece, error);
    }
    void on_chunk_header_impl(std::uint64_t size, View, Error& error) override {
        if (body->fits(size)) return;
        status = 413;
        error = beast::http::error::body_limit;
    }
    void on_response_impl(int, View, int, Error&) override {}
    void on_header_impl(Error&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, Error&) override {}
    void on_finish_impl(Error&) override {}
};

}  // namespace

/// One request and its answer.
struct Exchange {
    explicit Exchange(Memory& memory) : held(memory) {}

    Steady::time_point begin = Steady::now();
    Parser parser;
    Framing framing;
    Request request;
    Router::Match match;
    std::optional<Body> body;
    Answer answer;
    Held held;  ///< by the answer
    Served served;
    bool broken = false;  ///< what follows on the connection cannot be told from this request
};

Await<void> Session::run(std::shared_ptr<Session> self) {
    self->loop_.sessions.insert(self.get());
    try {
        const bool ready = co_await self->shake_hands();
        Next next = ready ? Next::again : Next::drop;
        while (next == Next::again) next = co_await self->exchange();
        if (next == Next::part) co_await self->part();
    } catch (const std::bad_alloc&) {  // this connection ends; others may have given memory back by then
        ++self->core_.refused;
    }
}

Await<bool> Session::shake_hands() {
    if (!tls_) co_return true;
    arm(Steady::now() + core_.options.header_timeout);
    const auto [error] = co_await tls_->async_handshake(asio::ssl::stream_base::server, kAwait);
    co_return !error;
}

Await<Session::Next> Session::exchange() {
    Exchange e(core_.memory);
    int status = co_await read_head(e);
    if (status == 0) status = admit(e);
    if (status == 0) status = co_await read_body(e);
    if (status == 0) status = co_await handle(e);
    if (status == kGone) co_return Next::drop;
    if (status != 0) refuse(e, status);
    const Next next = co_await send(e);
    observe(e);
    buffer_.shrink();
    co_return next;
}

/// Waits for a request's head. 0, a status to refuse it with, or kGone.
Await<int> Session::read_head(Exchange& e) {
    const ServerOptions& o = core_.options;
    arm(Steady::now() + (std::exchange(first_, false) ? o.header_timeout : o.idle_timeout));
    e.request.id = core_.next_id();
    e.request.peer = address_;
    e.request.secure = tls_.has_value();
    e.broken = true;
    bool empty_line = true;  // one before a request is forgiven (RFC 9112 §2.2)
    for (std::size_t seen = 0;;) {
        if (empty_line && buffer_.unread().starts_with("\r\n")) {
            buffer_.consume(2);
            empty_line = false;
            seen = 0;
        }
        const std::string_view unread = buffer_.unread();
        const HeadEnd end = find_head_end(unread, seen);
        if (end.kind == HeadEnd::Kind::malformed) co_return 400;
        const std::size_t size = end.kind == HeadEnd::Kind::complete ? end.size : unread.size();
        const std::size_t line = std::min(unread.find("\r\n"), size);
        if (line > o.most_target + 32) co_return 414;
        if (size > o.most_header_bytes) co_return 431;
        if (end.kind == HeadEnd::Kind::complete) {
            e.served.bytes_in = size;
            const int status = read_request(e, unread.substr(0, size));
            buffer_.consume(size);
            e.broken = status != 0;
            co_return status;
        }
        seen = unread.size();
        idle_ = unread.empty();
        if (idle_ && core_.draining) co_return kGone;
        const bool received = co_await fill(o.most_header_bytes + 1);
        if (!received) co_return expired_ && !idle_ ? 408 : kGone;
        if (std::exchange(idle_, false)) {
            e.begin = Steady::now();
            arm(e.begin + o.header_timeout);
        }
    }
}

/// 0 or the status to refuse with. The request holds what could be read.
int Session::read_request(Exchange& e, std::string_view head) {
    ErrorCode error;
    e.parser.header_limit(std::numeric_limits<std::uint32_t>::max());  // limited already
    e.parser.body_limit(boost::none);                                  // by Body
    e.parser.put(asio::buffer(head.data(), head.size()), error);
    e.request.method = method_of(e.parser.method);
    if (error) return error == beast::http::error::bad_version ? status_of_bad_version(head) : 400;
    if (!e.parser.is_header_done()) return 400;
    if (e.parser.target.size() > core_.options.most_target) return 414;
    if (e.parser.fields.size() > core_.options.most_headers) return 431;
    e.framing = read_framing(e.parser.fields, e.parser.method, e.parser.version);
    e.request.headers = std::move(e.framing.headers);
    Proxies::Client client = core_.proxies.client(address_, tls_.has_value(), e.request);
    e.request.peer = std::move(client.address);
    e.request.secure = client.secure;
    auto target = read_target(e.parser.target);
    if (!target) return 400;
    e.request.path = std::move(target->path);
    e.request.query = std::move(target->query);
    return e.framing.status;
}

/// Whether the request may go on; to be known before its body is sent.
int Session::admit(Exchange& e) {
    e.match = core_.router.find(e.request.method, e.request.path);
    if (!e.match.route) return e.match.allowed.empty() ? 404 : 405;
    e.request.path_values = std::move(e.match.values);
    const Limits& limits = e.match.route->limits;
    if (e.framing.length > limits.body) return 413;
    return core_.workers.full(limits.kind) ? 503 : 0;
}

Await<int> Session::read_body(Exchange& e) {
    const Limits& limits = e.match.route->limits;
    if (e.parser.is_done() && !limits.upload) co_return 0;
    e.body.emplace(limits, core_.memory);
    e.parser.body = &*e.body;
    if (const int status = e.body->open(core_.options.temporary)) co_return status;
    if (e.framing.expects_continue && buffer_.empty() && !e.parser.is_done()) {
        const bool sent = co_await write(e, "HTTP/1.1 100 Continue\r\n\r\n");
        if (!sent) co_return kGone;
    }
    // Whatever remains of a chunked body has at least the five bytes of its last chunk; Beast asserts on
    // fewer.
    const std::size_t least = e.framing.chunked ? 5 : 1;
    const auto grace_ends = Steady::now() + core_.options.body_grace;
    for (bool starving = false; !e.parser.is_done();) {
        if (starving || buffer_.unread().size() < least) {
            arm(grace_ends + std::chrono::seconds(e.body->size() / core_.options.least_rate));
            if (buffer_.space(kPiece).size() == 0)
                co_return 400;  // a chunk's extensions, or trailers, without end
            const bool received = co_await fill(kPiece);
            if (!received) co_return expired_ ? 408 : kGone;
        }
        ErrorCode error;
        const std::string_view unread = buffer_.unread();
        if (unread.size() < least) continue;
        const std::size_t read = e.parser.put(asio::buffer(unread.data(), unread.size()), error);
        buffer_.consume(read);
        e.served.bytes_in += read;
        starving = error == beast::http::error::need_more;
        if (error && !starving) co_return e.parser.status ? e.parser.status : 400;
    }
    e.body->give(e.request);
    co_return 0;
}

/// Has a worker run the handler.
Await<int> Session::handle(Exchange& e) {
    arm(Steady::time_point::max());
    const Route& route = *e.match.route;
    e.request.deadline = Steady::now() + route.limits.deadline;
    bool late = false;
    const bool taken = co_await on_worker(route.limits.kind, [&] {
        late = core_.abandoned || Steady::now() > e.request.deadline;
        if (!late) e.answer = run_handler(route.handler, e.request, core_.refusal, e.served.error);
    });
    if (!taken || late || !core_.memory.has_room_for(e.answer.body.size())) co_return 503;
    if (e.answer.events && core_.streams >= core_.options.most_streams) co_return 503;
    co_return 0;
}

void Session::refuse(Exchange& e, int status) {
    if (status == 503) ++core_.refused;
    auto& allowed = e.match.allowed;
    if (status == 405 && allowed.empty())
        allowed = {Method::get, Method::head, Method::post, Method::put, Method::patch, Method::del};
    e.answer = make_refusal(status, e.request, core_.refusal, allowed);
}

Await<Session::Next> Session::send(Exchange& e) {
    Answer& answer = e.answer;
    const bool keep =
        !e.broken && e.parser.is_done() && e.parser.keep_alive() && !answer.events && !core_.draining;
    e.held.set(answer.body.size());
    std::string first = std::move(answer.head);
    if (!keep)
        first += "Connection: close\r\n";
    else if (e.parser.version < 11)
        first += "Connection: keep-alive\r\n";
    first += "\r\n";
    const std::string_view body = answer.body;
    first += body.substr(0, kTogether);
    bool sent = co_await write(e, first);
    if (sent && body.size() > kTogether) sent = co_await write(e, body.substr(kTogether));
    if (sent && answer.file) sent = co_await write_file(e);
    if (sent && answer.events) sent = co_await stream(e);
    if (sent) co_return keep ? Next::again : Next::part;
    // The kernel would go on sending what was written, for as long as the client takes.
    ErrorCode ignored;
    socket_.set_option(asio::socket_base::linger(true, 0), ignored);
    co_return Next::drop;
}

/// Reading a file may wait for the disk, but no longer than a piece takes.
Await<bool> Session::write_file(Exchange& e) {
    std::string piece(std::min<std::uint64_t>(kPiece, e.answer.file_size), '\0');
    for (std::uint64_t at = 0; at < e.answer.file_size;) {
        const std::size_t wanted = std::min<std::uint64_t>(piece.size(), e.answer.file_size - at);
        const ssize_t n = ::pread(e.answer.file.get(), piece.data(), wanted, static_cast<off_t>(at));
        if (n <= 0)
            co_return false;  // it became shorter: cutting the connection is the only way left to say so
        const bool sent = co_await write(e, std::string_view(piece).substr(0, static_cast<std::size_t>(n)));
        if (!sent) co_return false;
        at += static_cast<std::uint64_t>(n);
    }
    co_return true;
}

/// Sends events until they end, the client leaves or the server stops.
Await<bool> Session::stream(Exchange& e) {
    struct Counted {
        std::atomic<int>& n;
        explicit Counted(std::atomic<int>& streams) : n(streams) { ++n; }
        ~Counted() { --n; }
    } counted(core_.streams);
    const Events& events = *e.answer.events;
    for (auto last_write = Steady::now();;) {
        Events::Step step;
        const auto ask = [&] {
            try {
                step = events.next();
            } catch (const std::exception& error) {
                e.served.error = error.what();
                step.last = true;
            }
        };
        co_await on_worker(Limits::Class::interactive, ask);
        std::string text;
        for (const std::string& event : step.events) text.append(event).append("\n\n");
        if (text.empty() && Steady::now() - last_write >= core_.options.heartbeat) text = ": \n\n";
        if (!text.empty()) {
            const bool sent = co_await write(e, text);
            if (!sent) co_return false;
            last_write = Steady::now();
        }
        if (step.last || core_.draining) co_return true;
        if (client_left()) co_return false;
        arm(Steady::time_point::max());
        tick_.expires_after(std::max(events.every, std::chrono::milliseconds(10)));
        co_await tick_.async_wait(kAwait);
    }
}

/// Says that nothing more comes, and reads on for a while: a socket closed with unread bytes would take the
/// answer back.
Await<void> Session::part() {
    arm(Steady::now() + kLinger);
    ErrorCode ignored;
    if (tls_) co_await tls_->async_shutdown(kAwait);
    socket_.shutdown(Socket::shutdown_send, ignored);
    std::string unread(Buffer::kFirst, '\0');
    while (!expired_) {
        const auto [error, n] = co_await socket_.async_read_some(asio::buffer(unread), kAwait);
        if (error) break;
    }
}

void Session::observe(Exchange& e) {
    if (!core_.observer) return;
    Served& served = e.served;
    served.id = e.request.id;
    served.peer = e.request.peer;
    served.method = e.parser.method.substr(0, 32);
    served.path = e.request.path;
    if (e.match.route) served.pattern = e.match.route->pattern;
    served.status = e.answer.status;
    served.took = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - e.begin);
    core_.observer(served);
}

/// Receives something; false where nothing more comes, or not in time (then expired_).
Await<bool> Session::fill(std::size_t most) {
    const auto space = buffer_.space(most);
    const auto [error, n] = co_await read_some(space);
    buffer_.received(n);
    co_return !error && n > 0 && !expired_;
}

Await<bool> Session::write(Exchange& e, std::string_view bytes) {
    while (!bytes.empty()) {
        arm(Steady::now() + core_.options.write_timeout);
        const auto [error, n] = co_await write_some(asio::buffer(bytes.data(), bytes.size()));
        if (error) co_return false;
        e.served.bytes_out += n;
        bytes.remove_prefix(n);
    }
    co_return true;
}

/// Whether a worker did it; not where the queue is full.
template <typename Work>
Await<bool> Session::on_worker(Limits::Class kind, Work work) {
    bool done = false;
    const auto tell = [this, &done] {
        done = true;
        gate_.cancel();
    };
    const bool taken = core_.workers.post(kind, [this, &work, tell] {
        work();
        asio::post(loop_.context, tell);
    });
    while (taken && !done) {
        gate_.expires_at(Steady::time_point::max());
        co_await gate_.async_wait(kAwait);
    }
    co_return taken;
}

/// Cancels what is under way when the deadline passes. The timer is only set anew when the deadline comes
/// nearer; else it is looked at again when it rings, so that a busy connection sets none.
void Session::arm(Steady::time_point deadline) {
    expired_ = false;
    deadline_ = deadline;
    if (deadline >= armed_) return;
    armed_ = deadline;
    watch_.expires_at(deadline);
    watch_.async_wait([weak = weak_from_this()](ErrorCode error) {
        const auto self = weak.lock();
        if (error || !self) return;
        self->armed_ = Steady::time_point::max();
        if (Steady::now() < self->deadline_) return self->arm(self->deadline_);
        self->expired_ = true;
        self->socket_.cancel();
    });
}

/// Whether there is anything to read: the end, or what has no place in an event stream.
bool Session::client_left() {
    char byte = 0;
    return ::recv(socket_.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) >= 0 || errno != EAGAIN;
}

}  // namespace yuanheng::http
