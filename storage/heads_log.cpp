// SPDX-License-Identifier: Apache-2.0
#include "storage/heads_log.hpp"

#include <string>
#include <utility>

#include "storage/digest.hpp"

namespace divmid::storage {

std::filesystem::path HeadsLog::file(const std::filesystem::path& directory) {
    return directory / "heads.log";
}

Result<HeadsLog> HeadsLog::open(const std::filesystem::path& file) {
    auto opened = GrowingFile::open(file);
    if (!opened) return std::unexpected(opened.error());
    return HeadsLog{std::move(*opened)};
}

Result<void> HeadsLog::append(const SignedHead& head) {
    // The sequence is for people; what counts is in the form.
    return file_.append(std::to_string(head.head.sequence.value()) + ' ' +
                        hex(signed_head_form(head)) + '\n');
}

Result<std::optional<SignedHead>> HeadsLog::newest(const std::filesystem::path& file) {
    const auto corrupt = [&file] {
        return std::unexpected(
            Error{Fault::corrupt, {}, file.string() + ": the last line is not a signed head"});
    };
    const auto end = read_file_end(file, GrowingFile::kLineMost);
    if (!end) return std::unexpected(end.error());
    if (!*end) return std::nullopt;
    std::string_view lines = (*end)->text;
    lines = lines.substr(0, lines.rfind('\n') + 1);  // A line that a power cut tore is none.
    if (lines.empty() && (*end)->from > 0) return corrupt();
    if (lines.empty()) return std::nullopt;
    lines.remove_suffix(1);
    const std::string_view line = lines.substr(lines.rfind('\n') + 1);
    const std::string_view digits = line.substr(line.find(' ') + 1);
    std::string bytes;
    if (from_hex(digits, digits.size() / 2, bytes))
        if (auto head = read_signed_head(bytes)) return head;
    return corrupt();
}

}  // namespace divmid::storage
