#include "scheme/scheme_load_document.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/decimal.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "scheme/codes.hpp"

namespace yuanheng::scoring::load {

namespace {

/// Walks over a document with the eyes of TOML's grammar as far as strings and comments go.
class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    /// Line on which keys or brackets nest deeper than kMaxNesting, or 0. The TOML library recurses as deep
    /// as a dotted key is long, so this is asked before it sees the text.
    long too_deep() {
        int dots = 0;
        int brackets = 0;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '#') {
                skip_to("\n");
                continue;
            }
            if (c == '"' || c == '\'') {
                skip_string(c);
                continue;
            }
            if (c == '\n' || c == '=' || c == ',') dots = 0;
            if (c == '.' && ++dots > kMaxNesting) return line();
            if ((c == '[' || c == '{') && ++brackets > kMaxNesting) return line();
            if ((c == ']' || c == '}') && brackets > 0) --brackets;
            ++at_;
        }
        return 0;
    }

private:
    long line() const {
        return 1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at_), '\n');
    }

    void skip_to(std::string_view end) { at_ = std::min(text_.find(end, at_), text_.size()); }

    void skip_string(char quote) {
        const std::string three(3, quote);
        const bool many = text_.substr(at_, 3) == three;
        at_ += many ? 3 : 1;
        while (at_ < text_.size()) {
            if (quote == '"' && text_[at_] == '\\') {
                at_ += 2;
            } else if (many ? text_.substr(at_, 3) == three : text_[at_] == quote) {
                at_ += many ? 3 : 1;
                return;
            } else if (!many && text_[at_] == '\n') {
                return;  // an open string: the parser will say so
            } else {
                ++at_;
            }
        }
        at_ = std::min(at_, text_.size());
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

/// Turns the library's tree into ours.
class Converter {
public:
    Converter(std::string_view source, std::string file) : file_(std::move(file)) {
        for (std::size_t begin = 0; begin <= source.size();) {
            const std::size_t end = std::min(source.find('\n', begin), source.size());
            lines_.push_back(source.substr(begin, end - begin));
            begin = end + 1;
        }
    }

    Item table(const toml::table& from) const {
        Item item;
        item.where = place(from.source());
        for (const auto& [key, value] : from) {
            item.keys.push_back({std::string(key.str()), place(key.source())});
            item.children.push_back(convert(value));
        }
        return item;
    }

private:
    Where place(const toml::source_region& region) const {
        return {file_, "", static_cast<long>(region.begin.line), static_cast<long>(region.begin.column)};
    }

    Item convert(const toml::node& node) const {
        if (const toml::table* inner = node.as_table()) return table(*inner);
        Item item;
        item.where = place(node.source());
        if (const toml::array* array = node.as_array()) {
            item.kind = Item::Kind::array;
            for (const toml::node& element : *array) item.children.push_back(convert(element));
        } else if (const auto* text = node.as_string()) {
            item.kind = Item::Kind::text;
            item.text = text->get();
            item.where = behind_quote(item.where);
        } else if (const auto* integer = node.as_integer()) {
            item.kind = Item::Kind::integer;
            item.text = std::to_string(integer->get());
        } else if (const auto* truth = node.as_boolean()) {
            item.kind = Item::Kind::boolean;
            item.truth = truth->get();
        } else if (const auto* day = node.as_date()) {
            const toml::date d = day->get();
            item.kind = Item::Kind::date;
            // The TOML grammar knows the lengths of months, years from 0 on; year 0 is the one date we cannot
            // hold.
            if (const auto date = Date::of(d.year, d.month, d.day)) item.date = *date;
        } else {
            item.kind = node.is_floating_point() ? Item::Kind::real : Item::Kind::time;
            if (const auto* real = node.as_floating_point(); real != nullptr && std::isfinite(real->get()))
                item.text = format_plain(decimal_of(real->get()));
        }
        return item;
    }

    /// Where the characters of a string begin, so that an error inside a formula points at its very word.
    Where behind_quote(Where where) const {
        const std::string_view line = where.line >= 1 && where.line <= static_cast<long>(lines_.size())
                                          ? lines_[static_cast<std::size_t>(where.line - 1)]
                                          : std::string_view();
        std::size_t byte = 0;
        for (long column = 1; column < where.column && byte < line.size(); ++column) {
            ++byte;
            while (byte < line.size() && (static_cast<unsigned char>(line[byte]) & 0xC0U) == 0x80U) ++byte;
        }
        const std::string_view rest = line.substr(byte);
        if (!rest.starts_with("\"\"\"") && !rest.starts_with("'''")) {
            ++where.column;
        } else if (rest.size() <= 3 || rest.substr(3) == "\r") {
            ++where.line;  // TOML drops a line end right behind the opening quotes
            where.column = 1;
        } else {
            where.column += 3;
        }
        return where;
    }

    std::string file_;
    std::vector<std::string_view> lines_;
};

std::string element_name(const Item& element) {
    for (const std::string_view key : {"code", "grade"}) {
        if (const Item* named = element.find(key)) return named->text;
    }
    return {};
}

std::optional<std::size_t> number_of(std::string_view text) {
    if (text.empty() || text.size() > 6 || text.find_first_not_of("0123456789") != std::string_view::npos)
        return {};
    return std::stoul(std::string(text));
}

/// The elements of an array or table that one step of a path names.
std::vector<Item*> select(Item& from, std::string_view step) {
    std::vector<Item*> found;
    if (from.kind == Item::Kind::table) {
        for (std::size_t i = 0; i < from.children.size(); ++i) {
            if (step == "*" || from.keys[i].name == step) found.push_back(&from.children[i]);
        }
        return found;
    }
    const auto number = number_of(step);
    for (std::size_t i = 0; i < from.children.size(); ++i) {
        if (step == "*" || element_name(from.children[i]) == step) found.push_back(&from.children[i]);
    }
    if (found.empty() && number && *number < from.children.size()) found.push_back(&from.children[*number]);
    return found;
}

std::vector<std::string> names(const Item& from) {
    std::vector<std::string> out;
    for (const Item::Key& key : from.keys) out.push_back(key.name);
    if (from.kind == Item::Kind::array) {
        for (const Item& element : from.children) out.push_back(element_name(element));
    }
    return out;
}

Result<Item> value_item(std::string_view path, std::string_view value) {
    const std::string origin = std::string(path) + "=" + std::string(value);
    if (!value.empty() && (value[0] == '{' || value[0] == '[' || value == "true" || value == "false")) {
        auto document = read_document("value = " + std::string(value), origin);
        if (!document) return tl::unexpected(document.error());
        return std::move(document->children.front());
    }
    Item item;
    item.kind = Item::Kind::text;
    item.text = std::string(value);
    item.where = {origin, "", 1, static_cast<long>(path.size()) + 2};
    return item;
}

/// A text in the place of a date or a truth value stands for one.
void put(Item& place, const Item& value) {
    const Where at = value.where;
    if (place.kind == Item::Kind::date && value.kind == Item::Kind::text) {
        if (const auto date = parse_date(value.text)) {
            place.date = *date;
            place.where = at;
            return;
        }
    }
    place = value;
}

}  // namespace

