#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <csignal>
#include <system_error>

#include "http/test_server.hpp"

namespace yuanheng::http {
namespace {

/// Writes a self-signed certificate and its key.
void make_certificate(const std::string& certificate_file, const std::string& key_file) {
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* certificate = X509_new();
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_pubkey(certificate, key);
    X509_NAME* name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"),
                               -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    X509_sign(certificate, key, EVP_sha256());
    FILE* file = std::fopen(certificate_file.c_str(), "w");
    PEM_write_X509(file, certificate);
    std::fclose(file);
    file = std::fopen(key_file.c_str(), "w");
    PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(file);
    X509_free(certificate);
    EVP_PKEY_free(key);
}

/// A blocking client that speaks versions of TLS from `least` to `most`.
class TlsClient {
public:
    TlsClient(int port, int least, int most, const std::string& protocols = {}) {
        SSL_CTX_set_security_level(context_, 0);
        SSL_CTX_set_min_proto_version(context_, least);
        SSL_CTX_set_max_proto_version(context_, most);
        if (!protocols.empty())
            SSL_CTX_set_alpn_protos(context_, reinterpret_cast<const unsigned char*>(protocols.data()),
                                    static_cast<unsigned>(protocols.size()));
        connection_ = BIO_new_ssl_connect(context_);
        BIO_set_conn_hostname(connection_, ("127.0.0.1:" + std::to_string(port)).c_str());
        BIO_get_ssl(connection_, &tls_);
        connected_ = BIO_do_connect(connection_) == 1 && BIO_do_handshake(connection_) == 1;
    }
    TlsClient(const TlsClient&) = delete;
    TlsClient& operator=(const TlsClient&) = delete;
    ~TlsClient() {
        BIO_free_all(connection_);
        SSL_CTX_free(context_);
    }

    bool connected() const { return connected_; }
    std::string version() const { return SSL_get_version(tls_); }
    std::string protocol() const {
        const unsigned char* chosen = nullptr;
        unsigned size = 0;
        SSL_get0_alpn_selected(tls_, &chosen, &size);
        return {reinterpret_cast<const char*>(chosen), size};
    }
    /// Sends a request that asks to close, and reads to the end.
    std::string get(const std::string& target) {
        const std::string request =
            "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        BIO_write(connection_, request.data(), static_cast<int>(request.size()));
        std::string answer;
        char piece[16384];
        for (int n; (n = BIO_read(connection_, piece, sizeof piece)) > 0;)
            answer.append(piece, static_cast<std::size_t>(n));
        closed_properly_ = (SSL_get_shutdown(tls_) & SSL_RECEIVED_SHUTDOWN) != 0;
        return answer;
    }
    bool closed_properly() const { return closed_properly_; }

private:
    SSL_CTX* context_ = SSL_CTX_new(TLS_client_method());
    BIO* connection_ = nullptr;
    SSL* tls_ = nullptr;
    bool connected_ = false, closed_properly_ = false;
};

class Tls : public testing::Test {
protected:
    static void SetUpTestSuite() {
        std::signal(SIGPIPE, SIG_IGN);
    }  // BIO_write to what the server has closed

    ServerOptions options() {
        ServerOptions o = test_options();
        o.certificate = folder_.path() + "/certificate.pem";
        o.private_key = folder_.path() + "/key.pem";
        o.header_timeout = std::chrono::milliseconds(500);
        make_certificate(o.certificate, o.private_key);
        return o;
    }
    static std::vector<Route> routes() {
        return {{Method::get, "/", {}, [](Request& r) { return text(r.secure ? "secure" : "not"); }},
                {Method::get,
                 "/large",
                 {},
                 [](Request&) { return Response::of(200, "image/png", std::string(3'000'000, 'x')); }},
                {Method::get, "/events", {}, [](Request&) {
                     return Response{200, {}, Events{std::chrono::milliseconds(10), [] {
                                                         return Events::Step{{"data: 1"}, true};
                                                     }}};
                 }}};
    }

    TestFolder folder_;
    TestServer server_{routes(), options()};
};

TEST_F(Tls, IsSpokenInVersions12And13) {
    for (const auto& [version, text] : {std::pair{TLS1_2_VERSION, "TLSv1.2"}, {TLS1_3_VERSION, "TLSv1.3"}}) {
        TlsClient client(server_.port(), version, version);
        ASSERT_TRUE(client.connected()) << text;
        EXPECT_EQ(client.version(), text);
        const std::string answer = client.get("/");
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("\r\n\r\nsecure"))
            << answer;
        EXPECT_TRUE(client.closed_properly());
    }
}

TEST_F(Tls, IsNotSpokenInOlderVersions) {
    for (const int version : {TLS1_VERSION, TLS1_1_VERSION})
        EXPECT_FALSE(TlsClient(server_.port(), version, version).connected());
    EXPECT_TRUE(TlsClient(server_.port(), TLS1_VERSION, TLS1_2_VERSION).connected());
}

TEST_F(Tls, CarriesHttp11AndNothingElse) {
    TlsClient both(server_.port(), TLS1_2_VERSION, TLS1_3_VERSION, "\x02h2\x08http/1.1");
    EXPECT_TRUE(both.connected());
    EXPECT_EQ(both.protocol(), "http/1.1");
    EXPECT_FALSE(TlsClient(server_.port(), TLS1_2_VERSION, TLS1_3_VERSION,
                           "\x02h2\x03"
                           "ftp")
                     .connected());
}

TEST_F(Tls, CarriesLargeAnswersAndEvents) {
    EXPECT_GT(TlsClient(server_.port(), TLS1_2_VERSION, TLS1_3_VERSION).get("/large").size(), 3'000'000U);
    EXPECT_TRUE(
        TlsClient(server_.port(), TLS1_2_VERSION, TLS1_3_VERSION).get("/events").ends_with("data: 1\n\n"));
}

TEST_F(Tls, EndsWithWhoDoesNotSpeakIt) {
    TestClient plain = server_.client();
    EXPECT_EQ(plain.get("/").status, 0);
    TestClient silent = server_.client();
    silent.ended();
    EXPECT_TRUE(eventually([&] { return server_->figures().connections == 0; }));
    EXPECT_TRUE(TlsClient(server_.port(), TLS1_2_VERSION, TLS1_3_VERSION).connected());
}

TEST_F(Tls, StopsWithConnectionsOpen) {
    TlsClient client(server_.port(), TLS1_2_VERSION, TLS1_3_VERSION);
    server_->stop(std::chrono::seconds(10));
    EXPECT_EQ(client.get("/"), "");
}

TEST_F(Tls, NeedsACertificateAndItsKey) {
    ServerOptions o = options();
    o.certificate = folder_.path() + "/none.pem";
    EXPECT_THROW(Server(o, Router(), nullptr, nullptr), std::system_error);
    o = options();
    std::string other = o.certificate, key = folder_.path() + "/other-key.pem";
    make_certificate(folder_.path() + "/other.pem", key);
    o.private_key = key;
    EXPECT_THROW(Server(o, Router(), nullptr, nullptr), std::system_error)
        << "the key of another certificate";
}

}  // namespace
}  // namespace yuanheng::http
