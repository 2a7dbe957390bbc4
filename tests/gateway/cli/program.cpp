// SPDX-License-Identifier: Apache-2.0
#include "tests/gateway/cli/program.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>

extern char** environ;

namespace divmid::gateway::cli {

ScratchDirectory::ScratchDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "divmid-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()));
    path_ = name;
}

ScratchDirectory::~ScratchDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

Program::Program(const std::vector<std::string>& words, const std::string& out_file) {
    std::array<int, 2> ends{};
    REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
    pipe_ = ends[0];
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    if (!out_file.empty())
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out_file.c_str(), O_WRONLY, 0);
    const std::string errors = scratch_ / "errors";
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors.c_str(), O_WRONLY | O_CREAT,
                                     0600);
    std::vector<std::string> all{DIVMID_BINARY};
    all.insert(all.end(), words.begin(), words.end());
    std::vector<char*> arguments;
    for (std::string& word : all) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    REQUIRE(::posix_spawn(&process_, DIVMID_BINARY, &actions, nullptr, arguments.data(), environ) ==
            0);
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
}

Program::~Program() {
    if (process_ > 0) {
        signal(SIGKILL);
        wait();
    }
    ::close(pipe_);
}

bool Program::read_more() {
    std::array<char, 4096> buffer;
    const ssize_t got = ::read(pipe_, buffer.data(), buffer.size());
    if (got <= 0) return false;
    out_.append(buffer.data(), static_cast<std::size_t>(got));
    return true;
}

bool Program::says(const std::string& text) {
    while (out_.find(text) == std::string::npos)
        if (!read_more()) return false;
    return true;
}

void Program::signal(int number) const {
    ::kill(process_, number);
}

int Program::wait() {
    while (read_more()) {
    }
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string Program::errors() const {
    return contents(scratch_ / "errors");
}

Finished divmid(const std::vector<std::string>& words) {
    Program program{words};
    const int code = program.wait();
    return {.code = code, .out = program.out(), .errors = program.errors()};
}

namespace {

std::vector<std::string> serving(const std::string& data, const std::vector<std::string>& more) {
    std::vector<std::string> words{"serve", "--data", data, "--listen", "127.0.0.1:0"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

}  // namespace

Exchange::Exchange(const std::string& data, const std::vector<std::string>& more)
    : program_{serving(data, more)} {
    const bool serves = program_.says("http://127.0.0.1:");
    INFO(program_.errors());
    REQUIRE(serves);
}

int Exchange::stop() {
    if (!running_) return 0;
    running_ = false;
    program_.signal(SIGTERM);
    return program_.wait();
}

void Exchange::kill() {
    running_ = false;
    program_.signal(SIGKILL);
    program_.wait();
}

std::string contents(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace divmid::gateway::cli
