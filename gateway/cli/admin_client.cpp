// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/admin_client.hpp"

#include <spdlog/fmt/fmt.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <optional>
#include <utility>

namespace divmid::gateway::cli {
namespace {

constexpr std::size_t kAnswerMost = std::size_t{64} << 20;
constexpr timeval kPatience{.tv_sec = 30, .tv_usec = 0};

std::string system_fault(std::string_view what) {
    return fmt::format("{}: {}", what, std::strerror(errno));
}

/// A connected socket, closed with it.
class Line {
public:
    static std::expected<Line, std::string> connect(const std::filesystem::path& socket) {
        const std::string path = socket.string();
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        if (path.size() >= sizeof address.sun_path)
            return std::unexpected{fmt::format("{}: the path is too long for a socket", path)};
        std::ranges::copy(path, address.sun_path);
        Line line{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
        setsockopt(line.file_, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
        setsockopt(line.file_, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
        if (::connect(line.file_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            return std::unexpected{system_fault(path)};
        return line;
    }

    Line(Line&& other) noexcept : file_{std::exchange(other.file_, -1)} {}
    Line& operator=(Line&&) = delete;
    ~Line() {
        if (file_ >= 0) ::close(file_);
    }

    [[nodiscard]] bool send(std::string_view bytes) const {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(file_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    /// Until the other side closes; false when that does not happen.
    [[nodiscard]] bool receive_all(std::string& to) const {
        std::array<char, 16384> buffer;
        for (;;) {
            const ssize_t got = ::recv(file_, buffer.data(), buffer.size(), 0);
            if (got == 0) return true;
            if (got < 0 || to.size() > kAnswerMost) return false;
            to.append(buffer.data(), static_cast<std::size_t>(got));
        }
    }

private:
    explicit Line(int file) : file_{file} {}

    int file_;
};

std::string lower_case(std::string_view text) {
    std::string lower{text};
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

std::optional<std::size_t> number_at(const std::string& text, std::size_t place) {
    std::size_t number = 0;
    const auto read = std::from_chars(text.data() + place, text.data() + text.size(), number);
    if (read.ec != std::errc{}) return std::nullopt;
    return number;
}

std::expected<Answer, std::string> ask(const std::filesystem::path& socket,
                                       const std::string& request) {
    const auto line = Line::connect(socket);
    if (!line) return std::unexpected{line.error()};
    std::string response;
    if (!line->send(request) || !line->receive_all(response))
        return std::unexpected{system_fault(socket.string())};
    return read_answer(response);
}

}  // namespace

bool AdminClient::reachable() const {
    return Line::connect(socket_).has_value();
}

std::expected<Answer, std::string> AdminClient::get(std::string_view path) const {
    return ask(socket_,
               fmt::format("GET {} HTTP/1.1\r\nHost: admin\r\nConnection: close\r\n\r\n", path));
}

std::expected<Answer, std::string> AdminClient::post(std::string_view path,
                                                     std::string_view body) const {
    return ask(socket_,
               fmt::format("POST {} HTTP/1.1\r\nHost: admin\r\nConnection: close\r\n"
                           "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
                           path, body.size(), body));
}

std::expected<Answer, std::string> read_answer(std::string_view bytes) {
    constexpr std::string_view kVersion = "HTTP/1.1 ";
    constexpr std::string_view kLength = "\r\ncontent-length: ";
    constexpr std::string_view kEnd = "\r\n\r\n";
    const std::size_t end = bytes.find(kEnd);
    if (!bytes.starts_with(kVersion) || end == bytes.npos)
        return std::unexpected{"the exchange gave no whole answer"};
    const std::string head = lower_case(bytes.substr(0, end + 2));
    const auto status = number_at(head, kVersion.size());
    const std::size_t length = head.find(kLength);
    const auto size = length == head.npos ? std::nullopt : number_at(head, length + kLength.size());
    if (!status || size != bytes.size() - end - kEnd.size())
        return std::unexpected{"the exchange gave no whole answer"};
    return Answer{static_cast<unsigned>(*status), std::string{bytes.substr(end + kEnd.size())}};
}

}  // namespace divmid::gateway::cli
