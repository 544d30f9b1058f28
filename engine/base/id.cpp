#include "engine/base/id.hpp"

#include "engine/base/mix.hpp"

namespace smartstart {
namespace {

// One name space per way of coming into the world: keys of different kinds never meet by design,
// and a 64-bit scramble keeps the chance of any collision among 2 million people under 1e-6.
enum class Lineage : std::uint64_t { founder = 1, birth, migration, founding_family, new_family };

std::uint64_t key(Lineage lineage, std::uint64_t a, std::uint64_t b)
{
    return mix(mix(static_cast<std::uint64_t>(lineage), a), b);
}

}  // namespace

PersonId founder(std::uint64_t number)
{
    return {key(Lineage::founder, number, 0)};
}

PersonId child_of(PersonId mother, unsigned birth_order)
{
    return {key(Lineage::birth, mother.value, birth_order)};
}

PersonId migrant(int month_index, unsigned place, unsigned ordinal)
{
    auto const where_and_when =
        (static_cast<std::uint64_t>(month_index) << 32U) | static_cast<std::uint64_t>(place);
    return {key(Lineage::migration, where_and_when, ordinal)};
}

FamilyId founding_family(std::uint64_t number)
{
    return {key(Lineage::founding_family, number, 0)};
}

FamilyId family_started_by(PersonId starter, int month_index)
{
    return {key(Lineage::new_family, starter.value, static_cast<std::uint64_t>(month_index))};
}

}  // namespace smartstart
