#include "platform/identity/passwords.hpp"

#include <sodium.h>

#include <algorithm>
#include <semaphore>
#include <set>
#include <stdexcept>
#include <utility>

#include "base/text.hpp"
#include "platform/codes.hpp"
#include "platform/identity/weak_passwords.hpp"

namespace yuanheng::platform {

namespace {

constexpr unsigned long long kPasses = 3;
constexpr std::size_t kMemory = std::size_t{32} << 20;
constexpr std::size_t kMostAround = 8;  // digits and symbols that do not make a known word unknown

/// Each hash takes 32 MiB: a flood of sign-ins must not take all memory.
std::counting_semaphore<2>& hashing() {
    static std::counting_semaphore<2> two(2);
    return two;
}
class Turn {
public:
    Turn() { hashing().acquire(); }
    ~Turn() { hashing().release(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }
bool listed(std::string_view text) {
    const std::span<const std::string_view> words = weak_passwords();
    return std::binary_search(words.begin(), words.end(), text);
}

/// The text with the letters that people write as digits and symbols; `one` is what 1 stands for.
std::string spelled(std::string_view text, char one) {
    static constexpr std::pair<char, char> kFor[] = {{'@', 'a'}, {'4', 'a'}, {'3', 'e'},
                                                     {'!', 'i'}, {'0', 'o'}, {'$', 's'},
                                                     {'5', 's'}, {'7', 't'}, {'8', 'b'}};
    std::string out(text);
    for (char& c : out) {
        if (c == '1') c = one;
        for (const auto& [from, to] : kFor) {
            if (c == from) c = to;
        }
    }
    return out;
}

bool listed_or_spelled(std::string_view text) {
    return listed(text) || listed(spelled(text, 'l')) || listed(spelled(text, 'i'));
}

/// A known word with a few digits and symbols before and behind it. Every cut is tried: zhang@123 is zhang,
/// p@ssw0rd1 is p@ssw0rd.
bool decorated(std::string_view text) {
    std::size_t before = 0;
    while (before < text.size() && !is_letter(text[before])) ++before;
    std::size_t behind = text.size();
    while (behind > before && !is_letter(text[behind - 1])) --behind;
    for (std::size_t from = 0; from <= before; ++from) {
        for (std::size_t to = behind; to <= text.size(); ++to) {
            const std::size_t around = from + text.size() - to;
            if (to > from && around <= kMostAround && listed_or_spelled(text.substr(from, to - from)))
                return true;
        }
    }
    return false;
}

/// 20260131, 310126, 13812345678 and the like.
bool date_or_phone(std::string_view text) {
    if (!std::all_of(text.begin(), text.end(), is_digit)) return false;
    if (text.size() == 11 && text[0] == '1' && text[1] >= '3') return true;
    return text.size() == 8 &&
           (parse_date(text).has_value() ||
            parse_date(std::string(text.substr(4)) + std::string(text.substr(0, 4))).has_value() ||
            parse_date(std::string(text.substr(4)) + std::string(text.substr(2, 2)) +
                       std::string(text.substr(0, 2)))
                .has_value());
}

/// A unit of up to four characters again and again (abababab), or every character one further than the last
/// (23456789).
bool run_or_repetition(std::string_view text) {
    for (std::size_t unit = 1; unit <= 4 && unit * 2 <= text.size(); ++unit) {
        if (std::equal(text.begin() + static_cast<std::ptrdiff_t>(unit), text.end(), text.begin()))
            return true;
    }
    for (const int step : {1, -1}) {
        const auto breaks = [step](char a, char b) { return b - a != step; };
        if (std::adjacent_find(text.begin(), text.end(), breaks) == text.end()) return true;
    }
    return false;
}

int classes_of(std::string_view password) {
    bool capital = false, small = false, digit = false, symbol = false;
    for (const char c : password) {
        if (c >= 'A' && c <= 'Z')
            capital = true;
        else if (c >= 'a' && c <= 'z')
            small = true;
        else if (is_digit(c))
            digit = true;
        else
            symbol = true;  // Chinese characters too: they are none of the other classes
    }
    return capital + small + digit + symbol;
}

/// The first of the words that the password contains.
const std::string* contained(std::string_view password, std::span<const std::string> words) {
    const std::string small = lower(password), with_l = spelled(small, 'l'), with_i = spelled(small, 'i');
    for (const std::string& word : words) {
        const bool ascii = std::all_of(word.begin(), word.end(),
                                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        if (code_points(word).size() < (ascii ? 3u : 2u)) continue;
        const std::string wanted = lower(word);
        for (const std::string* text : {&small, &with_l, &with_i}) {
            if (text->find(wanted) != text->npos) return &word;
        }
    }
    return nullptr;
}

}  // namespace

bool is_weak(std::string_view password) {
    const std::string text = lower(password);
    return listed_or_spelled(text) || decorated(text) || date_or_phone(text) || run_or_repetition(text);
}

Errors check_password(PasswordProfile profile, std::string_view password,
                      std::span<const std::string> context) {
    Errors errors;
    const auto length = static_cast<int>(code_points(password).size());
    if (length < kLeastPassword) {
        errors.push_back(Error(Code::password_short, {{"length", std::to_string(length)},
                                                      {"least", std::to_string(kLeastPassword)}}));
    }
    if (length > kMostPassword) {
        errors.push_back(Error(Code::password_long, {{"most", std::to_string(kMostPassword)}}));
        return errors;  // the rest is not worth the time
    }
    const int classes = classes_of(password);
    if (profile == PasswordProfile::mlps3 && classes < 3) {
        errors.push_back(Error(Code::password_classes, {{"count", std::to_string(classes)}}));
    }
    if (is_weak(password)) errors.push_back(Error(Code::password_known, {}));
    if (const std::string* word = contained(password, context))
        errors.push_back(Error(Code::password_context, {{"word", *word}}));
    return errors;
}

std::string hash_password(std::string_view password) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
    const Turn turn;
    std::string out(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(), kPasses, kMemory,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw std::runtime_error("no memory to hash a password");
    }
    out.resize(out.find('\0'));
    return out;
}

bool password_fits(std::string_view hash, std::string_view password) {
    static const std::string kNobodys = hash_password("a password that nobody has");
    const bool somebodys = !hash.empty();
    const std::string text(somebodys ? hash : std::string_view(kNobodys));
    const Turn turn;
    return crypto_pwhash_str_verify(text.c_str(), password.data(), password.size()) == 0 && somebodys;
}

bool hash_is_old(std::string_view hash) {
    return crypto_pwhash_str_needs_rehash(std::string(hash).c_str(), kPasses, kMemory) != 0;
}

}  // namespace yuanheng::platform
