#pragma once

#include <cstdint>
#include <string_view>

#include "engine/population/civil.hpp"
#include "engine/world/world.hpp"

namespace smartstart {

/// How a household is in one month. Numbers as in steps/facts.hpp.
struct HomePage {
    PlaceNumber municipality{};
    std::uint8_t heads{};  ///< adults who lead the household: 1 or 2
    std::uint8_t minors{};
    std::uint8_t support{};  ///< family service now (ServiceKind), 0 none
    bool poor{};
    bool assistance{};
    bool debt{};
    bool violence{};
    bool unsettled{};
    bool parent_ill{};
    bool parent_addicted{};
};

/// Looks at one household. Sees World const&: it cannot disturb.
class HomeEye {
public:
    /// Asks for the columns that it needs, in the name of `reader`.
    HomeEye(Schema& schema, std::string_view reader);

    /// A household that is in use. The one who is followed is nobody's parent here, though perhaps
    /// a head; no_row: nobody is.
    HomePage look(World const& world, CivilView const& civil, Row home, Row followed) const;

private:
    Seen<Person, Flag> ill_, addicted_;
    Seen<Family, std::uint8_t> support_;
    Seen<Family, Flag> poor_, assistance_, debt_, violence_, unsettled_;
};

}  // namespace smartstart