const Item* Item::find(std::string_view key) const {
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys[i].name == key) return &children[i];
    }
    return nullptr;
}

Item* Item::find(std::string_view key) { return const_cast<Item*>(std::as_const(*this).find(key)); }

Result<Item> read_document(std::string_view toml, const std::string& file) {
    if (toml.size() > kMaxBytes) {
        return fail(Code::scheme_too_large, {{"limit", std::to_string(kMaxBytes / 1024)}}, {file, "", 0, 0});
    }
    if (const long line = Scanner(toml).too_deep(); line > 0) {
        return fail(Code::scheme_too_deep, {{"limit", std::to_string(kMaxNesting)}}, {file, "", line, 0});
    }
    if (auto wrong = wrong_encoding(toml, file)) return tl::unexpected(std::move(*wrong));
    const toml::parse_result parsed = toml::parse(toml, file);
    if (!parsed) {
        const toml::source_position at = parsed.error().source().begin;
        return tl::unexpected(
            syntax_error(toml, parsed.error().description(),
                         {file, "", static_cast<long>(at.line), static_cast<long>(at.column)}));
    }
    return Converter(toml, file).table(parsed.table());
}

Result<void> assign(Item& document, std::string_view path, std::string_view value) {
    auto item = value_item(path, value);
    if (!item) return tl::unexpected(item.error());
    std::vector<Item*> places = {&document};
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find('.', begin), path.size());
        const std::string_view step = path.substr(begin, end - begin);
        const bool last = end == path.size();
        std::vector<Item*> next;
        for (Item* place : places) {
            std::vector<Item*> found = select(*place, step);
            if (found.empty() && last && place->kind == Item::Kind::table && !step.empty()) {
                place->keys.push_back({std::string(step), item->where});
                place->children.push_back(*item);
                found.push_back(&place->children.back());
            }
            next.insert(next.end(), found.begin(), found.end());
        }
        if (next.empty()) {
            std::vector<std::string> known;
            for (const Item* place : places) {
                for (std::string& name : names(*place)) known.push_back(std::move(name));
            }
            const std::string near = nearest(step, known);
            return fail(Code::scheme_no_such_path,
                        {{"path", std::string(path)},
                         {"step", std::string(step)},
                         {"suggestion", near.empty() ? "" : "是不是“" + near + "”？"},
                         {"suggestion_en", near.empty() ? "" : "did you mean \"" + near + "\"? "}});
        }
        places = std::move(next);
        begin = end + 1;
    }
    for (Item* place : places) put(*place, *item);
    return {};
}

std::string nearest(std::string_view text, const std::vector<std::string>& known) {
    const std::vector<std::string_view> candidates(known.begin(), known.end());
    return std::string(yuanheng::nearest(text, candidates).value_or(""));
}

}  // namespace yuanheng::scoring::load
