// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace divmid::gateway::cli {

/// A directory that goes with it.
class ScratchDirectory {
public:
    ScratchDirectory();
    ScratchDirectory(const ScratchDirectory&) = delete;
    ScratchDirectory& operator=(const ScratchDirectory&) = delete;
    ~ScratchDirectory();

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::string operator/(const std::string& name) const {
        return (path_ / name).string();
    }

private:
    std::filesystem::path path_;
};

/// The binary that ships, in a process of its own.
class Program {
public:
    /// Its standard output can be read here, unless it goes to a file.
    explicit Program(const std::vector<std::string>& words, const std::string& out_file = {});
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;
    /// Kills it when it still runs.
    ~Program();

    /// Waits until it has said that on standard output; false when it ends before. Nothing that it
    /// says is lost.
    bool says(const std::string& text);
    void signal(int number) const;
    /// Waits for its end. The exit code; 128 + the signal that killed it.
    int wait();

    /// All of it, once it ended; before that, what says() has seen.
    [[nodiscard]] const std::string& out() const { return out_; }
    [[nodiscard]] std::string errors() const;

private:
    bool read_more();

    ScratchDirectory scratch_;
    ::pid_t process_ = -1;
    int pipe_ = -1;
    std::string out_;
};

struct Finished {
    int code{};
    std::string out;
    std::string errors;
};

/// Runs it to its end.
[[nodiscard]] Finished divmid(const std::vector<std::string>& words);

/// An exchange with the demo on a free port of the loopback; stopped in good order at its end.
class Exchange {
public:
    explicit Exchange(const std::string& data, const std::vector<std::string>& more = {"--demo"});
    ~Exchange() { stop(); }
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    /// The exit code.
    int stop();
    void kill();
    [[nodiscard]] const Program& program() const { return program_; }

private:
    Program program_;
    bool running_ = true;
};

[[nodiscard]] std::string contents(const std::filesystem::path& file);

}  // namespace divmid::gateway::cli
