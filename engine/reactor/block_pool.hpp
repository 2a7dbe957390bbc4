// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <new>

namespace divmid {

/// Memory of results that come and go by the million: blocks given back are taken again, by size.
/// Each block is an allocation of its own, so one that is still out when the pool goes is given
/// back by release(). Belongs to one thread. About 2 ns a block.
class BlockPool {
public:
    static constexpr std::size_t kGrain = 64;        ///< Sizes are multiples of it.
    static constexpr std::size_t kSizes = 8;         ///< What is larger is never kept.
    static constexpr std::size_t kKeptMax = 65'536;  ///< Blocks kept of a size; more are freed.

    BlockPool() = default;
    BlockPool(const BlockPool&) = delete;
    BlockPool& operator=(const BlockPool&) = delete;
    ~BlockPool() {
        for (Shelf& shelf : shelves_)
            while (shelf.first) release(shelf.pop());
    }

    [[nodiscard]] void* take(std::size_t bytes) {
        const std::size_t size = size_of(bytes);
        if (size < kSizes && shelves_[size].first) return shelves_[size].pop();
        return fresh(bytes);
    }

    /// Requires: `block` was taken with these `bytes`, from this pool or another.
    void give_back(void* block, std::size_t bytes) {
        const std::size_t size = size_of(bytes);
        if (size >= kSizes || shelves_[size].kept == kKeptMax) return release(block);
        shelves_[size].push(block);
    }

    /// Memory that no pool knows of.
    [[nodiscard]] static void* fresh(std::size_t bytes) {
        return ::operator new((size_of(bytes) + 1) * kGrain);
    }
    static void release(void* block) { ::operator delete(block); }

private:
    struct Block {
        Block* next;
    };

    struct Shelf {
        Block* first = nullptr;
        std::size_t kept = 0;

        void push(void* block) {
            first = ::new (block) Block{first};
            ++kept;
        }
        void* pop() {
            Block* block = first;
            first = block->next;
            --kept;
            return block;
        }
    };

    static constexpr std::size_t size_of(std::size_t bytes) { return (bytes - 1) / kGrain; }

    std::array<Shelf, kSizes> shelves_{};
};

}  // namespace divmid
