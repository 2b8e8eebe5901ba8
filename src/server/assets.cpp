#include "server/assets.hpp"

#include <fmt/format.h>

#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>

#include "base/hash.hpp"
#include "platform/request/headers.hpp"

namespace yuanheng::server {

namespace {

namespace fs = std::filesystem;

std::string media_of(const fs::path& file) {
    static const std::map<std::string, std::string> kMedia = {{".html", "text/html; charset=utf-8"},
                                                              {".js", "text/javascript; charset=utf-8"},
                                                              {".css", "text/css; charset=utf-8"},
                                                              {".svg", "image/svg+xml; charset=utf-8"},
                                                              {".png", "image/png"},
                                                              {".ico", "image/x-icon"},
                                                              {".json", "application/json"},
                                                              {".woff2", "font/woff2"},
                                                              {".txt", "text/plain; charset=utf-8"},
                                                              {".webmanifest", "application/manifest+json"}};
    const auto it = kMedia.find(file.extension().string());
    return it == kMedia.end() ? "application/octet-stream" : it->second;
}

struct Asset {
    std::string file, media, etag;
    bool immutable = false;
};

std::map<std::string, Asset> find_assets(const fs::path& folder) {
    std::map<std::string, Asset> out;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file() || entry.path().extension() == ".gz") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string name = "/" + fs::relative(entry.path(), folder).generic_string();
        out[name] = {entry.path().string(), media_of(entry.path()),
                     "\"" + sha256_hex(in).substr(0, 32) + "\"", name.starts_with("/assets/")};
    }
    return out;
}

http::Response send(const Asset& asset, bool secure) {
    http::Response response;
    response.body = http::FileBody{.path = asset.file, .precompressed = true};
    response.with("Content-Type", asset.media).with("ETag", asset.etag);
    response.with("Cache-Control", asset.immutable ? "public, max-age=31536000, immutable" : "no-cache");
    platform::protect(response, secure);
    return response;
}

}  // namespace

std::vector<http::Route> asset_routes(const fs::path& folder) {
    if (!fs::is_regular_file(folder / "index.html")) {
        throw std::runtime_error(
            fmt::format("{} has no index.html: build the web application first", folder.string()));
    }
    const auto assets = std::make_shared<const std::map<std::string, Asset>>(find_assets(folder));
    const auto answer = [assets](http::Request& request) {
        auto it = assets->find(request.path);
        if (it == assets->end() && request.path.starts_with("/assets/")) {
            http::Response missing = http::Response::of(404, "text/plain; charset=utf-8", "not found\n");
            platform::protect(missing, request.secure);
            return missing;
        }
        if (it == assets->end()) it = assets->find("/index.html");
        return send(it->second, request.secure);
    };
    return {{http::Method::get, "/", {}, answer}, {http::Method::get, "/{rest*}", {}, answer}};
}

}  // namespace yuanheng::server
