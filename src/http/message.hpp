#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace yuanheng::http {

enum class Method : unsigned char { get, head, post, put, patch, del, options, other };
inline constexpr std::size_t kMethods = 8;
/// "GET"; empty for Method::other.
std::string_view name(Method method);
/// Method::other for everything that is not served, TRACE and CONNECT among them.
Method method_of(std::string_view name);

using Headers = std::vector<std::pair<std::string, std::string>>;

/// A request whose framing, sizes, path and query have been checked. Names of headers are in lower case, each
/// once (repeated ones of those that may be repeated are joined by ", "; others were refused).
struct Request {
    Method method = Method::get;
    std::string
        path;  ///< percent-decoded once, valid UTF-8, begins with /, without . and .. segments and NUL
    std::vector<std::pair<std::string, std::string>> query;  ///< decoded, in order
    Headers headers;
    std::string body;    ///< where the route takes bodies in memory
    std::string upload;  ///< path of a temporary file with the body, where the route takes uploads; removed
                         ///< afterwards
    std::uint64_t upload_size = 0;
    std::string peer;  ///< the client's address: from X-Forwarded-For only where a configured proxy sent it
    bool secure = false;  ///< by TLS here, or at a configured proxy
    std::string id;       ///< for logs and error pages; 26 characters
    std::chrono::steady_clock::time_point deadline;
    std::vector<std::pair<std::string, std::string>> path_values;  ///< {id} of the route's pattern

    /// Empty where there is none.
    std::string_view header(std::string_view lower_case_name) const;
    std::optional<std::string_view> parameter(std::string_view name) const;
    std::string_view path_value(std::string_view name) const;
    /// The cookie's value; empty where there is none or it stands twice.
    std::string_view cookie(std::string_view name) const;
};

/// A file sent as the body. One that cannot be opened is answered with 500.
struct FileBody {
    std::string path;
    bool remove = false;  ///< afterwards, whatever becomes of the answer
    bool precompressed =
        false;  ///< path.gz beside it holds the same, gzip-encoded, for clients that accept it
};

/// Server-sent events: `next` is asked every `every` on a worker thread for what is new (each a whole event
/// without the trailing blank line), and says when it ends. Comments keep the connection alive in between.
/// When all workers are busy and their queue is full, a turn is left out.
struct Events {
    struct Step {
        std::vector<std::string> events;
        bool last = false;
    };
    std::chrono::milliseconds every{500};
    std::function<Step()> next;
};

/// What a handler answers. The server adds Date, X-Request-Id, Content-Length, Connection and, where it
/// compresses the body, Content-Encoding; a 200 whose ETag the client already has becomes 304. A header with
/// a line break in it, or one of the framing (Content-Length, Transfer-Encoding, Connection), is a
/// programming error: 500.
struct Response {
    int status = 200;
    Headers headers;
    std::variant<std::string, FileBody, Events> body;

    /// Of the first header of this name (in any case); null where there is none.
    const std::string* header(std::string_view name) const;

    Response& with(std::string name, std::string value) {
        headers.emplace_back(std::move(name), std::move(value));
        return *this;
    }
    static Response of(int status, std::string content_type, std::string body);
};

/// What a route takes.
struct Limits {
    std::size_t body = 1 << 20;  ///< bytes; more is answered with 413, as early as it is known
    bool upload = false;         ///< the body goes to a temporary file
    std::chrono::seconds deadline{
        15};  ///< for the handler, from the request's last byte; 503 where none was free by then
    /// Classes are admitted separately, so that exports cannot starve the screens.
    enum class Class : unsigned char { interactive, heavy } kind = Class::interactive;
};

using Handler = std::function<Response(Request&)>;

struct Route {
    Method method = Method::get;
    std::string pattern;  ///< /api/enterprises/{id}; a last segment {rest*} takes everything
    Limits limits;
    Handler handler;
};

}  // namespace yuanheng::http
