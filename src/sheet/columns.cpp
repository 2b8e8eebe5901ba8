#include "sheet/columns.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"
#include "base/units.hpp"
#include "sheet/codes.hpp"
#include "sheet/header_area.hpp"
#include "sheet/header_text.hpp"
#include "sheet/title_words.hpp"

namespace yuanheng::sheet {

namespace {

constexpr std::array<std::string_view, 5> kIdle{"序号", "行号", "no", "no.", "#"};  // known, and of no use

template <typename List>
bool contains(const List& list, const std::string& text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

/// How well a title fits a known column.
enum class Fit : unsigned char {
    none,
    similar,  ///< it has its name in it, but is another figure
    loose,    ///< its name with a remark that says neither what it is nor how it is filled in
    exact
};
struct Match {
    Fit fit = Fit::none;
    std::size_t known = 0, rank = 0;
    std::string unit;  ///< behind the title
};

}  // namespace

long Columns::column_of(std::size_t known) const {
    const auto found =
        std::find_if(uses.begin(), uses.end(), [&](const ColumnUse& use) { return use.known == known; });
    return found == uses.end() ? 0 : found->column;
}

ColumnFinder::ColumnFinder(std::vector<KnownColumn> known, std::vector<std::string> idle)
    : known_(std::move(known)) {
    for (const std::string& title : idle) idle_.push_back(header_key(title));
    for (std::size_t i = 0; i < known_.size(); ++i) {
        const auto add = [&](const std::string& title, std::size_t rank) {
            if (title.empty()) return;
            const auto [at, fresh] = names_.try_emplace(header_key(title), Named{i, rank, false});
            if (fresh || at->second.known == i) return;
            if (rank < at->second.rank)
                at->second = Named{i, rank, false};
            else if (rank == at->second.rank)
                at->second.ambiguous = true;
        };
        for (const std::string* own : {&known_[i].name, &known_[i].label.zh, &known_[i].label.en})
            add(*own, 0);
        for (std::size_t t = 0; t < known_[i].titles.size(); ++t) add(known_[i].titles[t], t + 1);
    }
}

const ColumnFinder::Named* ColumnFinder::named(const std::string& key) const {
    const auto found = names_.find(key);
    return found == names_.end() ? nullptr : &found->second;
}

int ColumnFinder::find(std::string_view title) const {
    const Named* found = named(header_key(title));
    return found == nullptr || found->ambiguous ? -1 : static_cast<int>(found->known);
}

/// One sheet's header on its way to columns.
class ColumnReading {
public:
    ColumnReading(const ColumnFinder& finder, const Grid& grid, const std::vector<MappedColumn>& mapping)
        : finder_(finder), grid_(grid), mapping_(mapping), area_(grid) {}

    std::optional<Columns> read() {
        if (!find_rows()) return std::nullopt;
        units_ = unit_line(area_, out_.first_row - 1);
        out_.titled.assign(static_cast<std::size_t>(area_.width()), false);
        for (long c = 1; c <= area_.width(); ++c) column(c);
        for (const Row& row : grid_.rows) {
            if (row.number >= out_.first_row && row.number <= out_.last_row)
                out_.fields = std::max(out_.fields, row.fields);
        }
        for (std::size_t k = 0; k < finder_.known_.size(); ++k) settle(k);
        std::sort(out_.uses.begin(), out_.uses.end(),
                  [](const ColumnUse& a, const ColumnUse& b) { return a.column < b.column; });
        return std::move(out_);
    }

private:
    struct Candidate {
        long column = 0;
        Match match;
        std::string title;
        std::vector<std::string> lines;
        bool mapped = false;
    };

    // ---- the rows of the header

    /// What a row says of the known columns: how many keys, and how many in all.
    std::pair<std::size_t, std::size_t> score(long row) const {
        std::set<std::size_t> keys, all;
        for (long c = 1; c <= area_.width(); ++c) {
            const std::string& text = area_.at(row, c);
            if (text.empty()) continue;
            int known = mapped_to({text});
            if (known < 0) {
                const Match m = match(text);
                known = m.fit >= Fit::loose ? static_cast<int>(m.known) : -1;
            }
            if (known < 0) continue;
            all.insert(static_cast<std::size_t>(known));
            if (finder_.known_[static_cast<std::size_t>(known)].key)
                keys.insert(static_cast<std::size_t>(known));
        }
        return {keys.size(), all.size()};
    }

    bool find_rows() {
        std::pair<std::size_t, std::size_t> most{0, 0};
        for (long row = 1; row <= kHeaderRows; ++row) {
            const auto here = score(row);
            if (here <= most) continue;
            most = here;
            out_.first_row = out_.last_row = row;
        }
        if (most.second == 0) return false;
        while (out_.first_row > 1 && out_.last_row - out_.first_row < 2 &&
               area_.heads_groups(out_.first_row - 1))
            --out_.first_row;
        if (continues(out_.last_row + 1)) ++out_.last_row;
        return true;
    }

