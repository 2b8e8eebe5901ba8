#include "http/router.hpp"

#include <algorithm>
#include <stdexcept>

namespace yuanheng::http {

namespace {

std::size_t place(Method method) { return static_cast<std::size_t>(method); }

/// "/a/b" is read as "a", then "b"; the rest is empty and `last` set when there is no further slash.
struct Segment {
    std::string_view text, rest;
    bool last;
};

Segment first_segment(std::string_view path) {
    const std::size_t slash = path.find('/', 1);
    if (slash == path.npos) return {path.substr(1), {}, true};
    return {path.substr(1, slash - 1), path.substr(slash), false};
}

/// The name between the braces; empty for a literal segment.
std::string_view value_name(std::string_view segment) {
    return segment.starts_with('{') && segment.ends_with('}') ? segment.substr(1, segment.size() - 2)
                                                              : std::string_view();
}

[[noreturn]] void refuse(const Route& route, std::string_view why) {
    throw std::logic_error("route " + std::string(name(route.method)) + " " + route.pattern + ": " +
                           std::string(why));
}

/// The names of a pattern's values, in order.
std::vector<std::string_view> value_names(std::string_view pattern) {
    std::vector<std::string_view> names;
    for (Segment s{{}, pattern, false}; !s.last;) {
        s = first_segment(s.rest);
        std::string_view name = value_name(s.text);
        if (name.ends_with('*')) name.remove_suffix(1);
        if (!name.empty()) names.push_back(name);
    }
    return names;
}

void check(const Route& route) {
    if (route.method == Method::other) refuse(route, "this method is not served");
    if (!route.handler) refuse(route, "has no handler");
    if (!route.pattern.starts_with('/')) refuse(route, "a pattern begins with /");
    for (Segment s{{}, route.pattern, false}; !s.last;) {
        s = first_segment(s.rest);
        if (s.text.empty() && !s.last) refuse(route, "an empty segment never occurs");
        if (value_name(s.text).ends_with('*') && !s.last) refuse(route, "{rest*} stands last");
        const bool brace = s.text.find_first_of("{}") != s.text.npos;
        if (brace && (value_name(s.text).empty() || value_name(s.text).find_first_of("{}") != s.text.npos))
            refuse(route, "braces enclose a whole segment");
    }
    auto names = value_names(route.pattern);
    std::sort(names.begin(), names.end());
    if (std::adjacent_find(names.begin(), names.end()) != names.end())
        refuse(route, "two values of one name");
}

/// Whether a node has a route, of whatever method.
bool takes_any(const std::array<int, kMethods>& routes) {
    return std::any_of(routes.begin(), routes.end(), [](int route) { return route >= 0; });
}

}  // namespace

/// One look-up: what is sought, the values on the way, and what has been found.
struct Router::Search {
    Method method;
    std::vector<std::string_view> values;
    int route = kNone;
    std::vector<Method> allowed;

    /// Whether one of these is the route sought; the methods of the others are noted.
    bool take(const ByMethod& routes) {
        route = routes[place(method)];
        if (route == kNone && method == Method::head) route = routes[place(Method::get)];
        if (route != kNone) return true;
        for (std::size_t i = 0; i < routes.size(); ++i) {
            if (routes[i] == kNone) continue;
            allow(static_cast<Method>(i));
            if (static_cast<Method>(i) == Method::get) allow(Method::head);
        }
        return false;
    }
    void allow(Method other) {
        if (std::find(allowed.begin(), allowed.end(), other) == allowed.end()) allowed.push_back(other);
    }
};

int Router::child(int node, std::string_view segment) {
    // References into nodes_ do not outlive the push_back.
    const bool value = !value_name(segment).empty();
    Node& parent = nodes_[static_cast<std::size_t>(node)];
    const int added = static_cast<int>(nodes_.size());
    if (value) {
        if (parent.value != kNone) return parent.value;
        parent.value = added;
    } else {
        const auto [there, inserted] = parent.literals.try_emplace(std::string(segment), added);
        if (!inserted) return there->second;
    }
    nodes_.emplace_back();
    return added;
}

void Router::add(Route route) {
    check(route);
    int node = 0;
    bool rest = false;
    for (Segment s{{}, route.pattern, false}; !s.last;) {
        s = first_segment(s.rest);
        rest = value_name(s.text).ends_with('*');
        if (!rest) node = child(node, s.text);
    }
    Node& end = nodes_[static_cast<std::size_t>(node)];
    int& there = (rest ? end.rest : end.here)[place(route.method)];
    if (there != kNone)
        refuse(route, "is there already, as " + routes_[static_cast<std::size_t>(there)].pattern);
    there = static_cast<int>(routes_.size());
    routes_.push_back(std::move(route));
}

bool Router::walk(int place_of_node, std::string_view path, Search& search) const {
    const Node& node = nodes_[static_cast<std::size_t>(place_of_node)];
    const Segment s = first_segment(path);
    const auto follow = [&](int next) {
        return s.last ? search.take(nodes_[static_cast<std::size_t>(next)].here) : walk(next, s.rest, search);
    };
    const auto literal = node.literals.find(s.text);
    const bool literally = literal != node.literals.end();
    if (literally && follow(literal->second)) return true;
    // A path that stands in a pattern word for word is no value of another one.
    const bool known =
        literally && s.last && takes_any(nodes_[static_cast<std::size_t>(literal->second)].here);
    search.values.push_back(s.text);
    if (!known && node.value != kNone && !s.text.empty() && follow(node.value)) return true;
    search.values.back() = path.substr(1);
    if (search.allowed.empty() && search.take(node.rest)) return true;
    search.values.pop_back();
    return false;
}

Router::Match Router::find(Method method, std::string_view path) const {
    Match match;
    Search search{method, {}, kNone, {}};
    if (!path.starts_with('/')) return match;
    if (!walk(0, path, search)) {
        match.allowed = std::move(search.allowed);
        return match;
    }
    match.route = &routes_[static_cast<std::size_t>(search.route)];
    const auto names = value_names(match.route->pattern);
    for (std::size_t i = 0; i < names.size(); ++i) match.values.emplace_back(names[i], search.values[i]);
    return match;
}

}  // namespace yuanheng::http
