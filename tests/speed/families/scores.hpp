#pragma once

#include <cstdint>
#include <span>

#include "engine/population/table.hpp"
#include "tests/speed/families/facts.hpp"

namespace smartstart::families {

/// Bins of 0.005 from -4 on; what lies outside is in the first or the last one. No decile is there.
inline constexpr int bins = 1600;
inline constexpr float bins_per_unit = 200.0F;
/// From 1 on; 0 is for who is gone.
inline std::uint16_t bin_of(float score)
{
    auto const place = static_cast<int>(score * bins_per_unit + (0.5F * bins + 1.0F));
    return static_cast<std::uint16_t>(place < 1 ? 1 : place > bins ? bins : place);
}
/// The middle of a bin.
inline double score_of(std::size_t bin)
{
    return (static_cast<double>(bin) - 0.5 - 0.5 * bins) / bins_per_unit;
}

/// How people fare, at hand for one step in one year.
struct ScoreView {
    std::span<float> score;
    std::span<std::uint16_t> bin;
    std::span<float> parents, severity;
    std::span<std::uint16_t> wait;
};

/// The keeper of scores.
class Scores {
public:
    explicit Scores(Schema& schema)
        : score_{schema.own(facts::score, "scores")},
          bin_{schema.own(facts::bin, "scores")},
          parents_{schema.own(facts::parents, "scores")},
          severity_{schema.own(facts::severity, "scores")},
          wait_{schema.own(facts::wait, "scores")}
    {
    }
    ScoreView open(People& people) const
    {
        return {people.change(score_), people.change(bin_), people.change(parents_),
                people.change(severity_), people.change(wait_)};
    }
    static void set(ScoreView const& scores, Row person, float score)
    {
        scores.score[person] = score;
        scores.bin[person] = bin_of(score);
    }
    static void forget(ScoreView const& scores, Row person)
    {
        scores.score[person] = 0.0F;
        scores.bin[person] = 0;
        scores.severity[person] = 0.0F;
    }

private:
    Owned<Person, float> score_;
    Owned<Person, std::uint16_t> bin_;
    Owned<Person, float> parents_, severity_;
    Owned<Person, std::uint16_t> wait_;
};

}  // namespace smartstart::families