    /// Whether a row below the header goes on with it: a key's title reaches down into it, or every cell says
    /// what the title above it is, or is one, and none stands under a key.
    bool continues(long row) const {
        bool sign = false;
        for (long c = 1; c <= area_.width(); ++c) {
            if (!area_.continues_up(row, c)) continue;
            const Match over = match(area_.at(row, c));
            if (over.fit >= Fit::loose && finder_.known_[over.known].key) return true;
        }
        for (long c = 1; c <= area_.width(); ++c) {
            const std::string& text = area_.at(row, c);
            const std::string& above = area_.at(row - 1, c);
            if (text.empty() || text == above) continue;
            const std::string key = header_key(text);
            const Match over = match(above);
            if (over.fit == Fit::exact && finder_.known_[over.known].key) return false;
            // A figure's unit, or whose figure it is, below a title of several columns.
            const bool below =
                over.fit != Fit::none && (is_itself(key) || is_other(key) || has_year(key) || unit_of(text));
            const bool title = (above.empty() || over.fit == Fit::none) &&
                               (match(text).fit == Fit::exact || match(above + text).fit == Fit::exact);
            const bool group = above.empty() && (is_itself(key) || is_other(key));
            if (!below && !title && !group) return false;
            sign = true;
        }
        return sign;
    }

    // ---- titles

    /// Which known column a title names, and what is behind it.
    Match match(std::string_view text) const {
        constexpr std::size_t kLongest = 600;  // bytes: what is longer is no title
        Match out;
        if (text.size() > kLongest) return out;
        const std::string key = header_key(text);
        const ColumnFinder::Named* found = finder_.named(key);
        // The longest name first: a bracket may belong to it.
        std::string rest = with_remarks(text), remark;
        std::vector<std::string> remarks;
        while (found == nullptr && take_remark(rest, remark)) {
            remarks.insert(remarks.begin(), remark);
            found = finder_.named(rest);
        }
        if (found == nullptr) return similar(key);
        out.known = found->known;
        out.rank = found->rank;
        out.fit = found->ambiguous ? Fit::similar : Fit::exact;
        const KnownColumn& known = finder_.known_[out.known];
        for (const std::string& whole : remarks) {
            for (const std::string& part : parts_of(whole)) {
                if (known.amount && out.unit.empty() &&
                    (is_unit(part) || header_key(part) == header_key(known.unit))) {
                    out.unit = part;
                } else if (!is_how_to(part) && !is_itself(header_key(part))) {
                    const bool other = known.amount || is_other(part) || has_year(part);
                    out.fit = std::min(out.fit, other ? Fit::similar : Fit::loose);
                }
            }
        }
        return out;
    }

    /// A title that has a known one in it.
    Match similar(const std::string& key) const {
        constexpr std::size_t kShortest = 6, kShortestTitle = 9;  // bytes: two characters, and three
        Match out;
        std::size_t longest = 0;
        for (const auto& [name, named] : finder_.names_) {
            if (name.size() < (named.rank == 0 ? kShortest : kShortestTitle) || name.size() <= longest ||
                key.find(name) == std::string::npos)
                continue;
            longest = name.size();
            out = {Fit::similar, named.known, named.rank, ""};
        }
        return out;
    }

    /// As header_key(), but for the letters of the remarks: units have capitals.
    static std::string with_remarks(std::string_view text) {
        const HeaderText split = split_header(text);
        std::string out = split.name;
        for (const std::string& remark : split.remarks) out += "(" + remark + ")";
        return out;
    }

    /// A unit that stands alone, in brackets or not.
    static std::optional<std::string> unit_of(std::string_view text) {
        std::string plain = without_blanks(half_width(text));
        if (plain.size() > 2 && plain.front() == '(' && plain.back() == ')')
            plain = plain.substr(1, plain.size() - 2);
        for (const std::string& part : parts_of(plain)) {
            if (is_unit(part)) return part;
        }
        return std::nullopt;
    }

