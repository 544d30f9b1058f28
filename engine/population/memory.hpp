#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <memory_resource>

namespace smartstart {

/// With large pages the processor finds memory faster: a step goes back and forth between some
/// twenty columns, and with small ones a fifth of its time is spent on finding them. With small
/// pages less memory is taken where most of it stays zero.
enum class Pages : std::uint8_t { large, small };

/// One piece of memory for columns of a table, every byte zero at first. A large one comes from the
/// system in pages, and one that was never written takes no room yet.
class Memory {
public:
    /// Where columns begin, so that none shares a line of the cache with another.
    static constexpr std::size_t alignment = 64;
    static constexpr std::size_t small_page = 4096;

    Memory() = default;
    explicit Memory(std::size_t bytes, Pages pages = Pages::large);
    std::byte* data() { return bytes_.get(); }
    std::byte const* data() const { return bytes_.get(); }
    std::size_t size() const { return size_; }
    /// Of memory in large pages only so many bytes will be used, until this is said again: what
    /// does not fill a large page is to come in small ones.
    void use(std::size_t bytes);
    /// Of bytes from the system that begin at a small page: pages of zeros go back to it.
    void give_back_zeros(std::size_t from, std::size_t bytes);
    /// These bytes, after which nothing was written in their page, become zero; whole small pages
    /// go back to the system where it can take them.
    void clear(std::size_t from, std::size_t bytes);

private:
    bool can_give_back() const;
    void give_back(std::size_t from, std::size_t end);

    class Free {
    public:
        Free() : Free{nullptr, 0} {}  // of the heap
        Free(std::byte* from, std::size_t bytes) : from_{from}, bytes_{bytes} {}
        void operator()(std::byte* at) const;
        bool is_of_heap() const { return bytes_ == 0; }

    private:
        std::byte* from_;  ///< what the system gave
        std::size_t bytes_;
    };
    std::unique_ptr<std::byte, Free> bytes_;
    std::size_t size_{};
};

/// Memory for many small things that are made and given up together, in large pages: to be given as
/// much in small ones, one by one, takes longer. What goes beyond is of the heap.
class Arena {
public:
    explicit Arena(std::size_t bytes) : memory_{bytes}, pieces_{memory_.data(), memory_.size()} {}
    std::pmr::memory_resource* pieces() { return &pieces_; }

private:
    Memory memory_;
    std::pmr::monotonic_buffer_resource pieces_;
};

/// Copies to where every byte is zero, and writes only to pages that do not stay so. Both begin at
/// a small page, or are of the heap.
void copy_all_but_zeros(std::byte* to, std::byte const* from, std::size_t bytes);

/// Gives back to the system what the heap keeps of large things that are gone, where the system can
/// take it. For moments after which less is needed than before.
void give_back_memory();

}  // namespace smartstart
