// SPDX-License-Identifier: Apache-2.0
#include "storage/canonical/record_header.hpp"

#include <algorithm>

#include "storage/canonical/little_endian.hpp"

namespace divmid::storage {

void put_header(const RecordHeader& header, std::string& to) {
    put_little(header.format, to);
    put_little(header.rules_version, to);
    put_little(header.link.epoch, to);
    put_little(header.sequence.value(), to);
    put_little(header.time.value(), to);
    put_little(header.nonce, to);
    to.append(reinterpret_cast<const char*>(header.link.previous.data()),
              header.link.previous.size());
    put_little(header.commands, to);
    put_little(header.turns, to);
    put_little(header.arena_bytes, to);
}

Result<RecordHeader> take_header(std::string_view& from) {
    if (from.size() < RecordHeader::kSize)
        return std::unexpected(Error{Fault::corrupt, {}, "shorter than the header of a record"});
    RecordHeader header;
    std::uint64_t sequence = 0;
    std::int64_t time = 0;
    bool whole = take_little(from, header.format) && take_little(from, header.rules_version) &&
                 take_little(from, header.link.epoch) && take_little(from, sequence) &&
                 take_little(from, time) && take_little(from, header.nonce);
    std::copy_n(from.begin(), header.link.previous.size(), header.link.previous.begin());
    from.remove_prefix(header.link.previous.size());
    whole = whole && take_little(from, header.commands) && take_little(from, header.turns) &&
            take_little(from, header.arena_bytes);
    header.sequence = Sequence{sequence};
    header.time = Timestamp{time};
    if (header.format > kRecordFormat)
        return std::unexpected(Error{Fault::version, header.sequence, "record of a newer format"});
    if (!whole || header.format == 0)
        return std::unexpected(Error{Fault::corrupt, header.sequence, "record without a format"});
    return header;
}

}  // namespace divmid::storage
