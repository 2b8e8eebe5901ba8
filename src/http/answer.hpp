#pragma once

#include <cstdint>
#include <ctime>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "http/body.hpp"
#include "http/message.hpp"

namespace yuanheng::http {

/// A response as it goes over the wire.
struct Answer {
    int status = 0;
    std::string head;  ///< status line and fields, without Connection and the empty line
    std::string body;
    File file;  ///< its `file_size` bytes follow the body
    std::uint64_t file_size = 0;
    std::optional<Events> events;  ///< then these, until they end
};

/// Makes the answer to `request`: opens files, compresses, and leaves the body out for HEAD, 204 and where
/// the client has the same ETag. Throws std::logic_error for a response that must not be sent,
/// std::system_error for a file that cannot be opened.
Answer make_answer(Response response, const Request& request);

using RefusalMaker = std::function<Response(int status, const Request&)>;
/// The answer of `refuse`, or the bare status where it throws. With Retry-After for 503 and Allow for 405.
Answer make_refusal(int status, const Request& request, const RefusalMaker& refuse,
                    const std::vector<Method>& allowed);

/// Runs a handler. What it throws becomes 500, and `error` says what it was.
Answer run_handler(const Handler& handler, Request& request, const RefusalMaker& refuse, std::string& error);

/// "Sun, 06 Nov 1994 08:49:37 GMT".
std::string http_date(std::time_t time);
/// 26 characters of Crockford's base 32: 48 bits of milliseconds, then 40 of each number.
/// They ascend with time.
std::string request_id(std::int64_t milliseconds, std::uint64_t random_high, std::uint64_t random_low);

}  // namespace yuanheng::http
