#include "engine/run/life_on_disk.hpp"

#include <algorithm>
#include <concepts>
#include <cstring>
#include <type_traits>

#include <fmt/format.h>

#include "engine/store/packed.hpp"

namespace smartstart {
namespace {

// What a life consists of. Who adds a member to one of these types finds that this file does not
// compile any more: the member is then named where the type names its parts, unless it is the same
// in every month.
constexpr auto list = sizeof(std::vector<int>);
constexpr auto permissions = 25;                // of the register: columns, the same in every month
constexpr auto ends = 2 * sizeof(std::size_t);  // where its stages end: three rows
static_assert(sizeof(Register) == permissions * sizeof(std::size_t) + ends + 6 * list);
static_assert(sizeof(ServiceSystem) == 3 * list);
static_assert(sizeof(Ledger) == 2 * sizeof(std::size_t) + 2 * list);
// Three of its numbers say where the older stand, which changes no value: they are not kept.
static_assert(sizeof(Columns) == list + 6 * sizeof(std::size_t) + 2 * sizeof(Memory));
static_assert(sizeof(Random) == sizeof(std::uint64_t));  // made of seed and replicate

template <class Type, class Of>
concept MaybeConst = std::same_as<std::remove_const_t<Type>, Of>;

template <MaybeConst<World> Self, class Visit>
void each_part_of(Self& self, Visit const& visit)
{
    // `random` is made of the seed and the replicate, and the roll is called anew every month.
    [[maybe_unused]] auto& [random, clock, people, families, civil_register, pool, services, ledger,
                            rehearsal, roll] = self;
    visit("clock", clock);
    visit("people", people);
    visit("families", families);
    visit("register", civil_register);
    visit("pool", pool);
    visit("services", services);
    visit("ledger", ledger);
    visit("rehearsal", rehearsal);
}

template <MaybeConst<ArrivalsPool> Self, class Visit>
void each_part_of(Self& self, Visit const& visit)
{
    auto& [people, families, taken] = self;
    visit("people", people);
    visit("families", families);
    visit("taken", taken);
}

template <MaybeConst<Lived> Self, class Visit>
void each_part_of(Self& self, Visit const& visit)
{
    auto& [born, origin, fate, origin_income, income, leads, offences, care_months, serious_months,
           kin, education, test_score, mother, grandmothers] = self;
    visit("born", born);
    visit("origin", origin);
    visit("fate", fate);
    visit("origin_income", origin_income);
    visit("income", income);
    visit("leads", leads);
    visit("offences", offences);
    visit("care_months", care_months);
    visit("serious_months", serious_months);
    visit("kin", kin);
    visit("education", education);
    visit("test_score", test_score);
    visit("mother", mother);
    visit("grandmothers", grandmothers);
}

template <class Self, class Visit>
requires requires(Self& self, Visit const& visit)
{
    Self::each_part(self, visit);
}
void each_part_of(Self& self, Visit const& visit)
{
    Self::each_part(self, visit);
}

/// Calls this for every list of numbers that was seen so far. Tables and traces are made at the
/// end.
template <MaybeConst<ReplicateResult> Self, class Visit>
void each_list_of(Self& self, Visit const& visit)
{
    [[maybe_unused]] auto& [outcomes, cents, planned, realised, spread, tables, traces] = self;
    for (auto& outcome : outcomes) {
        auto& [numerators, denominators] = outcome;
        visit(numerators);
        visit(denominators);
    }
    visit(cents);
    visit(planned);
    visit(realised);
    visit(spread);
}

template <class Part>
constexpr bool is_list = false;
template <class Item>
constexpr bool is_list<std::vector<Item>> = true;

/// Bytes without gaps between them, so that equal lives give equal bytes.
template <class Part>
constexpr bool is_plain = std::is_trivially_copyable_v<Part>;
template <>
inline constexpr bool is_plain<Lived> = false;

template <class Part>
std::string_view bytes_of(Part const& part)
{
    return {reinterpret_cast<char const*>(&part), sizeof part};
}

class Saver {
public:
    explicit Saver(CheckpointWriter& to) : to_{to} {}

    template <class Part>
    void save(std::string const& label, Part const& part) const
    {
        if constexpr (std::derived_from<Part, Columns>) {
            save_columns(label, part);
        } else if constexpr (std::same_as<Part, ReplicateResult>) {
            PackedWriter numbers;
            each_list_of(part, [&](auto const& all) { numbers.add(all); });
            to_.add(label, numbers.take());
        } else if constexpr (is_list<Part>) {
            to_.add(label, bytes_of_list(part));
        } else if constexpr (is_plain<Part>) {
            to_.add(label, bytes_of(part));
        } else {
            each_part_of(part, [&](char const* name, auto const& inner) {
                save(label + '.' + name, inner);
            });
        }
    }

private:
    void save_columns(std::string const& label, Columns const& columns) const
    {
        to_.add(label + ".rows", bytes_of(std::uint64_t{columns.size()}));
        for (std::size_t at = 0; at < columns.columns(); ++at) {
            auto const cells = columns.bytes_of(at);
            to_.add(label + '.' + columns.name_of(at),
                    {reinterpret_cast<char const*>(cells.data()), cells.size()});
        }
    }
    template <class Item>
    static std::string bytes_of_list(std::vector<Item> const& items)
    {
        std::string bytes;
        for (auto const& item : items) {
            if constexpr (is_plain<Item>) {
                bytes += bytes_of(item);
            } else {
                each_part_of(item,
                             [&](char const*, auto const& inner) { bytes += bytes_of(inner); });
            }
        }
        return bytes;
    }
    CheckpointWriter& to_;
};

class Loader {
public:
    explicit Loader(CheckpointReader const& from) : from_{from} {}

