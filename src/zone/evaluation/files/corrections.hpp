#pragma once

#include <vector>

#include "zone/evaluation/files/intake.hpp"

namespace yuanheng::evaluation {

/// Writes the departments' tables that have something to correct back into one workbook, with the bad cells
/// red, the doubtful ones yellow and a comment on each, and a list of everything. When the cells are right,
/// the workbook can stand in the folder in place of the files it was made from: read_folder knows its sheets
/// by their names. Gives these files; none where nothing is to be corrected: then nothing is written. Errors
/// as write_workbook, and those of reading the files again.
Result<std::vector<std::string>> write_corrections(const IntakeReport& report, const std::string& path,
                                                   std::int64_t created_seconds, Language language);

}  // namespace yuanheng::evaluation
