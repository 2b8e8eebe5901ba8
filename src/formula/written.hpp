#pragma once

#include <string>

#include "formula/formula.hpp"

namespace yuanheng::formula {

/// How tightly the operators bind, loosest first; a written part is enclosed in brackets where it binds less
/// tightly than its place asks.
enum Precedence : int { kIf, kOr, kAnd, kNot, kComparison, kSum, kProduct, kSign, kPower, kAtom };

/// A sub-expression written out.
struct Written {
    std::string text;
    int precedence = kAtom;
};

/// Of the operators between two operands; kAtom for everything else.
int precedence_of(Op op);

/// The text, in brackets where it binds less tightly than `least`.
std::string enclosed(Written part, int least);

}  // namespace yuanheng::formula
