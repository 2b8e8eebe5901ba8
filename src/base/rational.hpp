#pragma once

#include <boost/multiprecision/gmp.hpp>

namespace yuanheng {

/// Arbitrary-size integers and exact fractions. Expression templates are off so that `auto` holds a value.
using Integer = boost::multiprecision::number<boost::multiprecision::gmp_int, boost::multiprecision::et_off>;
using Rational =
    boost::multiprecision::number<boost::multiprecision::gmp_rational, boost::multiprecision::et_off>;

}  // namespace yuanheng
