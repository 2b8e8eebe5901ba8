#include "http/answer.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <string_view>
#include <system_error>

#include "base/text.hpp"
#include "http/gzip.hpp"
#include "http/split.hpp"

namespace yuanheng::http {

namespace {

std::string_view reason(int status) {
    switch (status) {
        case 200: return "OK";
        case 201: return "Created";
        case 202: return "Accepted";
        case 204: return "No Content";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 412: return "Precondition Failed";
        case 413: return "Content Too Large";
        case 414: return "URI Too Long";
        case 415: return "Unsupported Media Type";
        case 417: return "Expectation Failed";
        case 422: return "Unprocessable Content";
        case 428: return "Precondition Required";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 501: return "Not Implemented";
        case 503: return "Service Unavailable";
        case 505: return "HTTP Version Not Supported";
        default: return "";
    }
}

/// What would break the head, or another's promise about it, must not be sent: this is how header injection
/// ends.
void check(const Response& response) {
    if (response.status < 200 || response.status > 599)
        throw std::logic_error(fmt::format("{} is no status of an answer", response.status));
    constexpr std::string_view kName = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
    const auto control = [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7F; };
    for (const auto& [name, value] : response.headers) {
        if (name.empty() || name.find_first_not_of(kName) != name.npos ||
            std::any_of(value.begin(), value.end(), control))
            throw std::logic_error(fmt::format("a header \"{}\" that cannot be sent", name));
        const std::string known = lower(name);
        if (known == "content-length" || known == "transfer-encoding" || known == "connection")
            throw std::logic_error(fmt::format("the header {} is the server's", name));
    }
}

/// Whether If-None-Match holds the ETag, by weak comparison (RFC 9110 §13.1.2).
bool client_has(const Response& response, const Request& request) {
    const std::string* etag = response.header("ETag");
    std::string_view known = request.header("if-none-match");
    if (!etag || known.empty() || response.status != 200) return false;
    if (request.method != Method::get && request.method != Method::head) return false;
    const auto opaque = [](std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; };
    while (!known.empty()) {
        const std::string_view tag = strip(cut(known, ','));
        if (tag == "*" || opaque(tag) == opaque(*etag)) return true;
    }
    return false;
}

File open_file(const std::string& path) {
    return File(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
}

std::uint64_t size_of(const File& file, const std::string& path) {
    struct stat about {};
    if (!file || ::fstat(file.get(), &about) != 0)
        throw std::system_error(errno, std::generic_category(), path);
    if (!S_ISREG(about.st_mode)) throw std::system_error(EISDIR, std::generic_category(), path);
    ::posix_fadvise(file.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
    return static_cast<std::uint64_t>(about.st_size);
}

/// Opens the file, or its compressed twin.
void open_body(const FileBody& body, bool compress, Response& response, Answer& answer) {
    if (body.precompressed && compress) {
        answer.file = open_file(body.path + ".gz");
        if (answer.file) response.with("Content-Encoding", "gzip");
    }
    if (!answer.file) answer.file = open_file(body.path);
    answer.file_size = size_of(answer.file, body.path);
}

/// Removes a file at the end of its scope, if it shall not stay; who has opened it can still read it.
struct Remover {
    std::string path;
    ~Remover() {
        if (!path.empty()) ::unlink(path.c_str());
    }
};

/// The ETag stays what it was, though RFC 9110 §8.8.3 wants one for each encoding: it is the record's
/// version, which the client sends back in If-Match.
void compress_text(bool compress, Response& response, std::string& body) {
    const std::string* type = response.header("Content-Type");
    if (!type || !compressible(*type) || body.size() < kLeastToCompress) return;
    response.with("Vary", "Accept-Encoding");
    if (!compress) return;
    auto packed = gzip(body);
    if (!packed) return;
    body = std::move(*packed);
    response.with("Content-Encoding", "gzip");
}

void prepare_events(Events events, Response& response, Answer& answer) {
    if (!events.next) throw std::logic_error("an event stream without events");
    if (!response.header("Content-Type")) response.with("Content-Type", "text/event-stream");
    if (!response.header("Cache-Control")) response.with("Cache-Control", "no-store");
    response.with("X-Accel-Buffering", "no");  // nginx would hold events back until a buffer is full
    answer.events = std::move(events);
}

std::string write_head(const Response& response, const Request& request) {
    std::string head = fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason(response.status));
    for (const auto& [name, value] : response.headers)
        head.append(name).append(": ").append(value).append("\r\n");
    if (!response.header("Date")) head += "Date: " + http_date(std::time(nullptr)) + "\r\n";
    if (!response.header("X-Request-Id")) head += "X-Request-Id: " + request.id + "\r\n";
    return head;
}

}  // namespace

Answer make_answer(Response response, const Request& request) {
    auto* file = std::get_if<FileBody>(&response.body);
    const Remover remover{file && file->remove ? file->path : std::string()};
    check(response);
    if (client_has(response, request)) response.status = 304;
    const bool bare = response.status == 204 || response.status == 304;
    const bool compress =
        !response.header("Content-Encoding") && accepts_gzip(request.header("accept-encoding"));
    Answer answer;
    answer.status = response.status;
    if (file && file->precompressed) response.with("Vary", "Accept-Encoding");
    if (file && !bare) open_body(*file, compress, response, answer);
    if (auto* events = std::get_if<Events>(&response.body))
        prepare_events(std::move(*events), response, answer);
    if (auto* text = std::get_if<std::string>(&response.body); text && !bare) {
        compress_text(compress, response, *text);
        answer.body = std::move(*text);
    }
    answer.head = write_head(response, request);
    if (!bare && !answer.events)
        answer.head +=
            fmt::format("Content-Length: {}\r\n", answer.file ? answer.file_size : answer.body.size());
    if (bare || request.method == Method::head) {
        answer.body.clear();
        answer.file = File();
        answer.events.reset();
    }
    return answer;
}

Answer make_refusal(int status, const Request& request, const RefusalMaker& refuse,
                    const std::vector<Method>& allowed) {
    const auto complete = [&](Response response) {
        if (status == 503 && !response.header("Retry-After")) response.with("Retry-After", "1");
        std::string methods;
        for (const Method method : allowed) methods.append(methods.empty() ? "" : ", ").append(name(method));
        if (status == 405) response.with("Allow", methods);
        return make_answer(std::move(response), request);
    };
    try {
        return complete(refuse(status, request));
    } catch (...) {
        return complete(Response::of(status, "text/plain", fmt::format("{} {}\n", status, reason(status))));
    }
}

Answer run_handler(const Handler& handler, Request& request, const RefusalMaker& refuse, std::string& error) {
    try {
        return make_answer(handler(request), request);
    } catch (const std::exception& e) {
        error = *e.what() ? e.what() : "an exception";
    } catch (...) {
        error = "an exception of an unknown kind";
    }
    return make_refusal(500, request, refuse, {});
}

std::string http_date(std::time_t time) {
    std::tm t{};
    ::gmtime_r(&time, &t);
    constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", kDays[t.tm_wday], t.tm_mday,
                       kMonths[t.tm_mon], t.tm_year + 1900, t.tm_hour, t.tm_min, t.tm_sec);
}

std::string request_id(std::int64_t milliseconds, std::uint64_t random_high, std::uint64_t random_low) {
    constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::string id(26, '0');
    const auto write = [&](std::size_t end, std::size_t digits, std::uint64_t bits) {
        for (std::size_t i = 0; i < digits; ++i, bits >>= 5) id[end - 1 - i] = kDigits[bits & 31];
    };
    write(10, 10, static_cast<std::uint64_t>(milliseconds));
    write(18, 8, random_high);
    write(26, 8, random_low);
    return id;
}

}  // namespace yuanheng::http
