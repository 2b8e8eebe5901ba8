#pragma once

#include <string>
#include <string_view>

namespace yuanheng::db {

/// Whether the address is PostgreSQL's; otherwise it is a file's path.
bool is_postgres(std::string_view url);

/// `text` with each password of the address as ***: what people are shown of an address, or of a message that
/// may repeat it. A misspelt address hides its password too.
std::string without_password(std::string text, std::string_view url);

/// Throws Failure (other) where the password of a PostgreSQL address has a character that ends it: libpq
/// would take the rest of the password for the host, and say so in its message.
void check_password(std::string_view url);

}  // namespace yuanheng::db
