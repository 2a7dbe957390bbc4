// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/check.hpp"
#include "storage/canonical/record_form.hpp"

// Bytes of a stored record from somebody who means harm: they are refused, or they are a record
// that is written and read again without a change.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace divmid;
    using namespace divmid::storage;
    static Record record;
    static Record again;
    static RecordEncoder encoder;
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const auto link = RecordDecoder{}.decode(bytes, record);
    if (!link) return 0;
    std::string written;
    encoder.encode(record, *link, written);
    ENSURE(RecordDecoder{}.decode(written, again) == *link);
    std::string twice;
    encoder.encode(again, *link, twice);
    ENSURE(written == twice);
    return 0;
}
