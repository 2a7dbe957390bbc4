// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/failure.hpp"

#include <spdlog/fmt/fmt.h>

namespace divmid::gateway::cli {
namespace {

ExitCode code_of(storage::Fault fault) {
    switch (fault) {
        case storage::Fault::io:
            return ExitCode::failed;
        case storage::Fault::locked:
            return ExitCode::locked;
        case storage::Fault::corrupt:
            return ExitCode::corrupt;
        case storage::Fault::differs:
            return ExitCode::differs;
        case storage::Fault::cut:
            return ExitCode::cut;
        case storage::Fault::version:
            return ExitCode::usage;
    }
    return ExitCode::failed;
}

}  // namespace

Failure failure_of(const storage::Error& error) {
    const std::string place =
        error.sequence == Sequence{} ? "" : fmt::format("sequence {}: ", error.sequence.value());
    return {code_of(error.fault), place + error.message};
}

}  // namespace divmid::gateway::cli