    /// The lines of a column's title, from above; none where it has none, or goes on with its neighbour's.
    std::vector<std::string> lines_of(long column) const {
        std::vector<std::string> out;
        bool own = false;
        for (long r = out_.first_row; r <= out_.last_row; ++r) {
            const std::string& text = area_.at(r, column);
            if (trim(text).empty()) continue;
            own = own || !area_.continues_left(r, column);
            if (out.empty() || out.back() != text) out.push_back(text);
        }
        if (!own) return {};
        // Without merged cells a title over 上年 and 本年 stands over the first of them only.
        if (out.size() == 1 && area_.at(out_.last_row, column) == out.front() && says_whose(out.front())) {
            for (long r = out_.last_row - 1; r >= out_.first_row; --r)
                out.insert(out.begin(), left_of(r, column));
            std::erase(out, "");
        }
        return out;
    }
    static bool says_whose(const std::string& text) {
        const std::string key = header_key(text);
        return is_itself(key) || is_other(key);
    }
    /// The nearest text to the left in the row.
    std::string left_of(long row, long column) const {
        while (column > 1 && area_.at(row, column).empty()) --column;
        return area_.at(row, column);
    }
    static std::string joined(const std::vector<std::string>& lines) {
        std::string out;
        for (const std::string& line : lines) out += (out.empty() ? "" : " ") + one_line(line);
        return out;
    }

    /// Where the mapping says what such a title is.
    std::optional<std::size_t> mapped_at(const std::vector<std::string>& lines) const {
        if (mapping_.empty()) return std::nullopt;
        for (const std::string& title : {header_key(joined(lines)), header_key(lines.back())}) {
            for (std::size_t i = 0; i < mapping_.size(); ++i) {
                if (header_key(mapping_[i].title) == title) return i;
            }
        }
        return std::nullopt;
    }
    int mapped_to(const std::vector<std::string>& lines) const {
        const auto at = mapped_at(lines);
        return at ? finder_.find(mapping_[*at].name) : -1;
    }

    Match match_lines(const std::vector<std::string>& lines) const {
        const std::string& last = lines.back();
        std::string above;
        bool other = false;
        for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
            above += lines[i];
            other = other || is_other(header_key(lines[i]));
        }
        Match out = match(last);
        if (above.empty()) return out;
        if (out.fit < Fit::loose) {
            const Match over = match(above);
            const std::string key = header_key(last);
            const auto unit = unit_of(last);
            if (over.fit >= Fit::loose && (is_itself(key) || unit)) {
                out = over;
                if (unit) out.unit = *unit;
            } else if (const Match whole = match(above + last); whole.fit >= Fit::loose) {
                return whole;  // 土地 over 面积（亩）
            } else if (over.fit != Fit::none) {
                out = over;
                out.fit = Fit::similar;
            }
        }
        if (other && out.fit > Fit::similar) out.fit = Fit::similar;
        return out;
    }

    void column(long c) {
        const std::vector<std::string> lines = lines_of(c);
        if (lines.empty()) return;
        out_.titled[static_cast<std::size_t>(c) - 1] = true;
        Candidate now{c, {}, joined(lines), lines, false};
        if (const auto at = mapped_at(lines)) {
            out_.mapped.push_back(*at);
            const int known = finder_.find(mapping_[*at].name);
            if (known < 0) return;  // left out, as it was said
            now.match = match_lines(lines);
            const bool knows_unit =
                now.match.known == static_cast<std::size_t>(known) && now.match.fit != Fit::none;
            now.match = {Fit::exact, static_cast<std::size_t>(known), 0, knows_unit ? now.match.unit : ""};
            if (now.match.unit.empty()) now.match.unit = unit_behind(lines);
            now.mapped = true;
            candidates_[now.match.known].push_back(std::move(now));
            return;
        }
        now.match = match_lines(lines);
        const std::string key = header_key(lines.back());
        if (now.match.fit < Fit::loose && (contains(kIdle, key) || contains(finder_.idle_, key))) return;
        if (now.match.fit < Fit::loose) return unused(now);
        candidates_[now.match.known].push_back(std::move(now));
    }

    /// The unit in the brackets behind a title that is not known.
    static std::string unit_behind(const std::vector<std::string>& lines) {
        for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
            for (const std::string& remark : split_header(*line).remarks) {
                for (const std::string& part : parts_of(remark)) {
                    if (is_unit(part)) return part;
                }
            }
        }
        return "";
    }

    // ---- which of several, and the units

    Where where(long column) const { return grid_.where(out_.last_row, column); }
    const Label& label(std::size_t known) const { return finder_.known_[known].label; }
    Error error(ErrorCode code, const Candidate& at, std::size_t known) const {
        return Error(code,
                     {{"header", at.title},
                      {"label", label(known).in(Language::zh)},
                      {"label_en", label(known).in(Language::en)},
                      {"name", finder_.known_[known].name}},
                     where(at.column));
    }

    void unused(const Candidate& at) {
        out_.unused.push_back(at.title);
        if (at.match.fit == Fit::similar) {
            out_.warnings.push_back(error(Code::column_similar, at, at.match.known));
            return;
        }
        std::vector<std::string_view> labels;
        for (const KnownColumn& k : finder_.known_) {
            if (!k.first_counts) labels.push_back(k.label.zh);
        }
        const auto near = nearest(split_header(at.lines.back()).name, labels);
        out_.warnings.push_back(
            Error(Code::column_unknown,
                  {{"header", at.title}, {"suggestion", near ? "→ “" + std::string(*near) + "”？" : ""}},
                  where(at.column)));
    }
    void beside(const Candidate& at, const Candidate& taken) {
        out_.unused.push_back(at.title);
        Error e = error(Code::column_beside, at, taken.match.known);
        e.arguments.emplace_back("taken", column_letters(taken.column));
        out_.warnings.push_back(std::move(e));
    }

