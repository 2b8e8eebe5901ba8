#pragma once

#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>
#include <string>

#include "zone/evaluation/files/intake.hpp"

/// What several tests of this folder need.
namespace yuanheng::evaluation::samples {

/// A folder that is gone when the test ends.
class Folder {
public:
    Folder()
        : path_(std::filesystem::temp_directory_path() /
                ("yuanheng" + std::to_string(std::random_device()()))) {
        std::filesystem::create_directory(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string path() const { return path_.string(); }
    std::string path(const std::string& name) const { return (path_ / name).string(); }
    /// Writes a file and gives its path.
    std::string write(const std::string& name, const std::string& bytes) const {
        std::ofstream(path_ / name, std::ios::binary) << bytes;
        return path(name);
    }
    void remove(const std::string& name) const { std::filesystem::remove(path_ / name); }

private:
    std::filesystem::path path_;
};

/// Inputs of every type; one track that is ranked by tax per mu. `extra` goes at the end of the head.
inline std::string scheme_text(const std::string& extra = "") {
    return R"toml([scheme]
id = "t"
version = "1"
title = { zh = "测试", en = "test" }
period = "2024"
as_of = 2024-12-31
)toml" + extra +
           R"toml(
[[sources]]
title = "test"
[[inputs]]
code = "land"
label = { zh = "用地面积", en = "land" }
aliases = ["土地面积"]
unit = "亩"
department = "自然资源"
[[inputs]]
code = "tax"
label = { zh = "税收", en = "tax" }
unit = "万元"
department = "税务"
low = "0"
high = "100000"
[[inputs]]
code = "electricity"
label = { zh = "用电量" }
unit = "万kWh"
[[inputs]]
code = "share"
label = { zh = "出口占比" }
unit = "%"
[[inputs]]
code = "founded"
label = { zh = "成立日期" }
type = "date"
[[inputs]]
code = "high_tech"
label = { zh = "高新技术企业" }
type = "boolean"
[[inputs]]
code = "kind"
label = { zh = "类型" }
type = "text"
values = ["民营", "国有"]
[[tracks]]
code = "all"
label = { zh = "全部", en = "everyone" }
  [[tracks.indicators]]
  code = "tax_mu"
  label = { zh = "亩均税收", en = "tax per mu" }
  formula = "tax / land"
  weight = "100"
  benchmark = { kind = "fixed", value = "30 万元/亩" }
  transform = { kind = "ratio" }
  cap = "1.5"
  missing = "zero"
  zero_denominator = "zero"
  negative_denominator = "zero"
  [tracks.grading]
  method = "quota"
  grades = ["A", "B"]
  quotas = [{ grade = "A", share = "50%" }]
  rest = "B"
)toml";
}

inline scoring::Scheme scheme(const std::string& extra = "") {
    auto loaded = scoring::load_scheme(scheme_text(extra), "test.toml");
    if (!loaded) throw std::runtime_error(describe(loaded.error(), Language::en));
    return std::move(*loaded);
}

inline Intake read(const scoring::Scheme& scheme, const std::string& folder) {
    auto intake = read_folder(scheme, folder);
    if (!intake) throw std::runtime_error(describe(intake.error(), Language::en));
    return std::move(*intake);
}

/// The errors of one kind.
inline Errors of(const Errors& errors, ErrorCode code) {
    Errors out;
    for (const Error& e : errors) {
        if (e.code == code) out.push_back(e);
    }
    return out;
}

// Codes with right check characters.
inline const std::string kA = "91330000MA2601818H", kB = "91330000MA0830166H", kC = "913300003186091316";

}  // namespace yuanheng::evaluation::samples
