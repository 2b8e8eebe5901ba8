#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formula/formula.hpp"

namespace yuanheng::formula {

/// One function of the language: its names and how many arguments it takes.
struct Function {
    Op op;
    std::string_view name;     ///< canonical
    std::string_view chinese;  ///< as shown in Chinese words
    std::vector<std::string_view> synonyms;
    int least;
    int most;                  ///< −1: any number
    bool conditional = false;  ///< the _if form of an aggregate
};

/// All functions; min and max stand for both their forms.
const std::vector<Function>& functions();
/// By any of its names; nullptr where there is none.
const Function* find_function(std::string_view name);
/// The one printed for an operation.
const Function& function_of(Op op, bool conditional = false);
bool is_aggregate(Op op);

/// "number", "数".
std::string_view type_name(Type type, Language language);
/// "万元/亩", or words for the plain number.
std::string unit_name(const Unit& unit, Language language);

/// The candidate nearest to `name`, empty where none is near.
std::string suggest(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace yuanheng::formula
