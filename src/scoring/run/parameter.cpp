#include <mutex>
#include <optional>

#include "scoring/run/run.hpp"

namespace yuanheng::scoring {

struct Parameter::Cell {
    std::once_flag once;
    std::optional<Exact> value;
};

Parameter::Parameter() : cell(std::make_shared<Cell>()) {}

Parameter::Parameter(Exact value) : Parameter() {
    approximate = value.approximate();
    cell->value = std::move(value);
}

Parameter::Parameter(Approximation about, std::function<Exact()> exactly) : Parameter() {
    approximate = about;
    compute = std::move(exactly);
}

const Exact& Parameter::exact() const {
    std::call_once(cell->once, [this] {
        if (!cell->value) cell->value = compute();
    });
    return *cell->value;
}

}  // namespace yuanheng::scoring
