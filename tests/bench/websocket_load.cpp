// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/websocket_load.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace divmid::bench {

namespace {

using Clock = std::chrono::steady_clock;

/// One client connection: its own framing, so that the tool costs less than what it measures.
class Client {
public:
    Client(const Load& load, const NextMessage& next) : next_{next} {
        socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(load.port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error("cannot connect");
        const int on = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        upgrade(load.path);
    }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    ~Client() { ::close(socket_); }

    [[nodiscard]] int socket() const { return socket_; }

    void send(std::size_t messages) {
        out_.clear();
        for (std::size_t i = 0; i < messages; ++i) append_frame();
        write_all(out_);
    }

    /// Takes what arrived: the number of whole frames.
    template <class Seen>
    std::size_t receive(const Seen& seen) {
        char bytes[65536];
        const ssize_t got = ::recv(socket_, bytes, sizeof bytes, MSG_DONTWAIT);
        if (got == 0) throw std::runtime_error("the peer closed the connection");
        if (got < 0) {
            if (errno == EAGAIN || errno == EINTR) return 0;
            throw std::runtime_error("cannot read");
        }
        in_.append(bytes, static_cast<std::size_t>(got));
        return take_frames(seen);
    }

private:
    void upgrade(const std::string& path) {
        write_all(
            "GET " + path +
            " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
        std::string answer;
        char byte{};
        while (!answer.ends_with("\r\n\r\n")) {
            if (::recv(socket_, &byte, 1, 0) != 1) throw std::runtime_error("upgrade refused");
            answer.push_back(byte);
        }
        if (!answer.starts_with("HTTP/1.1 101")) throw std::runtime_error(answer);
    }

    void append_frame() {
        payload_.clear();
        next_(payload_);
        out_.push_back('\x81');
        if (payload_.size() < 126) {
            out_.push_back(static_cast<char>(0x80 | payload_.size()));
        } else {
            out_.push_back('\xfe');
            out_.push_back(static_cast<char>(payload_.size() >> 8));
            out_.push_back(static_cast<char>(payload_.size()));
        }
        // A mask must be there; that it is constant is between this tool and the server.
        static constexpr unsigned char kMask[] = {0x37, 0xfa, 0x21, 0x3d};
        out_.append(reinterpret_cast<const char*>(kMask), 4);
        for (std::size_t i = 0; i < payload_.size(); ++i)
            out_.push_back(
                static_cast<char>(static_cast<unsigned char>(payload_[i]) ^ kMask[i & 3]));
    }

    void write_all(std::string_view bytes) const {
        while (!bytes.empty()) {
            const ssize_t wrote = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (wrote < 0) throw std::runtime_error("cannot write");
            bytes.remove_prefix(static_cast<std::size_t>(wrote));
        }
    }

    template <class Seen>
    std::size_t take_frames(const Seen& seen) {
        std::size_t frames = 0;
        std::size_t at = 0;
        while (const std::size_t size = frame_size(at)) {
            const bool text = (static_cast<unsigned char>(in_[at]) & 0x0f) == 1;
            if (text) {
                seen(std::string_view{in_}.substr(at, size));
                ++frames;
            }
            at += size;
        }
        in_.erase(0, at);
        return frames;
    }

    /// Of the frame at `at`, header and payload; 0 when it is not whole yet.
    [[nodiscard]] std::size_t frame_size(std::size_t at) const {
        const std::size_t left = in_.size() - at;
        if (left < 2) return 0;
        const auto byte = [&](std::size_t i) {
            return std::size_t{static_cast<unsigned char>(in_[at + i])};
        };
        std::size_t size = byte(1) & 0x7f;
        std::size_t header = 2;
        if (size == 126) {
            if (left < 4) return 0;
            size = byte(2) << 8 | byte(3);
            header = 4;
        } else if (size == 127) {
            throw std::runtime_error("an answer over 64 KiB");
        }
        return left >= header + size ? header + size : 0;
    }

    const NextMessage& next_;
    int socket_ = -1;
    std::string payload_, out_, in_;
};

/// Everything that one run counts.
struct Count {
    bool count_failures{};
    Outcome outcome;
    std::size_t answers = 0;
    Clock::time_point sent{};

    void operator()(std::string_view frame) {
        ++answers;
        if (count_failures && frame.find("\"status\":200") == std::string_view::npos) {
            ++outcome.failures;
            outcome.last_answer = frame;
        } else if (outcome.last_answer.empty()) {
            outcome.last_answer = frame;
        }
    }
};

}  // namespace

Outcome run_load(const Load& load, const NextMessage& next, bool count_failures) {
    std::vector<std::unique_ptr<Client>> clients;
    std::vector<pollfd> polled;
    for (std::size_t i = 0; i < load.connections; ++i) {
        clients.push_back(std::make_unique<Client>(load, next));
        polled.push_back({clients.back()->socket(), POLLIN, 0});
    }
    Count count;
    count.count_failures = count_failures;
    const Clock::time_point start = Clock::now();
    const Clock::time_point measured_from = start + load.warm_up;
    const Clock::time_point end = measured_from + load.measured;
    std::size_t warm = 0;
    Clock::time_point measured_at{};
    count.sent = Clock::now();
    for (auto& client : clients) client->send(load.window);
    for (Clock::time_point now = start; now < end; now = Clock::now()) {
        if (measured_at == Clock::time_point{} && now >= measured_from) {
            measured_at = now;
            warm = count.answers;
        }
        if (::poll(polled.data(), polled.size(), 1000) <= 0)
            throw std::runtime_error("no answer for a second");
        for (std::size_t i = 0; i < clients.size(); ++i) {
            if ((polled[i].revents & (POLLIN | POLLHUP)) == 0) continue;
            const std::size_t answered =
                clients[i]->receive([&](std::string_view frame) { count(frame); });
            if (answered == 0) continue;
            if (load.window == 1 && load.connections == 1) {
                const Clock::time_point answered_at = Clock::now();
                if (measured_at != Clock::time_point{})
                    count.outcome.microseconds.push_back(
                        std::chrono::duration<double, std::micro>(answered_at - count.sent)
                            .count());
                count.sent = answered_at;
            }
            clients[i]->send(answered);
        }
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - measured_at).count();
    count.outcome.messages_per_second = static_cast<double>(count.answers - warm) / seconds;
    std::ranges::sort(count.outcome.microseconds);
    return std::move(count.outcome);
}

}  // namespace divmid::bench
