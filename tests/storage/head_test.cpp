// SPDX-License-Identifier: Apache-2.0
#include "storage/head.hpp"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "storage/heads_log.hpp"
#include "tests/storage/temporary_directory.hpp"

namespace divmid::storage {

namespace {

Head sample() {
    return {3, Sequence{77}, Digest{1, 2, 3}, Digest{4, 5}};
}

}  // namespace

TEST_CASE("a head verifies with the key that signed it, and with no other", "[head]") {
    const TemporaryDirectory mine;
    const TemporaryDirectory theirs;
    const auto key = HeadKey::load_or_make(mine.path());
    const auto other = HeadKey::load_or_make(theirs.path());
    REQUIRE((key && other));
    const SignedHead head = key->sign(sample());
    CHECK(verifies(head, key->public_key()));
    CHECK_FALSE(verifies(head, other->public_key()));
}

TEST_CASE("no bit of a signed head can be changed", "[head]") {
    const TemporaryDirectory directory;
    const auto key = HeadKey::load_or_make(directory.path());
    REQUIRE(key);
    std::string bytes = signed_head_form(key->sign(sample()));
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        std::string changed = bytes;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ 1 << bit % 8);
        const auto head = read_signed_head(changed);
        CHECK_FALSE((head && verifies(*head, key->public_key())));
    }
    CHECK(read_signed_head(bytes) == key->sign(sample()));
}

TEST_CASE("the key of the heads is made once and readable by its owner alone", "[head]") {
    const TemporaryDirectory directory;
    const auto made = HeadKey::load_or_make(directory.path());
    const auto loaded = HeadKey::load_or_make(directory.path());
    REQUIRE((made && loaded));
    CHECK(made->public_key() == loaded->public_key());
    CHECK(read_public_key(directory.path()).value() == made->public_key());
    struct ::stat status{};
    REQUIRE(::stat((directory.path() / "head.key").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE("a line that a power cut tore off the file of heads does not count", "[head]") {
    const TemporaryDirectory directory;
    const auto key = HeadKey::load_or_make(directory.path());
    REQUIRE(key);
    const auto file = HeadsLog::file(directory.path());
    const SignedHead first = key->sign(sample());
    Head later = sample();
    later.sequence = Sequence{78};
    {
        auto log = HeadsLog::open(file);
        REQUIRE(log);
        REQUIRE(log->append(first));
        std::ofstream{file, std::ios::app} << "78 0a0b";
    }
    CHECK(HeadsLog::newest(file).value() == first);
    auto log = HeadsLog::open(file);
    REQUIRE(log);
    REQUIRE(log->append(key->sign(later)));
    CHECK(HeadsLog::newest(file).value() == key->sign(later));
}

TEST_CASE("of a long file of heads only the end is read", "[head]") {
    const TemporaryDirectory directory;
    const auto file = directory.path() / "heads";
    constexpr std::uintmax_t kMost = std::uintmax_t{1} << 33;  // With a hole: no disk has it.
    std::ofstream{file};
    std::filesystem::resize_file(file, kMost);
    std::ofstream{file, std::ios::app} << "\nlast line\ntorn";
    const auto end = read_file_end(file, 15);
    REQUIRE(end);
    REQUIRE(*end);
    CHECK((*end)->from == kMost);
    CHECK((*end)->text == "\nlast line\ntorn");
    REQUIRE(GrowingFile::open(file));
    CHECK(std::filesystem::file_size(file) == kMost + std::string_view{"\nlast line\n"}.size());
}

TEST_CASE("a file of heads that is none is corrupt, and a missing one is empty", "[head]") {
    const TemporaryDirectory directory;
    const auto file = HeadsLog::file(directory.path());
    CHECK(HeadsLog::newest(file).value() == std::nullopt);
    std::ofstream{file} << "1 zz\n";
    const auto newest = HeadsLog::newest(file);
    REQUIRE_FALSE(newest);
    CHECK(newest.error().fault == Fault::corrupt);
}

}  // namespace divmid::storage
