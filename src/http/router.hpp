#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"

namespace yuanheng::http {

/// Finds the route of a method and path. Literal segments win over {values}, {values} over {rest*}; a {value}
/// is never empty, a {rest*} may be. Of several patterns that fit a path, the first in this order that has
/// the method is taken; but what a literal names is no {value} beside it, and a {rest*} takes only paths that
/// nothing else fits. HEAD is answered by GET's route, without the body.
class Router {
public:
    /// Throws std::logic_error where the same method and pattern is there already, or the pattern makes no
    /// sense.
    void add(Route route);

    struct Match {
        const Route* route = nullptr;  ///< null: 404 where `allowed` is empty, else 405
        std::vector<std::pair<std::string, std::string>> values;
        std::vector<Method> allowed;  ///< methods that the path takes
    };
    Match find(Method method, std::string_view path) const;
    const std::vector<Route>& routes() const { return routes_; }

private:
    static constexpr int kNone = -1;
    using ByMethod = std::array<int, kMethods>;  ///< places in routes_
    /// What may follow a segment. Nodes name each other by their place in nodes_, so that a router can be
    /// copied.
    struct Node {
        std::map<std::string, int, std::less<>> literals;
        int value = kNone;
        ByMethod here, rest;  ///< routes that end here, and those that take everything that follows
        Node() { here.fill(kNone), rest.fill(kNone); }
    };
    struct Search;

    int child(int node, std::string_view segment);
    bool walk(int node, std::string_view path, Search& search) const;

    std::vector<Route> routes_;
    std::vector<Node> nodes_{1};
};

}  // namespace yuanheng::http
