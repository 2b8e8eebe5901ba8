// Any bytes are a formula or a clear error; what compiles prints, reads, explains and becomes SQL without
// harm.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "formula/codes.hpp"
#include "formula/readers.hpp"
#include "formula/samples.hpp"

using namespace yuanheng;
using namespace yuanheng::formula;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

void compare(const Formula& formula, const Schema& schema, const Columns& data) {
    const ColumnReader reader(formula, schema);
    std::vector<double> value(data.rows);
    std::vector<double> bound(data.rows);
    reader.read(data, 0, data.rows, value.data(), bound.data(), *reader.scratch());
    for (std::size_t r = 0; r < data.rows; ++r) {
        const Value exact = evaluate(formula, schema, data, r);
        const bool asks = reader.is_relative() ? std::isinf(value[r]) : std::isinf(bound[r]);
        require(asks || absent(exact) == std::isnan(value[r]));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const Schema schema = sample_schema();
    static const Columns data = Generator(1).data(schema, 3);
    constexpr std::size_t kEvaluated = 400;  // of more nodes only the texts are made, to keep the fuzzer fast
    const Result<Formula> formula =
        compile(std::string_view(reinterpret_cast<const char*>(bytes), size), schema);
    if (!formula) {
        require(!describe(formula.error(), Language::zh).empty());
        return 0;
    }
    const std::string printed = print(*formula, schema);
    if (printed.size() <= kMaxSource) {
        const Result<Formula> again = compile(printed, schema);
        // Brackets that are added may nest it too deeply to be read again.
        require(again ? print(*again, schema) == printed
                      : again.error().code == formula::Code::formula_too_deep);
    }
    (void)to_sql(*formula, schema, Dialect::postgresql, true);
    (void)in_words(*formula, schema, Language::zh);
    if (formula->nodes().size() > kEvaluated) return 0;
    (void)explain(*formula, schema, data, 0, Language::en);
    compare(*formula, schema, data);
    return 0;
}
