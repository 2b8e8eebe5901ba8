#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "http/message.hpp"

namespace yuanheng::http {

/// What the parser would read but must not: RFC 9112 (framing) and RFC 9110 (fields), where two readers of
/// the same bytes could see different requests. Pure functions of bytes.

struct HeadEnd {
    enum class Kind : unsigned char { incomplete, complete, malformed } kind = Kind::incomplete;
    std::size_t size = 0;  ///< of a complete head, its empty line included
};
/// Looks for the empty line that ends a head. Malformed: CR or LF by itself, other controls than tabs, and
/// lines that begin with a blank (folded fields). `seen`: as many bytes were looked at before.
HeadEnd find_head_end(std::string_view bytes, std::size_t seen = 0);

/// 505 where the request line is sound but for a version that is not served, else 400.
int status_of_bad_version(std::string_view head);

/// What a head's fields say.
struct Framing {
    int status = 0;   ///< to refuse the request with, closing the connection; 0: none
    Headers headers;  ///< as Request::headers
    bool chunked = false;
    std::uint64_t length = 0;  ///< of the body, where it is not chunked
    bool expects_continue = false;
};
/// `fields` are those of one head as they came, names being tokens and values free of controls. `version`: 10
/// or 11. Refused with
/// - 400: a field repeated that is no list; no Host, or none that names a host; Content-Length that is no
/// decimal
///   number below 2⁶³, or beside Transfer-Encoding; chunked other than once and last, or in HTTP/1.0; a GET
///   or HEAD with a body
/// - 405: TRACE, CONNECT; 415: encoded bodies; 417: unknown expectations; 501: unknown methods and transfer
/// codings
Framing read_framing(const Headers& fields, std::string_view method, int version);

}  // namespace yuanheng::http
