#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/outcome/diary.hpp"
#include "engine/run/prepare.hpp"

namespace smartstart {

/// Which child a story follows.
struct StoryWish {
    /// Name of the household that it lives in when the story begins; the youngest child is
    /// followed.
    std::optional<std::uint64_t> family;
    /// Otherwise: the first child by name whose household is so. Words of `story_words`.
    std::vector<std::string> like;
    int oldest{5};  ///< age in years at the beginning, when chosen by likeness
    int replicate{};
};

/// What a household can be like: "poor", "debt", "assistance", "single", "violence", "ill",
/// "addicted", "unsettled", "many", "problem".
std::vector<std::string> const& story_words();

/// The same child in two worlds, month by month.
struct Story {
    PersonId child;
    FamilyId family;
    std::string municipality;
    Month start;  ///< of the first page
    /// A page for each month of the reported years; nothing where the child is not in the region.
    std::vector<std::optional<DiaryPage>> base;
    std::vector<std::optional<DiaryPage>> other;
};

/// Lives both scenarios once, in the replicate that is wished. They must have one region, seed and
/// scale, so that the child is there in both. `goes_on` is asked each year; nothing comes back
/// after "no". Throws InputError when no child is as wished, naming what can be wished.
std::optional<Story> live_story(Prepared const& base, Prepared const& other, StoryWish const& wish,
                                std::function<bool()> const& goes_on);

}  // namespace smartstart
