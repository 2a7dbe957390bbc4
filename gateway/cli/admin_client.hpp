// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

namespace divmid::gateway::cli {

/// What the exchange answered.
struct Answer {
    unsigned status{};
    std::string body;
};

/// Asks a running exchange through its admin socket, and waits. One connection a question.
class AdminClient {
public:
    explicit AdminClient(std::filesystem::path socket) : socket_{std::move(socket)} {}

    /// Whether somebody listens there.
    [[nodiscard]] bool reachable() const;

    /// What failed, for people, when there is no whole answer.
    [[nodiscard]] std::expected<Answer, std::string> get(std::string_view path) const;
    [[nodiscard]] std::expected<Answer, std::string> post(std::string_view path,
                                                          std::string_view body) const;

private:
    std::filesystem::path socket_;
};

/// Takes an HTTP/1.1 response with a Content-Length apart; nothing when it is not a whole one.
[[nodiscard]] std::expected<Answer, std::string> read_answer(std::string_view bytes);

}  // namespace divmid::gateway::cli
