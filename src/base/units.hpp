#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/rational.hpp"

namespace yuanheng {

/// What is measured. Electricity and standard coal are different quantities on purpose: turning one into the
/// other needs a named factor (等价值 or 当量值), which a scheme states as a constant with unit kgce/kWh.
/// Time is counted in months (a year is 12); days are a quantity of their own. Shares, counts of things and
/// points are plain numbers.
enum class Quantity : std::uint8_t {
    money,
    area,
    electricity,
    coal_equivalent,
    mass,
    volume,
    persons,
    months,
    days
};
inline constexpr std::size_t kQuantities = 9;

/// Exponent of each quantity: 万元/亩 is money¹·area⁻¹.
using Dimension = std::array<std::int8_t, kQuantities>;

/// A unit of measure: a product of powers of named units (元, 万元, 亩, kWh, …). Its scale to the base units
/// (元, m², kWh, kgce, kg, m³, 人, month, day) is an exact fraction: one 亩 is 10000/15 m².
class Unit {
public:
    /// The plain number.
    Unit() = default;

    const Dimension& dimension() const { return dimension_; }
    /// How many base units one of this is; > 0.
    const Rational& scale() const { return scale_; }
    bool is_plain() const { return dimension_ == Dimension{} && scale_ == 1; }
    bool dimensionless() const { return dimension_ == Dimension{}; }

    /// "万元/亩", "%"; empty for the plain number.
    std::string symbol(Language language) const;

    friend Unit operator*(const Unit& a, const Unit& b);
    friend Unit operator/(const Unit& a, const Unit& b);
    /// Same dimension and same scale.
    friend bool operator==(const Unit& a, const Unit& b) {
        return a.dimension_ == b.dimension_ && a.scale_ == b.scale_;
    }

private:
    Dimension dimension_{};
    Rational scale_{1};
    std::vector<std::pair<std::uint16_t, int>> powers_;  ///< index into the table of named units, exponent

    friend Result<Unit> parse_unit(std::string_view text);
    friend const Unit* find_unit(std::string_view name);
    void multiply(std::uint16_t named, int exponent);
};

/// Reads "万元/亩", "kgce/kWh", "%", "m²", "元/kWh/月". Chinese and English names and common spellings are
/// known. Error bad_unit with the nearest known name as suggestion.
Result<Unit> parse_unit(std::string_view text);

/// The named unit (no products), or nullptr: what the formula language accepts behind a number.
const Unit* find_unit(std::string_view name);

/// value [a] = value × factor [b]. Precondition: same dimension.
Rational conversion(const Unit& from, const Unit& to);

}  // namespace yuanheng
