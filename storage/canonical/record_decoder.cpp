// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <type_traits>

#include "storage/canonical/bits.hpp"
#include "storage/canonical/prediction.hpp"
#include "storage/canonical/record_form.hpp"
#include "storage/canonical/record_header.hpp"

namespace divmid::storage {

namespace {

/// How often each kind number occurs.
using Census = std::array<std::uint32_t, 256>;

Census census(std::string_view order) {
    Census kinds{};
    for (const char number : order) ++kinds[static_cast<std::uint8_t>(number)];
    return kinds;
}

bool in_arena(std::uint64_t length, std::uint64_t offset, std::uint64_t arena_bytes, TextRef& to) {
    if (length == 0) return offset == 0 && (to = TextRef{}, true);
    // Offset first: the sum of two hostile numbers may wrap.
    if (offset > arena_bytes || length > arena_bytes - offset) return false;
    return from_bits(length, to.length) && from_bits(offset, to.offset);
}

/// The columns of a record, taken off its bytes from the front.
class Body {
public:
    Body(std::string_view bytes, std::size_t arena_bytes)
        : columns_{bytes.substr(0, bytes.size() - arena_bytes)},
          arena_{bytes.substr(bytes.size() - arena_bytes)} {}

    [[nodiscard]] bool read_commands(std::size_t count, Commands& to);
    [[nodiscard]] bool read_events(std::size_t turns, const Commands& commands, Events& to);

private:
    template <class... Kinds>
    [[nodiscard]] bool open(std::size_t count, std::tuple<SheetReader<Kinds>...>& sheets);

    template <class T>
    [[nodiscard]] bool read_command(SheetReader<T>& sheet, T& to);
    template <class T>
    [[nodiscard]] bool read_event(SheetReader<T>& sheet, T& to) const;

    std::string_view order_;
    std::string_view columns_;
    std::string_view arena_;
    std::uint64_t text_end_ = 0;
};

template <class... Kinds>
bool Body::open(std::size_t count, std::tuple<SheetReader<Kinds>...>& sheets) {
    if (columns_.size() < count) return false;
    order_ = columns_.substr(0, count);
    columns_.remove_prefix(count);
    const Census kinds = census(order_);
    return (std::get<SheetReader<Kinds>>(sheets).open(columns_, kinds[Kinds::kNumber]) && ...);
}

template <class T>
bool Body::read_command(SheetReader<T>& sheet, T& to) {
    bool good = true;
    each_field(to, to, [&](auto& field, auto&, std::size_t column) {
        const std::uint64_t word = sheet.next(column);
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(field)>, TextRef>) {
            const std::uint64_t stored = sheet.next(column + 1);
            const std::uint64_t offset = word == 0 ? stored : stored + text_end_;
            good = in_arena(word, offset, arena_.size(), field) && good;
            if (word != 0) text_end_ = offset + word;
        } else {
            good = from_bits(word, field) && good;
        }
    });
    return good;
}

/// `to` is the guess, and becomes the event.
template <class T>
bool Body::read_event(SheetReader<T>& sheet, T& to) const {
    bool good = true;
    each_field(to, to, [&](auto& field, auto&, std::size_t column) {
        const std::uint64_t word = sheet.next(column);
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(field)>, TextRef>) {
            const std::uint64_t offset = sheet.next(column + 1) + field.offset;
            good = in_arena(word + field.length, offset, arena_.size(), field) && good;
        } else {
            good = from_bits(word + to_bits(field), field) && good;
        }
    });
    return good;
}

/// Calls `read(sheet, T{})` for the kind with that number. False when there is none, or `read` says
/// so.
template <class Read, class... Kinds>
bool with_kind(std::uint8_t number, std::tuple<SheetReader<Kinds>...>& sheets, Read&& read) {
    bool good = false;
    (void)((Kinds::kNumber == number
                ? (good = read(std::get<SheetReader<Kinds>>(sheets), Kinds{}), true)
                : false) ||
           ...);
    return good;
}

bool Body::read_commands(std::size_t count, Commands& to) {
    ForEachKind<SheetReader, Commands> sheets;
    if (!open(count, sheets)) return false;
    const auto read = [&](auto& sheet, auto command) {
        return read_command(sheet, command) && (to.push(command), true);
    };
    for (const char number : order_)
        if (!with_kind(static_cast<std::uint8_t>(number), sheets, read)) return false;
    to.arena.assign(arena_);
    return true;
}

bool Body::read_events(std::size_t turns, const Commands& commands, Events& to) {
    ForEachKind<SheetReader, Events> sheets;
    if (!open(turns, sheets)) return false;
    Prediction prediction{commands};
    const auto read = [&](auto& sheet, auto event) {
        prediction.guess(event);
        if (!read_event(sheet, event)) return false;
        prediction.saw(event);
        to.push(event);
        return true;
    };
    for (const char number : order_) {
        if (number == Events::kNextCommand) {
            if (!prediction.advance()) return false;
            to.begin_command();
        } else if (!with_kind(static_cast<std::uint8_t>(number), sheets, read)) {
            return false;
        }
    }
    return columns_.empty();
}

std::unexpected<Error> corrupt(const RecordHeader& header, const char* what) {
    return std::unexpected(Error{Fault::corrupt, header.sequence, what});
}

Result<Link> decode(std::string_view bytes, bool with_events, Record& to) {
    const auto header = take_header(bytes);
    if (!header) return std::unexpected(header.error());
    if (bytes.size() < header->arena_bytes) return corrupt(*header, "record without its texts");
    to.clear();
    to.sequence = header->sequence;
    to.rules_version = header->rules_version;
    to.tick.time = header->time;
    to.tick.nonce = header->nonce;
    Body body{bytes, header->arena_bytes};
    if (!body.read_commands(header->commands, to.tick.commands))
        return corrupt(*header, "record with malformed commands");
    if (with_events && !body.read_events(header->turns, to.tick.commands, to.events))
        return corrupt(*header, "record with malformed events");
    return header->link;
}

}  // namespace

Result<Link> RecordDecoder::decode(std::string_view bytes, Record& to) const {
    return storage::decode(bytes, true, to);
}

Result<Link> RecordDecoder::decode_tick(std::string_view bytes, Record& to) const {
    return storage::decode(bytes, false, to);
}

}  // namespace divmid::storage
