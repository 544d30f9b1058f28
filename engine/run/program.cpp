#include "engine/run/program.hpp"

#include "generated/build_info.hpp"

namespace smartstart {

std::string name_of(BuiltFrom const& built)
{
    if (built.changes.empty()) {
        return std::string{built.commit};
    }
    constexpr std::size_t digits = 16;
    auto const before = built.commit.empty() ? std::string{"without commit, of sources "}
                                             : std::string{built.commit} + " with changes ";
    return before + std::string{built.changes.substr(0, digits)};
}

std::string const& commit_of_program()
{
    static auto const name = name_of({build_info::git_commit, build_info::engine_sources});
    return name;
}

std::string version_of_program()
{
    return std::string{build_info::version};
}

}  // namespace smartstart
