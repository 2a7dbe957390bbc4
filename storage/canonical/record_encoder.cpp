// SPDX-License-Identifier: Apache-2.0
#include <limits>
#include <type_traits>

#include "engine/check.hpp"
#include "storage/canonical/bits.hpp"
#include "storage/canonical/prediction.hpp"
#include "storage/canonical/record_form.hpp"
#include "storage/canonical/record_header.hpp"

namespace divmid::storage {

namespace {

std::uint32_t count(std::size_t number) {
    ENSURE(number <= std::numeric_limits<std::uint32_t>::max());
    return static_cast<std::uint32_t>(number);
}

template <class... Kinds>
void reset(std::tuple<Sheet<Kinds>...>& sheets, const Columns<Kinds...>& values) {
    (std::get<Sheet<Kinds>>(sheets).reset(values.template all<Kinds>().size()), ...);
}

template <class... Kinds>
void write(const std::tuple<Sheet<Kinds>...>& sheets, std::span<const std::uint8_t> order,
           std::string& to) {
    to.append(reinterpret_cast<const char*>(order.data()), order.size());
    (std::get<Sheet<Kinds>>(sheets).write(to), ...);
}

/// Texts lie in the arena in the order of the commands, so a text begins where the last one ended.
template <class T>
void add_command(const T& command, std::uint64_t& text_end, Sheet<T>& sheet) {
    sheet.add([&](auto put) {
        each_field(command, command, [&](const auto& field, const auto&, std::size_t column) {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(field)>, TextRef>) {
                put(column, field.length);
                put(column + 1, field.length == 0 ? 0 : field.offset - text_end);
                if (field.length != 0) text_end = std::uint64_t{field.offset} + field.length;
            } else {
                put(column, to_bits(field));
            }
        });
    });
}

template <class T>
void add_event(const T& event, const T& guess, Sheet<T>& sheet) {
    sheet.add([&](auto put) {
        each_field(event, guess, [&](const auto& field, const auto& guessed, std::size_t column) {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(field)>, TextRef>) {
                put(column, std::uint64_t{field.length} - guessed.length);
                put(column + 1, std::uint64_t{field.offset} - guessed.offset);
            } else {
                put(column, to_bits(field) - to_bits(guessed));
            }
        });
    });
}

}  // namespace

void RecordEncoder::encode(const Record& record, const Link& link, std::string& to) {
    const Commands& commands = record.tick.commands;
    put_header({.rules_version = record.rules_version,
                .link = link,
                .sequence = record.sequence,
                .time = record.tick.time,
                .nonce = record.tick.nonce,
                .commands = count(commands.size()),
                .turns = count(record.events.size()),
                .arena_bytes = count(commands.arena.bytes().size())},
               to);
    put_commands(commands, to);
    put_events(record.events, commands, to);
    to.append(commands.arena.bytes());
}

void RecordEncoder::put_commands(const Commands& commands, std::string& to) {
    reset(commands_, commands);
    std::uint64_t text_end = 0;
    commands.visit([&]<class T>(const T& command) {
        add_command(command, text_end, std::get<Sheet<T>>(commands_));
    });
    write(commands_, commands.order(), to);
}

void RecordEncoder::put_events(const Events& events, const Commands& commands, std::string& to) {
    reset(events_, events);
    Prediction prediction{commands};
    std::size_t turn = Events::kTimer;
    events.visit([&]<class T>(std::size_t cause, const T& event) {
        for (; turn != cause; ++turn) ENSURE(prediction.advance());
        T guess{};
        prediction.guess(guess);
        add_event(event, guess, std::get<Sheet<T>>(events_));
        prediction.saw(event);
    });
    write(events_, events.order(), to);
}

}  // namespace divmid::storage
