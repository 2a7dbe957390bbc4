// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <google/protobuf/generated_enum_reflection.h>

#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

namespace divmid::proto {

// A message is described once, as a list of fields: what reads, what writes, and the member of the
// engine's value. Both directions walk the same list, so neither can forget a field.

template <class Message, class Value, class Wire, class Member>
struct NumberField {
    Wire (Message::*get)() const;
    void (Message::*set)(Wire);
    Member Value::* member;
};

template <class Message, class Value, class Member>
struct TextField {
    const std::string& (Message::*get)() const;
    std::string* (Message::*mutable_text)();
    Member Value::* member;
};

/// A member with fields of its own, as a message in the message.
template <class Message, class Value, class Part, class Member>
struct PartField {
    const Part& (Message::*get)() const;
    Part* (Message::*mutable_part)();
    Member Value::* member;
};

template <class Message, class Value, class Part, class Member>
constexpr auto part(const Part& (Message::*get)() const, Part* (Message::*mutable_part)(),
                    Member Value::* member) {
    return PartField<Message, Value, Part, Member>{get, mutable_part, member};
}

template <class Message, class Value, class Wire, class Member>
constexpr auto field(Wire (Message::*get)() const, void (Message::*set)(Wire),
                     Member Value::* member) {
    return NumberField<Message, Value, Wire, Member>{get, set, member};
}

template <class Message, class Value, class Member>
constexpr auto field(const std::string& (Message::*get)() const,
                     std::string* (Message::*mutable_text)(), Member Value::* member) {
    return TextField<Message, Value, Member>{get, mutable_text, member};
}

/// The fields of `Value`: specialised where its message is known, with `list`, a tuple of fields.
template <class Value>
struct Fields;

template <class Wire, class Number>
Wire to_wire(Number number) {
    if constexpr (std::is_enum_v<Number> || std::is_same_v<Number, bool>)
        return static_cast<Wire>(number);
    else if constexpr (std::is_integral_v<Number>)
        return Wire{number};
    else
        return Wire{number.value()};
}

/// False when `wire` is no value of Number; `to` is then untouched.
template <class Wire, class Number>
[[nodiscard]] bool from_wire(Wire wire, Number& to) {
    if constexpr (std::is_enum_v<Wire>) {
        const int number = static_cast<int>(wire);
        if (!google::protobuf::GetEnumDescriptor<Wire>()->FindValueByNumber(number)) return false;
        to = static_cast<Number>(number);
    } else if constexpr (std::is_same_v<Wire, bool>) {
        to = wire;
    } else if constexpr (std::is_integral_v<Number>) {
        if (!std::in_range<Number>(wire)) return false;
        to = static_cast<Number>(wire);
    } else {
        using Rep = typename Number::rep;
        if (!std::in_range<Rep>(wire)) return false;
        to = Number{static_cast<Rep>(wire)};
    }
    return true;
}

/// `texts` turns a member into a std::string.
template <class Value, class Message, class Texts>
void write_fields(const Value& value, Message& message, Texts&& texts) {
    const auto write = [&]<class F>(const F& f) {
        if constexpr (requires { f.set; })
            (message.*f.set)(to_wire<std::decay_t<decltype((message.*f.get)())>>(value.*f.member));
        else if constexpr (requires { f.mutable_part; })
            write_fields(value.*f.member, *(message.*f.mutable_part)(), texts);
        else
            *(message.*f.mutable_text)() = texts(value.*f.member);
    };
    std::apply([&](const auto&... each) { (write(each), ...); }, Fields<Value>::list);
}

/// `texts(string, member)` is false for a text that cannot be one. False leaves `value` half read.
template <class Value, class Message, class Texts>
[[nodiscard]] bool read_fields(const Message& message, Value& value, Texts&& texts) {
    const auto read = [&]<class F>(const F& f) {
        if constexpr (requires { f.set; })
            return from_wire((message.*f.get)(), value.*f.member);
        else if constexpr (requires { f.mutable_part; })
            return read_fields((message.*f.get)(), value.*f.member, texts);
        else
            return texts((message.*f.get)(), value.*f.member);
    };
    return std::apply([&](const auto&... each) { return (read(each) && ...); },
                      Fields<Value>::list);
}

}  // namespace divmid::proto
