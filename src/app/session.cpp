#include "app/session.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "app/codes.hpp"
#include "app/tell.hpp"
#include "base/json_text.hpp"
#include "base/text.hpp"
#include "sheet/mapped_file.hpp"
#include "zone/evaluation/checks/jumps.hpp"
#include "zone/evaluation/checks/merging.hpp"
#include "zone/evaluation/checks/relations.hpp"

namespace yuanheng::app {

namespace {

constexpr std::uint64_t kMostSchemeBytes =
    64u << 20;  ///< the loader itself refuses far smaller ones, and says so
constexpr std::size_t kMostNear = 5;

Result<std::string> read_file(const std::string& path) {
    const auto file = sheet::MappedFile::open(path, kMostSchemeBytes);
    if (!file) return tl::unexpected(file.error());
    return std::string(file->bytes());
}

Result<std::vector<std::pair<std::string, std::string>>> changes(const Options& options) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const std::string& set : options.set) {
        const std::size_t equals = set.find('=');
        if (equals == std::string::npos || equals == 0)
            return fail(Code::package_bad_change, {{"text", set}});
        out.emplace_back(set.substr(0, equals), set.substr(equals + 1));
    }
    return out;
}

Result<std::vector<evaluation::ColumnMap>> column_maps(const Options& options) {
    std::vector<evaluation::ColumnMap> out;
    for (const std::string& text : options.map) {
        auto map = evaluation::parse_column_map(text);
        if (!map) return tl::unexpected(map.error());
        out.push_back(std::move(*map));
    }
    return out;
}

/// Up to kMostNear names that contain what was asked for, else the nearest one.
std::string suggestion(const scoring::Dataset& data, const std::string& asked) {
    std::string out;
    std::size_t count = 0;
    for (const std::string& name : data.names) {
        if (asked.size() < 4 || name.find(asked) == std::string::npos) continue;
        if (++count > kMostNear) return "→ " + out + "、…";
        out += (out.empty() ? "" : "、") + name;
    }
    if (count > 0) return "→ " + out + " ?";
    std::vector<std::string_view> known(data.names.begin(), data.names.end());
    known.insert(known.end(), data.codes.begin(), data.codes.end());
    const auto near = nearest(asked, known);
    return near ? "→ " + std::string(*near) + " ?" : "";
}

/// The data of a year, kept with all that was read with them.
std::shared_ptr<const scoring::Dataset> data_of(const std::shared_ptr<evaluation::Intake>& intake) {
    return intake ? std::shared_ptr<const scoring::Dataset>(intake, &intake->data) : nullptr;
}

}  // namespace

std::function<void(double)> progress(const Options& options) {
    if (options.quiet || options.json || isatty(STDERR_FILENO) == 0) return {};
    return [](double share) {
        const int filled = static_cast<int>(share * 30);
        tell(stderr, "\r[{:━<{}}{: <{}}] {:3.0f}%", "", filled, "", 30 - filled, share * 100);
        if (share >= 1) tell(stderr, "\r{: <40}\r", "");
    };
}

int report(const Errors& errors, const Options& options) {
    if (options.json) {
        Json json;
        json.open('{').key("errors").open('[');
        for (const Error& e : errors) {
            json.open('{').key("code").text(name(e.code)).key("message").text(message(e, options.language));
            json.key("hint")
                .text(hint(e, options.language))
                .key("file")
                .text(e.where.file)
                .key("sheet")
                .text(e.where.sheet);
            json.key("line")
                .number(std::to_string(e.where.line))
                .key("column")
                .number(std::to_string(e.where.column))
                .close('}');
        }
        tell("{}\n", json.close(']').close('}').str());
    } else {
        for (const Error& e : errors)
            tell(stderr, "{}{}\n", say(options, "错误：", "error: "), describe(e, options.language));
    }
    if (errors.empty()) return kInternal;
    const ErrorCode first = errors.front().code;
    if (first == Code::file_unreadable || first == Code::file_unwritable) return kIo;
    if (first == Code::app_usage || first == Code::package_bad_change || first == Code::intake_bad_map ||
        first == Code::intake_map_unknown)
        return kUsage;
    if (first == Code::scoring_stopped) return kInterrupted;
    if (first == Code::internal) return kInternal;
    return kBadInput;
}

