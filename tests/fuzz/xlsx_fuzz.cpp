#include <boost/crc.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "sheet/xlsx.hpp"

namespace {

using namespace yuanheng;

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

struct Part {
    std::string_view name;
    std::string_view sound;  ///< its text where the input has none
};

/// The parts of a workbook in the order in which the input may replace them.
constexpr std::array<Part, 6> kParts = {{
    {"xl/worksheets/sheet1.xml",
     "<worksheet><sheetData><row><c t='s'><v>0</v></c></row></sheetData></worksheet>"},
    {"xl/sharedStrings.xml", "<sst><si><t>甲</t></si></sst>"},
    {"xl/styles.xml",
     "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='10'/><xf numFmtId='14'/></cellXfs></styleSheet>"},
    {"xl/workbook.xml", "<workbook xmlns:r='" OFFICE
                        "'><sheets><sheet name='数据' sheetId='1' r:id='rId1'/></sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels",
     "<Relationships><Relationship Id='rId1' Type='" OFFICE "/worksheet' Target='worksheets/sheet1.xml'/>"
     "<Relationship Id='rId2' Type='" OFFICE "/sharedStrings' Target='sharedStrings.xml'/>"
     "<Relationship Id='rId3' Type='" OFFICE "/styles' Target='styles.xml'/></Relationships>"},
    {"_rels/.rels", "<Relationships><Relationship Id='rId1' Type='" OFFICE
                    "/officeDocument' Target='xl/workbook.xml'/></Relationships>"},
}};

void put(std::string& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
}

/// What the local and the central header of a stored file have in common.
std::string described(std::string_view name, std::string_view text) {
    boost::crc_32_type crc;
    crc.process_bytes(text.data(), text.size());
    std::string out;
    put(out, 20, 2);         // version needed
    put(out, 0x800, 2);      // names are UTF-8
    put(out, 0, 2);          // stored
    put(out, 0x21'0000, 4);  // 1 January 1980
    put(out, crc.checksum(), 4);
    put(out, static_cast<std::uint32_t>(text.size()), 4);
    put(out, static_cast<std::uint32_t>(text.size()), 4);
    put(out, static_cast<std::uint32_t>(name.size()), 2);
    put(out, 0, 2);  // no extra field
    return out;
}

/// A container with the parts that stand in `bytes`, a form feed between two; XML itself has none.
std::string container(std::string_view bytes) {
    std::string out, directory;
    for (const Part& part : kParts) {
        const std::size_t end = std::min(bytes.find('\f'), bytes.size());
        const std::string_view text = end == 0 ? part.sound : bytes.substr(0, end);
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
        const std::string header = described(part.name, text);
        directory += "PK\x01\x02";
        put(directory, 20, 2);
        directory += header;
        put(directory, 0, 6);  // no comment, first disk, no internal attributes
        put(directory, 0, 4);  // nor external ones
        put(directory, static_cast<std::uint32_t>(out.size()), 4);
        directory += part.name;
        out += "PK\x03\x04" + header;
        out += part.name;
        out += text;
    }
    const auto begin = static_cast<std::uint32_t>(out.size());
    out += directory + "PK\x05\x06";
    put(out, 0, 4);
    put(out, kParts.size(), 2);
    put(out, kParts.size(), 2);
    put(out, static_cast<std::uint32_t>(directory.size()), 4);
    put(out, begin, 4);
    put(out, 0, 2);
    return out;
}

void require(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

/// Any bytes end in a book or an error that can be shown. Bytes that begin like a ZIP container are taken as
/// one; of others a container is made, so that the readers of its parts are reached.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    sheet::Limits limits;
    limits.unpacked_bytes = 4u << 20;
    limits.text_bytes = 4u << 20;
    limits.cells = 100'000;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto book = bytes.substr(0, 2) == "PK"
                          ? sheet::read_book_bytes(bytes, "fuzz.xlsx", limits)
                          : sheet::read_book_bytes(container(bytes), "fuzz.xlsx", limits);
    if (!book) {
        require(valid_utf8(describe(book.error(), Language::zh)));
        return 0;
    }
    require(!book->grids.empty());
    for (const sheet::Grid& grid : book->grids) {
        long last = 0;
        for (const sheet::Row& row : grid.rows) {
            require(row.number > last);
            last = row.number;
            for (const sheet::Cell& cell : row.cells)
                require(cell.empty() == cell.text.empty() && valid_utf8(cell.text));
        }
    }
    return 0;
}
