#include "db/database.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "db/address.hpp"
#include "db/driver.hpp"

namespace yuanheng::db {

namespace {

thread_local std::optional<Time> request_deadline;
thread_local std::vector<const Database*> entered;

std::string joined(std::span<const std::string> parts) {
    std::string out;
    for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
    return out;
}

}  // namespace

void set_deadline(std::optional<Time> time) { request_deadline = time; }

std::optional<Time> deadline() { return request_deadline; }

void check_deadline() {
    if (request_deadline && std::chrono::steady_clock::now() >= *request_deadline)
        throw Failure(Fault::timeout, "the time allowed is over");
}

void check_value(const Value& value) {
    if (const double* number = std::get_if<double>(&value)) {
        if (!std::isfinite(*number))
            throw Failure(Fault::other, "a number that is not finite cannot be stored");
    } else if (const std::string* text = reflect::text(value)) {
        if (text->find('\0') != std::string::npos)
            throw Failure(Fault::other, "a text with a NUL character cannot be stored");
        if (!valid_utf8(*text)) throw Failure(Fault::other, "a text that is not UTF-8 cannot be stored");
    }
}

std::string identifier(std::string_view name) {
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    if (name.empty() || !std::all_of(name.begin(), name.end(), plain))
        throw std::logic_error("not a name for SQL: " + std::string(name));
    return '"' + std::string(name) + '"';
}

std::string identifier(std::span<const std::string> names) {
    std::vector<std::string> out;
    for (const std::string& name : names) out.push_back(identifier(name));
    return joined(out);
}

std::string excerpt(std::string_view sql) {
    constexpr std::size_t kMost = 200;
    std::string out(sql.substr(0, kMost));
    if (sql.size() > kMost) out += "…";
    return out;
}

Entered::Entered(const Database& database) {
    if (std::find(entered.begin(), entered.end(), &database) != entered.end()) {
        throw std::logic_error("a transaction within a transaction of the same thread");
    }
    entered.push_back(&database);
}

Entered::~Entered() { entered.pop_back(); }

std::string Dialect::contains(std::string_view column) const {
    return std::string(engine == Engine::sqlite ? "instr(" : "strpos(") + std::string(column) + ", ?) > 0";
}

std::string Dialect::upsert(std::string_view table, std::span<const std::string> keys,
                            std::span<const std::string> columns) const {
    std::vector<std::string> marks(columns.size(), "?"), changes;
    for (const std::string& column : columns) {
        if (std::find(keys.begin(), keys.end(), column) == keys.end())
            changes.push_back(identifier(column) + " = excluded." + identifier(column));
    }
    return "INSERT INTO " + identifier(table) + " (" + identifier(columns) + ") VALUES (" + joined(marks) +
           ") ON CONFLICT (" + identifier(keys) + ") DO " +
           (changes.empty() ? "NOTHING" : "UPDATE SET " + joined(changes));
}

void Session::insert(std::string_view table, std::span<const Cell> row) {
    std::string columns, marks;
    Values values;
    for (const Cell& cell : row) {
        columns += (columns.empty() ? "" : ", ") + identifier(cell.column);
        marks += marks.empty() ? "?" : ", ?";
        values.push_back(cell.value);
    }
    execute("INSERT INTO " + identifier(table) + " (" + columns + ") VALUES (" + marks + ")", values);
}

Values Session::first(std::string_view sql, std::initializer_list<Value> p) {
    std::vector<Values> rows = query(sql, p);
    return rows.empty() ? Values() : std::move(rows.front());
}

Value Session::scalar(std::string_view sql, std::initializer_list<Value> p) {
    Values row = first(sql, p);
    return row.empty() ? Value() : std::move(row.front());
}

std::unique_ptr<Database> Database::open(const Options& options) {
    try {
        if (!is_postgres(options.url)) return open_sqlite(options);
        check_password(options.url);
        return open_postgres(options);
    } catch (const Failure& failure) {
        throw Failure(failure.fault, without_password(failure.what(), options.url), failure.constraint);
    }
}

}  // namespace yuanheng::db
