#include "cli/exit.hpp"

#include <exception>
#include <iostream>
#include <new>
#include <string>

#include "engine/base/error.hpp"
#include "engine/store/result.hpp"

namespace smartstart {
namespace {

Exit say(Exit exit, std::string const& text)
{
    std::cout.flush();
    std::cerr << text << (text.ends_with('\n') ? "" : "\n");
    return exit;
}

}  // namespace

Exit guarded(std::function<Exit()> const& act)
{
    try {
        auto const exit = act();
        std::cout.flush();
        if (!std::cout) {
            throw StoreError{"cannot write the answer: the disk is full or the output was closed."};
        }
        return exit;
    } catch (InputError const& error) {
        return say(Exit::input, error.what());
    } catch (OutputExists const& error) {
        return say(Exit::output_exists, "error: " + std::string{error.what()});
    } catch (StoreError const& error) {
        return say(Exit::disk, "error: " + std::string{error.what()});
    } catch (std::bad_alloc const&) {
        return say(Exit::failure,
                   "error: there is not enough memory. A smaller --scale, such as 1/10, or fewer "
                   "--threads need less.");
    } catch (BrokenPromise const& error) {
        return say(Exit::our_fault, "error: " + std::string{error.what()});
    } catch (std::exception const& error) {
        return say(Exit::our_fault, "error: " + std::string{error.what()} +
                                        ". This is a fault in smartstart; please send us this line "
                                        "and the scenario.");
    }
}

}  // namespace smartstart
