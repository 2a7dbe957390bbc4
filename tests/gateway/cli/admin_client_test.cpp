// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/admin_client.hpp"

#include <catch2/catch.hpp>
#include <string>

namespace divmid::gateway::cli {

TEST_CASE("an answer is taken apart by its status and length", "[cli]") {
    const auto answer = read_answer("HTTP/1.1 409 Conflict\r\nContent-LENGTH: 2\r\nX: y\r\n\r\n{}");
    REQUIRE(answer);
    CHECK(answer->status == 409);
    CHECK(answer->body == "{}");
}

TEST_CASE("half an answer is none", "[cli]") {
    const std::string whole = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    REQUIRE(read_answer(whole));
    for (std::size_t size = 0; size < whole.size(); ++size)
        CHECK_FALSE(read_answer(whole.substr(0, size)));
    CHECK_FALSE(read_answer(whole + "{}"));
    CHECK_FALSE(read_answer("HTTP/1.1 200 OK\r\n\r\n{}"));
    CHECK_FALSE(read_answer("HTTP/1.1 OK\r\nContent-Length: 2\r\n\r\n{}"));
}

TEST_CASE("nobody behind a socket is told as such", "[cli]") {
    const AdminClient client{"/nowhere/admin.sock"};
    CHECK_FALSE(client.reachable());
    CHECK(client.get("/livez").error() == "/nowhere/admin.sock: No such file or directory");
    const AdminClient too_long{std::string(200, 'x')};
    CHECK_THAT(too_long.get("/livez").error(), Catch::Contains("too long"));
}

}  // namespace divmid::gateway::cli
