#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/outcome/home_page.hpp"
#include "engine/population/civil.hpp"
#include "engine/world/world.hpp"

namespace smartstart {

/// How a child and the household around it are in one month. Numbers as in steps/facts.hpp.
struct DiaryPage : HomePage {
    Month month{};
    int age_in_months{};
    bool at_home{};  ///< still lives in the household of a parent
    bool head{};     ///< has a household of its own

    std::uint8_t problem{};  ///< 0 none, 1 emerging, 2 serious, 3 crisis
    std::uint8_t noticed{};  ///< who saw something this month, 0 nobody
    std::uint8_t asks{};     ///< service waited for (ServiceKind)
    std::uint8_t care{};     ///< help now, at home
    std::uint8_t order{};
    std::uint8_t stay{};
    bool maltreated{};
    bool in_school{};
    std::uint8_t track{};
    std::uint8_t education{};
    std::uint8_t work{};
    bool suspect_now{};
};

/// Watches one child. Sees World const&: it cannot disturb.
class Diary {
public:
    /// Columns are looked up in a copy, so a world that is already built can be watched.
    explicit Diary(Schema schema);
    ~Diary();
    Diary(Diary const&) = delete;
    Diary& operator=(Diary const&) = delete;
    Diary(Diary&&) = delete;
    Diary& operator=(Diary&&) = delete;

    /// How the child is now; nothing when it is not in the region (not born, gone or dead).
    std::optional<DiaryPage> look(World const& world, PersonId child) const;
    /// Every minor of the region, by name: for choosing one.
    std::vector<PersonId> children(World const& world) const;
    /// The name of the household that the child lives in now.
    FamilyId family_of(World const& world, PersonId child) const;

private:
    struct Handles;
    std::unique_ptr<Handles const> handles_;
};

}  // namespace smartstart
