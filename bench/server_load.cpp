// Asks a server as many people at once do, and prints one JSON object with throughput and latencies.
//
//     server_load HOST PORT CONNECTIONS SECONDS RATE CASES COOKIES
//
// CASES: a file of lines "weight name METHOD path [json]"; {id} in a path becomes one of the ids that stand
// in lines "id NUMBER". A PATCH asks for the record first and sends its ETag. COOKIES: a file with a Cookie
// header a line, one is taken per connection. RATE: requests a second of all connections together, spread
// evenly; 0: as fast as answers come. With a rate, a latency counts from the moment a request was due, so
// that a server that stalls is not flattered.

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "base/random.hpp"

namespace {

using Clock = std::chrono::steady_clock;

struct Case {
    int weight = 1;
    std::string name, method, path, body;
};

struct Plan {
    std::vector<Case> cases;
    std::vector<std::string> ids, cookies;
    int total = 0;
};

Plan read_plan(const char* cases, const char* cookies) {
    Plan plan;
    std::ifstream in(cases);
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string first;
        words >> first;
        if (first == "id") {
            words >> plan.ids.emplace_back();
        } else if (!first.empty()) {
            Case c;
            c.weight = std::stoi(first);
            words >> c.name >> c.method >> c.path;
            std::getline(words >> std::ws, c.body);
            plan.total += c.weight;
            plan.cases.push_back(std::move(c));
        }
    }
    std::ifstream list(cookies);
    for (std::string line; std::getline(list, line);) plan.cookies.push_back(line);
    if (plan.cookies.empty()) plan.cookies.emplace_back();
    if (plan.cases.empty()) throw std::runtime_error("no cases");
    return plan;
}

