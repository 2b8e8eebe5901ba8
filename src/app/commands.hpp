#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "base/language.hpp"

namespace yuanheng::app {

/// Exit codes of the program (docs/command-line.md).
enum Exit : int {
    kDone = 0,
    kFindings = 1,
    kUsage = 2,
    kBadInput = 3,
    kIo = 4,
    kInternal = 5,
    kRestart = 6,     ///< serve: the disk failed; to be started again
    kIncomplete = 7,  ///< evaluate: done, but a department's file or rows of one are missing in the result
    kInterrupted = 130
};

/// What the command line said. Every command reads the parts it needs.
struct Options {
    Language language = Language::zh;
    bool json = false, quiet = false;
    std::stop_token stop;                                ///< asked to stop with Ctrl-C
    std::function<void(std::chrono::seconds)> wait_for;  ///< how long stopping may take
    int threads = 0;
    std::string scheme, data, previous;
    std::vector<std::string> set;  ///< path=value
    std::vector<std::string> map;  ///< file:title=input
    std::string out, csv, package, errors;
    std::size_t top = 0;  ///< enterprises to print, a track; 0: none, in JSON all
    std::string code, to, department, dialect = "postgresql";
    std::vector<std::string> cost;  ///< indicator=cost
    std::vector<std::string> files;
    std::size_t draws = 10'000;
    double weight = 0.1, base = 0.1, data_error = 0;
    bool sensitivity = false;
    std::string shell = "bash";
    std::string config;  ///< of the server; empty: the usual place, or the environment and the defaults
    std::string folder;  ///< of a backup
    std::string login;
};

int evaluate(const Options& options);
int explain(const Options& options);
int path(const Options& options);
int robustness(const Options& options);
int simulate(const Options& options);
int verify(const Options& options);
int sql(const Options& options);
int scheme_check(const Options& options);
int make_template(const Options& options);

int serve(const Options& options);
int migrate(const Options& options);
int backup(const Options& options);
int restore(const Options& options);
int check(const Options& options);
int audit_verify(const Options& options);
int user_reset(const Options& options);
int health(const Options& options);
int show_config(const Options& options);
int openapi(const Options& options);

}  // namespace yuanheng::app
