#include "db/address.hpp"

#include <algorithm>
#include <vector>

#include "db/database.hpp"

namespace yuanheng::db {

namespace {

/// "secret" of "postgresql://user:secret@host/…": up to the last @, since a password may have one by mistake.
std::string_view in_authority(std::string_view url) {
    const std::size_t begin = url.find("//");
    if (begin == url.npos) return {};
    std::string_view rest = url.substr(begin + 2);
    if (const std::size_t query = rest.find('?'); rest.substr(0, query).find('@') != rest.npos)
        rest = rest.substr(0, query);
    const std::size_t colon = rest.find(':'), at = rest.rfind('@');
    if (colon == rest.npos || at == rest.npos || colon > at) return {};
    return rest.substr(colon + 1, at - colon - 1);
}

/// The longest first, since one may be a part of another.
std::vector<std::string_view> passwords(std::string_view url) {
    std::vector<std::string_view> out{in_authority(url)};
    constexpr std::string_view kKey = "password=";
    for (std::size_t at = url.find(kKey); at != url.npos; at = url.find(kKey, at)) {
        at += kKey.size();
        out.push_back(url.substr(at, url.find_first_of("& ", at) - at));
    }
    std::erase_if(out, [](std::string_view word) { return word.empty(); });
    std::sort(out.begin(), out.end(),
              [](std::string_view a, std::string_view b) { return a.size() > b.size(); });
    return out;
}

}  // namespace

bool is_postgres(std::string_view url) {
    return url.starts_with("postgresql://") || url.starts_with("postgres://");
}

std::string without_password(std::string text, std::string_view url) {
    constexpr std::string_view kHidden = "***";
    for (const std::string_view password : passwords(url)) {
        for (std::size_t at = text.find(password); at != text.npos;
             at = text.find(password, at + kHidden.size()))
            text.replace(at, password.size(), kHidden);
    }
    return text;
}

void check_password(std::string_view url) {
    const std::string_view authority = url.substr(0, url.find('?'));
    if (in_authority(authority).find_first_of("@/") == authority.npos) return;
    throw Failure(
        Fault::other,
        "the password in the database's address has a character that ends it there: write %40 for @, "
        "%2F for /, %3F for ?, %25 for %");
}

}  // namespace yuanheng::db
