#include "db/sql_text.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace yuanheng::db {

namespace {

bool starts(std::string_view sql, std::size_t at, std::string_view what) {
    return sql.substr(at, what.size()) == what;
}

/// Where the comment or quoted piece that begins at `at` ends; `at` itself where none begins.
std::size_t end_of(std::string_view sql, std::size_t at, Piece& kind) {
    std::size_t end = at;
    if (sql[at] == '\'' || sql[at] == '"') {
        kind = Piece::quoted;
        end = sql.find(sql[at], at + 1);
        if (end != std::string_view::npos)
            return end + 1;  // a doubled quote is two pieces, which does no harm
    } else if (starts(sql, at, "--")) {
        kind = Piece::comment;
        return std::min(sql.find('\n', at), sql.size());
    } else if (starts(sql, at, "/*")) {
        kind = Piece::comment;
        end = sql.find("*/", at + 2);
        if (end != std::string_view::npos) return end + 2;
    } else {
        return at;
    }
    throw std::logic_error("SQL with a quote or comment that does not end");
}

bool blank(char c) { return std::isspace(static_cast<unsigned char>(c)); }

}  // namespace

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

void cut(std::string_view sql, const std::function<void(Piece, std::string_view)>& piece) {
    std::size_t code = 0;
    for (std::size_t at = 0; at < sql.size();) {
        Piece kind = Piece::code;
        const std::size_t end = end_of(sql, at, kind);
        if (end == at) {
            ++at;
            continue;
        }
        if (at > code) piece(Piece::code, sql.substr(code, at - code));
        piece(kind, sql.substr(at, end - at));
        code = at = end;
    }
    if (code < sql.size()) piece(Piece::code, sql.substr(code));
}

Numbered numbered(std::string_view sql) {
    Numbered out;
    cut(sql, [&](Piece kind, std::string_view text) {
        for (const char c : text) {
            if (kind == Piece::code && c == '?') {
                out.sql += '$' + std::to_string(++out.parameters);
            } else {
                out.sql += c;
            }
        }
    });
    return out;
}

std::vector<std::string> statements(std::string_view script) {
    std::vector<std::string> out;
    std::string current;
    bool code = false;
    const auto end = [&] {
        if (code) out.push_back(current);
        current.clear();
        code = false;
    };
    cut(script, [&](Piece kind, std::string_view text) {
        for (const char c : text) {
            if (kind == Piece::code && c == ';') {
                end();
                continue;
            }
            code |= kind == Piece::quoted || (kind == Piece::code && !blank(c));
            current += c;
        }
    });
    end();
    return out;
}

std::vector<std::string> tokens(std::string_view sql) {
    std::vector<std::string> out;
    cut(sql, [&](Piece kind, std::string_view text) {
        if (kind == Piece::quoted) out.emplace_back(text);
        if (kind != Piece::code) return;
        for (std::size_t at = 0; at < text.size();) {
            std::size_t end = at + 1;
            if (is_word(text[at]))
                end = static_cast<std::size_t>(
                    std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_word) -
                    text.begin());
            if (!blank(text[at])) {
                out.emplace_back(text.substr(at, end - at));
                for (char& c : out.back()) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
            }
            at = end;
        }
    });
    return out;
}

}  // namespace yuanheng::db
