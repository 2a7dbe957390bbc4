// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <exception>

#include "gateway/cli/command_line.hpp"

int main(int argc, char** argv) {
    using divmid::gateway::cli::ExitCode;
    try {
        return static_cast<int>(divmid::gateway::cli::run(argc, argv));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "divmid: %s\n", error.what());
        return static_cast<int>(ExitCode::failed);
    }
}
