// SPDX-License-Identifier: Apache-2.0
#include "tests/storage/temporary_directory.hpp"

#include <cstdlib>
#include <string>
#include <system_error>

#include "engine/check.hpp"

namespace divmid::storage {

TemporaryDirectory::TemporaryDirectory() {
    std::string name = std::filesystem::temp_directory_path() / "divmid-test-XXXXXX";
    ENSURE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
}

TemporaryDirectory::~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace divmid::storage
