#include "platform/core/search_text.hpp"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <memory>
#include <mutex>
#include <stdexcept>
#include <unordered_map>
#include <vector>

#include "base/text.hpp"

namespace yuanheng::platform {

namespace {

constexpr char32_t kFirstHan = 0x3400, kLastHan = 0x9FFF;

bool is_han(char32_t c) { return (c >= kFirstHan && c <= kLastHan) || (c >= 0x20000 && c <= 0x323AF); }

/// How characters of names are read, or typed, beside the reading that ICU gives: 长城, 重庆, 商行, 绿 as lv.
const std::unordered_map<char32_t, std::string_view>& second_readings() {
    static const std::unordered_map<char32_t, std::string_view> kSecond{
        {U'长', "chang"}, {U'重', "chong"}, {U'行', "hang"}, {U'乐', "yue"}, {U'厦', "xia"},
        {U'曾', "zeng"},  {U'单', "shan"},  {U'解', "xie"},  {U'仇', "qiu"}, {U'区', "ou"},
        {U'都', "du"},    {U'调', "tiao"},  {U'会', "kuai"}, {U'番', "pan"}, {U'六', "lu"},
        {U'朴', "piao"},  {U'藏', "zang"},  {U'查', "zha"},  {U'卜', "bu"},  {U'参', "shen"},
        {U'率', "lv"},    {U'绿', "lv"},    {U'旅', "lv"},   {U'律', "lv"},  {U'吕', "lv"},
        {U'铝', "lv"},    {U'女', "nv"}};
    return kSecond;
}

/// Pinyin of single characters without tones, by ICU, each asked for once.
class Readings {
public:
    Readings() {
        UErrorCode status = U_ZERO_ERROR;
        rules_.reset(
            icu::Transliterator::createInstance("Han-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
        if (U_FAILURE(status) || !rules_) throw std::runtime_error("ICU has no transliteration Han-Latin");
    }

    /// Empty where the character has none.
    const std::string& of(char32_t c) {
        const std::size_t at = c >= kFirstHan && c <= kLastHan ? c - kFirstHan : kTable;
        if (at == kTable) return rare_[c].empty() ? rare_[c] = ask(c) : rare_[c];
        if (!known_[at]) {
            table_[at] = ask(c);
            known_[at] = true;
        }
        return table_[at];
    }

private:
    static constexpr std::size_t kTable = kLastHan - kFirstHan + 1;

    std::string ask(char32_t c) {
        icu::UnicodeString text(static_cast<UChar32>(c));
        rules_->transliterate(text);
        std::string out;
        text.toUTF8String(out);
        std::erase_if(out, [](char l) { return l < 'a' || l > 'z'; });
        return out;
    }

    std::unique_ptr<icu::Transliterator> rules_;
    std::vector<std::string> table_ = std::vector<std::string>(kTable);
    std::vector<bool> known_ = std::vector<bool>(kTable);
    std::unordered_map<char32_t, std::string> rare_;
};

/// Initials and whole pinyin, in one way of reading.
struct Spelling {
    std::string initials, whole;

    void add(std::string_view syllable) {
        if (syllable.empty()) return;
        initials += syllable.front();
        whole += syllable;
    }
};

/// Every way to read a text, up to a number that nobody needs.
class Spellings {
public:
    void add(std::string_view reading, std::string_view other) {
        constexpr std::size_t kMost = 8;
        const std::size_t before = all_.size();
        if (!other.empty() && other != reading && 2 * before <= kMost) {
            for (std::size_t i = 0; i < before; ++i) all_.push_back(all_[i]);
        }
        for (std::size_t i = 0; i < all_.size(); ++i) all_[i].add(i < before ? reading : other);
    }
    void append_to(std::string& out) const {
        for (const Spelling& s : all_) out.append(" ").append(s.initials).append(" ").append(s.whole);
    }

private:
    std::vector<Spelling> all_{1};
};

}  // namespace

std::string search_words(std::string_view text) { return lower(trim(half_width(text))); }

std::string search_text(std::string_view text) {
    static std::mutex mutex;
    static Readings readings;

    std::string out = search_words(text);
    Spellings spellings;
    bool han = false;
    const std::lock_guard lock(mutex);
    for (const char32_t c : code_points(out)) {
        if (is_han(c)) {
            const auto other = second_readings().find(c);
            spellings.add(readings.of(c),
                          other == second_readings().end() ? std::string_view() : other->second);
            han = true;
        } else if (c < 0x80 && c > ' ') {
            const char letter = static_cast<char>(c);
            spellings.add({&letter, 1}, {});
        }
    }
    if (han) spellings.append_to(out);
    return out;
}

}  // namespace yuanheng::platform
