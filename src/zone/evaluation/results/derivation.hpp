#pragma once

#include <string>
#include <vector>

#include "scoring/after/result.hpp"

namespace yuanheng::evaluation {

/// The cell a figure was read from, or the rows of a table's records.
struct DerivationSource {
    std::string code, label;  ///< of the input or table
    std::string cell;         ///< as place() says it; of records: "专利.csv 第 2、3 行"
};

/// One line of a derivation: 得分率 | 33 ÷ 24.87575221 | 1.32659304.
struct DerivationLine {
    std::string what;    ///< name of what is computed; empty: a step without a name
    std::string how;     ///< the computation, in words and figures; empty where there is none
    std::string result;  ///< rounded for the reader; intermediate figures have 8 decimals
    std::vector<DerivationSource> sources = {};
    std::string note = {};  ///< where the result comes from, what it rests on
};

/// The lines of one indicator, one adjustment, the total or the grade.
struct DerivationPart {
    std::string title;
    std::vector<DerivationLine> lines;
};

/// 推导过程: every step from the figures in the departments' files to points, total, rank and grade, so that
/// a reader can compute each of them again by hand. One for many enterprises of a run, which must outlive it.
class Derivations {
public:
    /// `folders`: cells are named with the folders of their files.
    Derivations(const scoring::Run& run, Language language, bool folders)
        : run_(run), language_(language), folders_(folders), places_(run) {}

    /// In the order of computation. Precondition: the row has a score.
    std::vector<DerivationPart> of(std::size_t row) const;
    /// The same as one JSON object (docs/command-line.md), figures with 15 decimals at least. Precondition:
    /// as above.
    std::string json(std::size_t row) const;

private:
    const scoring::Run& run_;
    Language language_;
    bool folders_;
    scoring::Places places_;
};

}  // namespace yuanheng::evaluation
