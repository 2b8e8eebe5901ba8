// For tests only: a running server with the routes of a test.
#pragma once

#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "http/server.hpp"
#include "http/test_client.hpp"

namespace yuanheng::http {

/// Options under which no test waits for long.
inline ServerOptions test_options() {
    ServerOptions o;
    o.port = 0;
    o.most_per_address = 2000;
    return o;
}

inline Response text(std::string body, int status = 200) {
    return Response::of(status, "text/plain", std::move(body));
}

/// Asks until it holds, for at most 20 s.
inline bool eventually(const std::function<bool()>& condition) {
    for (int i = 0; i < 20'000; ++i) {
        if (condition()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return false;
}

/// An empty folder, removed with what is in it.
class TestFolder {
public:
    TestFolder() {
        std::string name = std::filesystem::temp_directory_path() / "yuanheng-http-test-XXXXXX";
        if (!::mkdtemp(name.data())) throw std::system_error(errno, std::generic_category(), name);
        path_ = name;
    }
    ~TestFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    std::string path() const { return path_; }
    std::size_t files() const {
        return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path_), {}));
    }

private:
    std::filesystem::path path_;
};

class TestServer {
public:
    explicit TestServer(std::vector<Route> routes, ServerOptions options = test_options())
        : server_(std::move(options), router(std::move(routes)), refuse, [this](const Served& s) {
              const std::lock_guard lock(mutex_);
              served_.push_back(s);
          }) {
        server_.start();
    }

    Server& operator*() { return server_; }
    Server* operator->() { return &server_; }
    int port() const { return server_.port(); }
    TestClient client() const { return TestClient(port()); }

    /// What was served, once that are `n`.
    std::vector<Served> served(std::size_t n) {
        eventually([&] {
            const std::lock_guard lock(mutex_);
            return served_.size() >= n;
        });
        const std::lock_guard lock(mutex_);
        return served_;
    }

private:
    static Router router(std::vector<Route> routes) {
        Router made;
        for (Route& route : routes) made.add(std::move(route));
        return made;
    }
    static Response refuse(int status, const Request&) {
        return Response::of(status, "application/problem+json",
                            "{\"status\":" + std::to_string(status) + "}");
    }

    std::mutex mutex_;
    std::vector<Served> served_;
    Server server_;
};

}  // namespace yuanheng::http
