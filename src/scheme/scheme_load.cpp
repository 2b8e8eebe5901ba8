#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/hash.hpp"
#include "scheme/codes.hpp"
#include "scheme/scheme_load_reader.hpp"

namespace yuanheng::scoring {

namespace {

using load::Item;
using load::Loading;
using load::Reader;

constexpr int kShownPlaces = 12;

void read_head(Reader& reader, Scheme& scheme) {
    scheme.id = reader.required_text("id");
    scheme.version = reader.text("version", "1");
    scheme.title = reader.label("title");
    scheme.period = reader.required_text("period");
    scheme.credit_codes = reader.choice<bool>("key", {{"credit_code", true}, {"text", false}}, true);
    reader.require("as_of");
    scheme.as_of = reader.date("as_of").value_or(Date());
    reader.sample();
    reader.within("effective", [&](Reader& effective) {
        scheme.effective_from = effective.date("from");
        scheme.effective_to = effective.date("to");
        if (scheme.effective_from && scheme.effective_to && *scheme.effective_from > *scheme.effective_to) {
            effective.error(Code::scheme_not_ascending, {{"keys", "from, to"}}, "from");
        }
    });
}

void read_source(Reader& reader, Scheme& scheme) {
    Source source;
    source.title = reader.required_text("title");
    source.issuer = reader.text("issuer");
    source.document = reader.text("document");
    source.date = reader.text("date");
    source.note = reader.text("note");
    source.sample = reader.sample();
    scheme.sources.push_back(std::move(source));
}

void read_display(Reader& reader, Display& display) {
    display.value_places = reader.integer("value_places", display.value_places, 0, kShownPlaces);
    display.score_places = reader.integer("score_places", display.score_places, 0, kShownPlaces);
    display.rounding = reader.choice<Rounding>("rounding",
                                               {{"half_up", Rounding::half_up},
                                                {"half_even", Rounding::half_even},
                                                {"truncate", Rounding::truncate},
                                                {"floor", Rounding::floor},
                                                {"ceil", Rounding::ceil}},
                                               Rounding::half_up);
}

/// Codes of the tracks, which rules may name before the tracks themselves are read.
std::vector<std::string> track_codes(const Item& document) {
    std::vector<std::string> codes;
    const Item* tracks = document.find("tracks");
    if (tracks == nullptr) return codes;
    for (const Item& track : tracks->children) {
        const Item* code = track.find("code");
        if (code != nullptr) codes.push_back(code->text);
    }
    return codes;
}

/// Whoever has no grade is treated as one of a grade that exists.
void check_managed_as(Loading& loading, const Item& document) {
    const Item* rules = document.find("participation");
    if (rules == nullptr) return;
    const auto& grades = loading.grade_codes;
    for (const Item& rule : rules->children) {
        const Item* grade = rule.find("managed_as");
        if (grade == nullptr || std::find(grades.begin(), grades.end(), grade->text) != grades.end())
            continue;
        loading.unknown_word("managed_as", grade->text, grades, grade->where);
    }
}

void read_scheme(Loading& loading, const Item& document) {
    Reader reader(loading, document, "scheme file");
    Scheme& scheme = loading.scheme;
    loading.track_codes = track_codes(document);
    reader.require("scheme");
    reader.within("scheme", [&](Reader& head) { read_head(head, scheme); });
    reader.each("sources", [&](Reader& source) { read_source(source, scheme); });
    reader.within("display", [&](Reader& display) { read_display(display, scheme.display); });
    load::read_schema(loading, reader);
    load::read_participation(loading, reader);
    load::read_tracks(loading, reader);
    check_managed_as(loading, document);
    load::append_scores(loading);
    load::read_adjustments(reader);
    load::append_results(loading);
    load::read_rules(loading, reader);
}

}  // namespace

Checked<Scheme> load_scheme_with(std::string_view toml, const std::string& file,
                                 const std::vector<std::pair<std::string, std::string>>& changes) {
    auto document = load::read_document(toml, file);
    if (!document) return tl::unexpected(Errors{document.error()});
    Loading loading;
    loading.file = file;
    std::string hashed(toml);
    for (const auto& [path, value] : changes) {
        if (auto changed = load::assign(*document, path, value); !changed) {
            loading.errors.push_back(std::move(changed.error()));
        }
        hashed += "\n" + path + "=" + value;
    }
    read_scheme(loading, *document);
    if (!loading.errors.empty()) {
        std::stable_sort(loading.errors.begin(), loading.errors.end(), [](const Error& a, const Error& b) {
            return std::pair(a.where.line, a.where.column) < std::pair(b.where.line, b.where.column);
        });
        return tl::unexpected(std::move(loading.errors));
    }
    loading.scheme.hash = sha256_hex(hashed);
    return std::move(loading.scheme);
}

Checked<Scheme> load_scheme(std::string_view toml, const std::string& file) {
    return load_scheme_with(toml, file, {});
}

Checked<Scheme> load_scheme_file(const std::string& path) {
    std::error_code problem;
    const std::uintmax_t size = std::filesystem::file_size(path, problem);
    std::ifstream in(path, std::ios::binary);
    if (problem || !in) {
        const std::string detail = problem ? problem.message() : "cannot open";
        return tl::unexpected(Errors{Error(Code::file_unreadable, {{"path", path}, {"detail", detail}})});
    }
    // One byte more than is allowed is enough to be refused; a file that grows meanwhile does no harm either.
    std::string text(std::min<std::uintmax_t>(size, load::kMaxBytes + 1), '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return load_scheme(text, path);
}

}  // namespace yuanheng::scoring