class Connection {
public:
    Connection(const char* host, const char* port) {
        addrinfo hints{}, *found = nullptr;
        hints.ai_socktype = SOCK_STREAM;
        if (getaddrinfo(host, port, &hints, &found) != 0) throw std::runtime_error("no such host");
        fd_ = socket(found->ai_family, SOCK_STREAM, 0);
        const bool connected = connect(fd_, found->ai_addr, found->ai_addrlen) == 0;
        freeaddrinfo(found);
        if (!connected) throw std::runtime_error("cannot connect");
        const int on = 1;
        setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    ~Connection() { close(fd_); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// The status; `etag` of the answer where it has one.
    int ask(const std::string& request, std::string& etag) {
        for (std::size_t sent = 0; sent < request.size();) {
            const ssize_t n = send(fd_, request.data() + sent, request.size() - sent, MSG_NOSIGNAL);
            if (n <= 0) throw std::runtime_error("the connection broke");
            sent += static_cast<std::size_t>(n);
        }
        std::size_t head = std::string::npos;
        while ((head = buffer_.find("\r\n\r\n")) == std::string::npos) receive();
        const std::string header = buffer_.substr(0, head + 2);
        const std::size_t length = std::strtoull(value(header, "content-length").c_str(), nullptr, 10);
        while (buffer_.size() < head + 4 + length) receive();
        buffer_.erase(0, head + 4 + length);
        etag = value(header, "etag");
        return std::atoi(header.c_str() + 9);
    }

private:
    static std::string value(const std::string& header, const std::string& name) {
        for (std::size_t at = header.find("\r\n"); at != std::string::npos && at + 2 < header.size();
             at = header.find("\r\n", at + 2)) {
            if (strncasecmp(header.c_str() + at + 2, (name + ":").c_str(), name.size() + 1) != 0) continue;
            std::size_t begin = at + 2 + name.size() + 1;
            while (header[begin] == ' ') ++begin;
            return header.substr(begin, header.find("\r\n", begin) - begin);
        }
        return {};
    }
    void receive() {
        char piece[65536];
        const ssize_t n = recv(fd_, piece, sizeof piece, 0);
        if (n <= 0) throw std::runtime_error("the connection broke");
        buffer_.append(piece, static_cast<std::size_t>(n));
    }

    int fd_ = -1;
    std::string buffer_;
};

struct Tally {
    std::map<std::string, std::vector<double>> milliseconds;
    std::map<int, std::uint64_t> statuses;
    std::uint64_t broken = 0;
};

struct Run {
    const char *host, *port;
    Plan plan;
    double seconds, rate;
    Clock::time_point begin;
    std::atomic<std::uint64_t> next{0};
};

std::string text_of(const Run& run, const Case& c, const std::string& path, const std::string& cookie,
                    const std::string& etag) {
    std::string out = fmt::format("{} {} HTTP/1.1\r\nHost: {}:{}\r\nOrigin: http://{}:{}\r\n", c.method, path,
                                  run.host, run.port, run.host, run.port);
    if (!cookie.empty()) out += fmt::format("Cookie: {}\r\n", cookie);
    if (!etag.empty()) out += fmt::format("If-Match: {}\r\n", etag);
    if (!c.body.empty())
        out += fmt::format("Content-Type: application/json\r\nContent-Length: {}\r\n", c.body.size());
    return out + "\r\n" + c.body;
}

void work(Run& run, std::size_t number, Tally& tally) {
    const yuanheng::Random random(7, number);
    const std::string& cookie = run.plan.cookies[number % run.plan.cookies.size()];
    auto connection = std::make_unique<Connection>(run.host, run.port);
    for (std::uint64_t draw = 0;; draw += 2) {
        Clock::time_point due = Clock::now();
        if (run.rate > 0) {
            const double at = static_cast<double>(run.next.fetch_add(1)) / run.rate;
            if (at > run.seconds) return;
            due = run.begin + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(at));
            std::this_thread::sleep_until(due);
        } else if (std::chrono::duration<double>(due - run.begin).count() > run.seconds) {
            return;
        }
        auto left = static_cast<int>(random.below(draw, static_cast<std::uint64_t>(run.plan.total)));
        const Case* c = run.plan.cases.data();
        while (left >= c->weight) left -= (c++)->weight;
        std::string path = c->path, etag;
        if (const std::size_t at = path.find("{id}"); at != std::string::npos && !run.plan.ids.empty()) {
            path.replace(at, 4, run.plan.ids[random.below(draw + 1, run.plan.ids.size())]);
        }
        try {
            if (c->method == "PATCH") {
                Case get;
                get.method = "GET";
                std::string ignored;
                connection->ask(text_of(run, get, path, cookie, ""), etag);
                if (run.rate <= 0) due = Clock::now();
            }
            std::string new_etag;
            const int status = connection->ask(text_of(run, *c, path, cookie, etag), new_etag);
            ++tally.statuses[status];
            tally.milliseconds[c->name].push_back(
                std::chrono::duration<double, std::milli>(Clock::now() - due).count());
        } catch (const std::exception&) {
            ++tally.broken;
            connection = std::make_unique<Connection>(run.host, run.port);
        }
    }
}

std::string figures(std::vector<double> all) {
    std::sort(all.begin(), all.end());
    const auto at = [&](double share) {
        return all.empty() ? 0.0
                           : all[std::min(all.size() - 1,
                                          static_cast<std::size_t>(share * static_cast<double>(all.size())))];
    };
    return fmt::format("{{\"n\":{},\"p50\":{:.3f},\"p95\":{:.3f},\"p99\":{:.3f},\"max\":{:.3f}}}", all.size(),
                       at(0.5), at(0.95), at(0.99), at(1));
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 8)
        return std::cerr << "usage: server_load HOST PORT CONNECTIONS SECONDS RATE CASES COOKIES\n", 2;
    Run run{argv[1],      argv[2], read_plan(argv[6], argv[7]), std::atof(argv[4]), std::atof(argv[5]),
            Clock::now(), {}};
    std::vector<Tally> tallies(static_cast<std::size_t>(std::atoi(argv[3])));
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < tallies.size(); ++i) {
            threads.emplace_back([&run, &tallies, i] {
                try {
                    work(run, i, tallies[i]);
                } catch (const std::exception& error) {
                    std::cerr << error.what() << "\n";
                    ++tallies[i].broken;
                }
            });
        }
    }
    const double took = std::chrono::duration<double>(Clock::now() - run.begin).count();
    Tally sum;
    std::vector<double> all;
    for (Tally& t : tallies) {
        for (auto& [name, values] : t.milliseconds) {
            sum.milliseconds[name].insert(sum.milliseconds[name].end(), values.begin(), values.end());
            all.insert(all.end(), values.begin(), values.end());
        }
        for (const auto& [status, n] : t.statuses) sum.statuses[status] += n;
        sum.broken += t.broken;
    }
    std::string out = fmt::format("{{\"seconds\":{:.2f},\"per_second\":{:.1f},\"broken\":{},\"all\":{}", took,
                                  static_cast<double>(all.size()) / took, sum.broken, figures(all));
    for (const auto& [name, values] : sum.milliseconds)
        out += fmt::format(",\"{}\":{}", name, figures(values));
    out += ",\"statuses\":{";
    for (const auto& [status, n] : sum.statuses)
        out += fmt::format("{}\"{}\":{}", out.back() == '{' ? "" : ",", status, n);
    std::cout << out << "}}\n";
    return 0;
}