scoring::RunOptions Session::run_options(const Options& options) const {
    scoring::RunOptions out;
    if (previous) out.previous = &previous->data;
    out.manual = now->manual;
    out.threads = options.threads;
    out.progress = progress(options);
    out.stop = options.stop;
    return out;
}

std::ptrdiff_t Session::find(const Options& options) const {
    const std::string asked(trim(options.code));
    std::string code = half_width(without_blanks(asked));
    for (char& c : code) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    for (const std::string& text : {asked, code}) {
        if (const std::ptrdiff_t row = now->data.find(text); row >= 0) return row;
    }
    for (const evaluation::Member& member : now->report.merged) {
        if (member.code == asked || member.code == code || member.name == asked)
            return now->data.find(member.holder);
    }
    for (std::size_t r = 0; r < now->data.size(); ++r) {
        if (now->data.names[r] == asked) return static_cast<std::ptrdiff_t>(r);
    }
    report(
        Error(Code::app_unknown_enterprise, {{"code", asked}, {"suggestion", suggestion(now->data, asked)}}),
        options);
    return -1;
}

Session load_scheme_only(const Options& options) {
    Session out;
    const auto text = read_file(options.scheme);
    if (!text) {
        out.exit = report(text.error(), options);
        return out;
    }
    out.scheme_text = *text;
    const auto sets = changes(options);
    if (!sets) {
        out.exit = report(sets.error(), options);
        return out;
    }
    auto scheme = sets->empty() ? scoring::load_scheme(*text, options.scheme)
                                : scoring::load_scheme_with(*text, options.scheme, *sets);
    if (!scheme) {
        out.exit = report(scheme.error(), options);
        return out;
    }
    out.scheme = std::make_shared<const scoring::Scheme>(std::move(*scheme));
    return out;
}

Session read_all(const Options& options) {
    Session out = load_scheme_only(options);
    if (out.exit != kDone) return out;
    const auto maps = column_maps(options);
    if (!maps) {
        out.exit = report(maps.error(), options);
        return out;
    }
    for (const auto& [folder, into] :
         {std::pair{&options.data, &out.now}, {&options.previous, &out.previous}}) {
        if (folder->empty()) continue;
        auto read = evaluation::read_folder(*out.scheme, *folder, *maps);
        if (!read) {
            out.exit = report(read.error(), options);
            return out;
        }
        *into = std::make_shared<evaluation::Intake>(std::move(*read));
        if (options.stop.stop_requested()) {
            out.exit = report(Error(Code::scoring_stopped, {}), options);
            return out;
        }
    }
    evaluation::check_relations(*out.scheme, *out.now, options.threads);
    evaluation::check_overlaps(*out.scheme, *out.now);
    if (out.previous) evaluation::check_jumps(*out.scheme, *out.now, *out.previous);
    for (evaluation::Intake* intake : {out.now.get(), out.previous.get()}) {
        if (intake == nullptr) continue;
        if (const auto merged = evaluation::merge(*out.scheme, *intake, options.threads); !merged) {
            out.exit = report(merged.error(), options);
            return out;
        }
    }
    return out;
}

void run_all(Session& session, const Options& options) {
    auto official = scoring::evaluate(session.scheme, data_of(session.now), data_of(session.previous),
                                      session.run_options(options));
    if (official) {
        session.official = std::move(*official);
        auto alone = evaluation::evaluate_alone(*session.scheme, *session.now, session.previous.get(),
                                                session.run_options(options));
        if (alone) {
            session.now->report.alone = std::move(*alone);
        } else {
            session.exit = report(alone.error(), options);
        }
        return;
    }
    session.exit = report(official.error(), options);
    if (options.json || session.exit == kInterrupted) return;
    for (const evaluation::Intake* intake : {session.now.get(), session.previous.get()}) {
        if (intake == nullptr) continue;
        for (std::size_t i = 0; i < intake->report.errors.size() && i < kMostNear; ++i) {
            tell(stderr, "  {}{}\n", say(options, "数据问题：", "in the data: "),
                 describe(intake->report.errors[i], options.language));
        }
    }
}

Session evaluate_all(const Options& options) {
    Session out = read_all(options);
    if (out.exit == kDone) run_all(out, options);
    return out;
}

}  // namespace yuanheng::app
