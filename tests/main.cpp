// SPDX-License-Identifier: Apache-2.0
// Alone in its file: Catch2's main takes half a minute to compile with sanitizers.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