    /// Takes the best of the columns that a known one may be.
    void settle(std::size_t known) {
        std::vector<Candidate>& all = candidates_[known];
        if (all.empty()) return;
        const auto worth = [](const Candidate& c) { return std::pair(c.mapped, c.match.fit); };
        std::vector<Candidate*> best;
        for (Candidate& c : all) {
            if (!best.empty() && worth(c) < worth(*best.front())) continue;
            if (!best.empty() && worth(c) > worth(*best.front())) best.clear();
            best.push_back(&c);
        }
        if (finder_.known_[known].first_counts) {
            std::stable_sort(best.begin(), best.end(), [](const Candidate* a, const Candidate* b) {
                return a->match.rank < b->match.rank;
            });
            best.resize(1);
        }
        if (best.size() > 1) return twice(known, best);
        for (const Candidate& c : all) {
            if (&c != best.front()) beside(c, *best.front());
        }
        take(*best.front());
    }

    void twice(std::size_t known, const std::vector<Candidate*>& all) {
        for (std::size_t i = 1; i < all.size(); ++i) {
            Error e = error(Code::column_twice, *all[i], known);
            e.arguments.emplace_back("first", column_letters(all.front()->column));
            e.arguments.emplace_back("first_header", all.front()->title);
            e.arguments.emplace_back("second", column_letters(all[i]->column));
            out_.errors.push_back(std::move(e));
        }
    }

    void take(const Candidate& at) {
        const KnownColumn& known = finder_.known_[at.match.known];
        ColumnUse use{at.column, at.match.known, 1, at.title};
        if (known.amount && !convert(at, known, use)) return;
        if (at.mapped) out_.warnings.push_back(error(Code::column_mapped, at, at.match.known));
        out_.uses.push_back(std::move(use));
    }

    /// Finds the factor; false where the unit of the title does not fit.
    bool convert(const Candidate& at, const KnownColumn& known, ColumnUse& use) {
        const auto to = parse_unit(known.unit);
        std::string told = at.match.unit;
        // A group of columns may tell the unit: 金额（元） over 税收.
        for (auto line = at.lines.rbegin(); told.empty() && line != at.lines.rend(); ++line) {
            for (const std::string& remark : split_header(*line).remarks) {
                const auto unit = parse_unit(remark);
                if (unit && to && unit->dimension() == to->dimension()) told = remark;
            }
        }
        if (!told.empty()) {
            if (header_key(told) == header_key(known.unit)) return true;
            const auto from = parse_unit(told);
            if (!from || !to || from->dimension() != to->dimension()) {
                out_.errors.push_back(unit_error(Code::column_unit, at, known, told));
                return false;
            }
            use.factor = conversion(*from, *to);
            return true;
        }
        if (!to || to->dimensionless()) return true;
        const UnitLine::Told* line = units_.of(to->dimension());
        if (line == nullptr) {
            if (std::any_of(units_.told.begin(), units_.told.end(),
                            [&](const UnitLine::Told& t) { return t.unit.dimension() == to->dimension(); }))
                out_.warnings.push_back(unit_error(Code::column_units_above, at, known, ""));
            return true;
        }
        use.factor = conversion(line->unit, *to);
        if (use.factor != 1)
            out_.warnings.push_back(unit_error(Code::column_converted, at, known, line->text));
        return true;
    }
    Error unit_error(ErrorCode code, const Candidate& at, const KnownColumn& known,
                     const std::string& told) const {
        Error e = error(code, at, at.match.known);
        const auto unit = parse_unit(known.unit);
        e.arguments.emplace_back("unit", known.unit.empty() ? "—" : known.unit);
        if (unit && !known.unit.empty()) e.arguments.emplace_back("unit_en", unit->symbol(Language::en));
        e.arguments.emplace_back("told", told);
        return e;
    }

    const ColumnFinder& finder_;
    const Grid& grid_;
    const std::vector<MappedColumn>& mapping_;
    const HeaderArea area_;
    UnitLine units_;
    Columns out_;
    std::map<std::size_t, std::vector<Candidate>> candidates_;  ///< by known column
};

std::optional<Columns> ColumnFinder::columns(const Grid& grid,
                                             const std::vector<MappedColumn>& mapping) const {
    return ColumnReading(*this, grid, mapping).read();
}

}  // namespace yuanheng::sheet
