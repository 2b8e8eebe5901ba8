// A small server to aim wrk and slowhttptest at: http_server [PORT [IO-THREADS [WORKERS [PER-ADDRESS]]]]
//   GET / answers "hello", GET /large a text of 1 MiB, POST / the size of the body, GET /busy after 10 ms of
//   work.

#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "http/server.hpp"

namespace {

using namespace yuanheng::http;

Response text(std::string body) { return Response::of(200, "text/plain", std::move(body)); }

Response busy(Request&) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(10);
    while (std::chrono::steady_clock::now() < until) {
    }
    return text("done");
}

}  // namespace

int main(int argc, char** argv) {
    const auto argument = [&](int i, int otherwise) { return argc > i ? std::atoi(argv[i]) : otherwise; };
    ServerOptions options;
    options.port = argument(1, 18080);
    options.io_threads = argument(2, 1);
    options.workers = argument(3, 2);
    options.most_per_address = argument(4, options.most_per_address);

    Router router;
    router.add({Method::get, "/", {}, [](Request&) { return text("hello"); }});
    router.add({Method::get, "/large", {}, [](Request&) { return text(std::string(1 << 20, 'x')); }});
    router.add({Method::post, "/", {}, [](Request& r) { return text(std::to_string(r.body.size())); }});
    router.add({Method::get, "/busy", {}, busy});
    const auto refuse = [](int status, const Request&) {
        return Response::of(status, "text/plain", "refused\n");
    };

    sigset_t end;
    sigemptyset(&end);
    sigaddset(&end, SIGINT);
    sigaddset(&end, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &end, nullptr);
    Server server(options, std::move(router), refuse, nullptr);
    server.start();
    std::printf("http://127.0.0.1:%d/\n", server.port());
    std::fflush(stdout);
    int signal = 0;
    sigwait(&end, &signal);
    server.stop(std::chrono::seconds(5));
}
