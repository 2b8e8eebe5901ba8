#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/commands.hpp"
#include "scoring/run/run.hpp"
#include "zone/evaluation/files/intake.hpp"

namespace yuanheng::app {

/// Scheme, data and evaluation of one command.
/// What fails is printed; the exit code tells which kind it was.
struct Session {
    std::string scheme_text;
    std::shared_ptr<const scoring::Scheme> scheme;
    std::shared_ptr<evaluation::Intake> now, previous;
    std::optional<scoring::Evaluation> official;
    int exit = kDone;  ///< other than kDone: what comes after the failure is not set

    scoring::RunOptions run_options(const Options& options) const;
    /// Row of a code or a full name; prints an error with the nearest names where there is none.
    std::ptrdiff_t find(const Options& options) const;
};

/// Loads the scheme, with --set where given.
Session load_scheme_only(const Options& options);
/// Loads scheme and data, last year's too.
Session read_all(const Options& options);
/// Runs the evaluation. Where it is refused, the first problems of the data are printed too: they are often
/// the cause.
void run_all(Session& session, const Options& options);
/// All of this.
Session evaluate_all(const Options& options);

/// What a long calculation shows while it runs: a bar on the terminal; nothing where the output goes
/// elsewhere.
std::function<void(double)> progress(const Options& options);

/// Prints errors: text on stderr, or as JSON on stdout with --json. Returns the exit code for them.
int report(const Errors& errors, const Options& options);
inline int report(const Error& error, const Options& options) { return report(Errors{error}, options); }

/// The text in the language asked for.
inline const char* say(const Options& o, const char* zh, const char* en) {
    return o.language == Language::zh ? zh : en;
}

}  // namespace yuanheng::app
