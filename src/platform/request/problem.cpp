#include "platform/request/operation.hpp"

namespace yuanheng::platform {

namespace {

void write_error(reflect::JsonWriter& out, const Error& error, Language language) {
    out.begin_object();
    out.key("code").text(name(error.code));
    out.key("detail").text(message(error, language));
    if (const std::string text = hint(error, language); !text.empty()) out.key("hint").text(text);
    if (!error.where.file.empty()) out.key("pointer").text(error.where.file);
    if (error.where.line > 0) out.key("row").number(static_cast<std::int64_t>(error.where.line));
    if (error.where.column > 0) out.key("column").number(static_cast<std::int64_t>(error.where.column));
    if (!error.where.sheet.empty()) out.key("sheet").text(error.where.sheet);
    out.end_object();
}

std::string argument(const Error& error, std::string_view name) {
    for (const auto& [key, value] : error.arguments) {
        if (key == name) return value;
    }
    return {};
}

}  // namespace

http::Response json_text(std::string json, int status) {
    return http::Response::of(status, "application/json", std::move(json));
}

http::Response problem(const Errors& errors, Language language, std::string_view request_id, int status) {
    const Error& first = errors.front();
    if (status == 0) status = http_status(first.code);
    reflect::JsonWriter out;
    out.begin_object();
    out.key("type").text("urn:yuanheng:" + std::string(name(first.code)));
    out.key("title").text(message(first, language));
    out.key("status").number(static_cast<std::int64_t>(status));
    out.key("code").text(name(first.code));
    out.key("detail").text(message(first, language));
    if (const std::string text = hint(first, language); !text.empty()) out.key("hint").text(text);
    out.key("request_id").text(request_id);
    out.key("errors").begin_array();
    for (const Error& error : errors) write_error(out, error, language);
    out.end_array().end_object();
    http::Response response = http::Response::of(status, "application/problem+json", out.take());
    if (const std::string seconds = argument(first, "retry_after"); !seconds.empty()) {
        response.with("Retry-After", seconds);
    }
    return response;
}

}  // namespace yuanheng::platform