    template <class Part>
    void load(std::string const& label, Part& part)
    {
        if constexpr (std::derived_from<Part, Columns>) {
            load_columns(label, part);
        } else if constexpr (std::same_as<Part, ReplicateResult>) {
            load_seen(label, part);
        } else if constexpr (is_list<Part>) {
            load_list(label, part);
        } else if constexpr (is_plain<Part>) {
            auto const bytes = take(label);
            fill(label, bytes, &part, sizeof part);
        } else {
            each_part_of(part,
                         [&](char const* name, auto& inner) { load(label + '.' + name, inner); });
        }
    }
    void finish() const
    {
        for (auto const& label : from_.labels()) {
            if (std::ranges::find(taken_, label) == taken_.end()) {
                from_.refuse(fmt::format("holds '{}', which this program does not know.", label));
            }
        }
    }

private:
    std::string take(std::string const& label)
    {
        taken_.push_back(label);
        return from_.read(label);
    }
    void want(std::string const& label, std::string_view bytes, std::size_t size) const
    {
        if (bytes.size() != size) {
            from_.refuse(fmt::format("has {} bytes of '{}' in it, where {} are wanted.",
                                     bytes.size(), label, size));
        }
    }
    void fill(std::string const& label, std::string_view bytes, void* to, std::size_t size) const
    {
        want(label, bytes, size);
        if (size > 0) {
            std::memcpy(to, bytes.data(), size);
        }
    }
    void load_columns(std::string const& label, Columns& columns)
    {
        std::uint64_t rows{};
        load(label + ".rows", rows);
        columns.open(rows);
        for (std::size_t at = 0; at < columns.columns(); ++at) {
            auto const name = label + '.' + columns.name_of(at);
            auto const bytes = take(name);
            want(name, bytes, columns.bytes_of(at).size());
            columns.fill(at, std::as_bytes(std::span{bytes}));
        }
    }
    template <class Item>
    void load_list(std::string const& label, std::vector<Item>& items)
    {
        auto const bytes = take(label);
        if constexpr (is_plain<Item>) {
            items.resize(bytes.size() / sizeof(Item));
            fill(label, bytes, items.data(), items.size() * sizeof(Item));
        } else {
            std::size_t each = 0;
            Item one{};
            each_part_of(one, [&](char const*, auto const& inner) { each += sizeof inner; });
            items.assign(bytes.size() / each, one);
            std::string_view left = bytes;
            for (auto& item : items) {
                each_part_of(item, [&](char const*, auto& inner) {
                    fill(label, left.substr(0, sizeof inner), &inner, sizeof inner);
                    left.remove_prefix(sizeof inner);
                });
            }
        }
    }
    /// Where other years are reported than by the run that wrote this, the lists are longer or
    /// shorter by years that were not lived yet.
    void load_seen(std::string const& label, ReplicateResult& seen)
    {
        auto const bytes = take(label);
        std::size_t lists = 0;
        each_list_of(seen, [&](auto const&) { ++lists; });
        PackedIndex const index{bytes, lists};
        std::size_t at = 0;
        each_list_of(seen, [&](auto& numbers) {
            auto const [from, size] = index[at++];
            std::remove_reference_t<decltype(numbers)> found;
            unpack(std::string_view{bytes}.substr(from, size), found);
            found.resize(std::min(found.size(), numbers.size()));
            std::ranges::copy(found, numbers.begin());
        });
    }

    CheckpointReader const& from_;
    std::vector<std::string> taken_;
};

}  // namespace

void write_life(Life const& life, CheckpointHead const& head, std::filesystem::path const& name)
{
    CheckpointWriter file{name, head};
    Saver{file}.save("life", life);
    file.finish();
}

Life read_life(CheckpointReader const& checkpoint, Blueprint const& blueprint)
{
    auto const& head = checkpoint.head();
    Life life{blueprint, static_cast<std::uint32_t>(head.replicate)};
    Loader loader{checkpoint};
    loader.load("life", life);
    loader.finish();
    if (life.next_year() != head.year) {
        checkpoint.refuse(fmt::format("says that it has come to {}, but has come to {}.", head.year,
                                      life.next_year()));
    }
    return life;
}

}  // namespace smartstart
