#include "calibration/statistics/luck.hpp"

#include "engine/base/mix.hpp"
#include "engine/random/random.hpp"

namespace smartstart {

KeyedLuck::KeyedLuck(std::uint64_t seed, std::string_view purpose)
    : key_{mix(seed, name_hash(purpose))}
{
}

double KeyedLuck::uniform(std::uint32_t a, std::uint32_t b, std::uint32_t c) const
{
    auto const words = philox({a, b, c, 0}, key_);
    return (words[0] + 0.5) * 0x1p-32;
}

double KeyedLuck::normal(std::uint32_t a, std::uint32_t b, std::uint32_t c) const
{
    return normal_quantile(uniform(a, b, c));
}

std::uint32_t KeyedLuck::below(std::uint32_t count, std::uint32_t a, std::uint32_t b,
                               std::uint32_t c) const
{
    return static_cast<std::uint32_t>(uniform(a, b, c) * count);
}

}  // namespace smartstart
