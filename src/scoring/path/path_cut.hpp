#pragma once

#include <optional>
#include <string>

#include "scoring/path/path.hpp"

namespace yuanheng::scoring {

/// What one row must reach for a grade while the others' results stay: a total (or first key of the order)
/// and, where that would only be equal, the rest of the order.
class Cut {
public:
    Cut(const Run& run, std::size_t row, int target);

    /// The worst initial grade from which overrides still lead to the target; −1: none, see blocked_by.
    int wanted_initial() const { return wanted_; }
    const std::string& blocked_by() const { return blocked_by_; }
    const std::optional<Exact>& needed() const { return needed_; }
    /// Whether exactly `needed` is enough, with the row's other values as they are.
    bool inclusive() const { return enough_when_equal(*run_.data); }
    /// Why there is no `needed`.
    Obstacle obstacle() const { return obstacle_; }
    /// The row's total, or first key of the order, with its values from `data`.
    Exact key(const Dataset& data) const;
    bool reached(const Dataset& data) const;

private:
    void find_initial(int target);
    void find_rival();
    bool enough_when_equal(const Dataset& data) const;

    const Run& run_;
    std::size_t row_;
    const Track& track_;
    int wanted_ = -1;
    std::string blocked_by_;
    std::optional<Exact> needed_;
    Obstacle obstacle_ = Obstacle::none;
    bool inclusive_ = true;               ///< of a threshold
    std::optional<std::uint32_t> rival_;  ///< whose result is to be reached or passed
};

}  // namespace yuanheng::scoring
