#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace smartstart {

/// Where the money of a service sits: early and near (front), or specialised and late (back).
/// By municipal account codes (Iv3): front = 6.1, 6.2 and the youth part of 7.1; back = 6.72, 6.73,
/// 6.74 and 6.82. `none` is outside the youth and family budget.
enum class Side : std::uint8_t { front, back, none };
inline constexpr std::size_t sides = 3;

enum class ServiceKind : std::uint8_t {
    none,
    // front
    youth_health_care,
    school_support,
    neighbourhood_team,
    gp_youth_nurse,
    parenting_programme,
    home_visiting,
    debt_counselling,
    // back
    ambulant,
    day_care,
    foster_care,
    family_home,
    residential,
    closed_care,
    crisis_care,
    supervision_order,
    guardianship,
    youth_probation,
};
inline constexpr std::size_t service_kinds = 18;

/// What a service is, for reports and for the budget.
struct ServiceInfo {
    ServiceKind kind{};
    std::string_view id, name_en, name_nl;
    Side side{};
    bool statutory{};  ///< given by law or by a court: never refused for want of money
    bool stay{};       ///< away from home
    bool regional{};   ///< bought by the region together: one waiting list for all municipalities
};

std::span<ServiceInfo const> all_services();
ServiceInfo const& info(ServiceKind kind);
constexpr std::size_t index(ServiceKind kind)
{
    return static_cast<std::size_t>(kind);
}

/// One number per kind of service.
template <class Value>
using PerService = std::array<Value, service_kinds>;

}  // namespace smartstart
