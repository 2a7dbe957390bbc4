// SPDX-License-Identifier: Apache-2.0
#include "proto/convert_record.hpp"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <string_view>

#include "engine/check.hpp"
#include "proto/command_fields.hpp"
#include "proto/event_fields.hpp"
#include "proto/special_command_fields.hpp"
#include "proto/special_event_fields.hpp"

namespace divmid::proto {
namespace {

/// Notes where the texts of a record start, in the order they are written.
class TextsOut {
public:
    TextsOut(const Arena& arena, journal::Record& message) : arena_{arena}, message_{message} {}

    std::string operator()(TextRef ref) const {
        if (ref.length == 0) return {};
        message_.add_text_offsets(ref.offset);
        return std::string{arena_.text(ref)};
    }

private:
    const Arena& arena_;
    journal::Record& message_;
};

/// Finds the texts again where the sender had them.
class TextsIn {
public:
    explicit TextsIn(const journal::Record& message) : message_{message} {}

    bool operator()(const std::string& text, TextRef& to) {
        to = {};
        if (text.empty()) return true;
        if (text.size() > 255 || next_ == message_.text_offsets_size()) return false;
        const std::uint32_t offset = message_.text_offsets(next_++);
        const std::string_view arena = message_.arena();
        if (offset > arena.size() || arena.substr(offset, text.size()) != text) return false;
        to = {.offset = offset, .length = static_cast<std::uint8_t>(text.size())};
        return true;
    }

    [[nodiscard]] bool all_used() const { return next_ == message_.text_offsets_size(); }

private:
    const journal::Record& message_;
    int next_ = 0;
};

template <class Value, class Envelope>
void write(const Value& value, Envelope& envelope, const TextsOut& texts) {
    write_fields(value, *(envelope.*Fields<Value>::make)(), texts);
}

/// Appends the one value in `envelope` to `columns`; false when it is none of its kinds.
template <class Envelope, class... Kinds>
bool read(const Envelope& envelope, Columns<Kinds...>& columns, TextsIn& texts) {
    const auto read_if = [&]<class Value>(Value value) {
        if (static_cast<int>(envelope.kind_case()) != Value::kNumber) return false;
        if (!read_fields((envelope.*Fields<Value>::get)(), value, texts)) return false;
        columns.push(value);
        return true;
    };
    return (read_if(Kinds{}) || ...);
}

std::string_view read_header(const journal::Record& message, Record& record) {
    if (message.sequence() == 0) return "sequence is zero";
    if (!from_wire(message.rules_version(), record.rules_version)) return "rules_version too large";
    if (message.time() < 0) return "time before 1970";
    if (message.digest().size() != record.digest.size()) return "digest is not 32 bytes";
    record.sequence = Sequence{message.sequence()};
    record.tick.time = Timestamp{message.time()};
    record.tick.nonce = message.nonce();
    record.tick.commands.arena.assign(message.arena());
    std::ranges::copy(message.digest(), record.digest.begin());
    return {};
}

std::string_view read_turns(const journal::Record& message, Record& record) {
    TextsIn texts{message};
    for (const journal::Turn& turn : message.turns())
        if (!read(turn.command(), record.tick.commands, texts)) return "malformed command";
    for (const journal::Event& event : message.timer_events())
        if (!read(event, record.events, texts)) return "malformed timer event";
    for (const journal::Turn& turn : message.turns()) {
        record.events.begin_command();
        for (const journal::Event& event : turn.events())
            if (!read(event, record.events, texts)) return "malformed event";
    }
    return texts.all_used() ? "" : "text_offsets without a text";
}

}  // namespace

journal::Record to_proto(const Record& record) {
    journal::Record message;
    const Arena& arena = record.tick.commands.arena;
    const TextsOut texts{arena, message};
    message.set_sequence(record.sequence.value());
    message.set_rules_version(record.rules_version);
    message.set_time(record.tick.time.value());
    message.set_nonce(record.tick.nonce);
    message.set_digest(record.digest.data(), record.digest.size());
    message.set_arena(std::string{arena.bytes()});
    record.tick.commands.visit([&](const auto& command) {
        write(command, *message.add_turns()->mutable_command(), texts);
    });
    record.events.visit([&](std::size_t cause, const auto& event) {
        if (cause == Events::kTimer) return write(event, *message.add_timer_events(), texts);
        ENSURE(cause < record.tick.commands.size());
        write(event, *message.mutable_turns(static_cast<int>(cause))->add_events(), texts);
    });
    return message;
}

std::expected<Record, std::string> from_proto(const journal::Record& message) {
    Record record;
    std::string_view fault = read_header(message, record);
    if (fault.empty()) fault = read_turns(message, record);
    if (!fault.empty()) return std::unexpected{std::string{fault}};
    return record;
}

std::expected<std::string, std::string> to_json_line(const Record& record) {
    google::protobuf::util::JsonPrintOptions options;
    options.always_print_primitive_fields = true;
    std::string line;
    const auto status =
        google::protobuf::util::MessageToJsonString(to_proto(record), &line, options);
    if (!status.ok()) return std::unexpected{status.ToString()};
    return line;
}

}  // namespace divmid::proto
