#pragma once

#include <string>
#include <vector>

#include "scoring/run/run.hpp"

namespace yuanheng::scoring {

/// One line of the publication gate.
struct GateLine {
    enum class Status : std::uint8_t { pass, warn, fail };
    std::string check;  ///< stable name: totals, duplicates, imputed, unresolved, denominators, …
    std::string track;  ///< code; empty: the whole evaluation
    Status status = Status::pass;
    Label text;                      ///< what was found, with its numbers
    std::vector<std::string> codes;  ///< enterprises or rules concerned
};

struct Gate {
    std::vector<GateLine> lines;
    /// Nothing failed; warnings do not stop a publication.
    bool open() const;
};

/// Whether a result may be published: counts add up, per track and overall; no code twice; no item that was
/// filled in above its weight, unless the scheme says so; nobody unresolved; denominators named; ties
/// declared; sample figures and deviations from quotas shown.
Gate gate(const Run& run);

}  // namespace yuanheng::scoring
