#include "cli/exit.hpp"

#include <exception>
#include <iostream>
#include <new>
#include <string>

#include "analysis/text/translation.hpp"
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

Exit guarded(std::function<Exit()> const& act, Language language)
{
    auto const say_text = [&](Exit exit, std::string const& text) {
        return say(exit, as_error(text, language));
    };
    try {
        auto const exit = act();
        std::cout.flush();
        if (!std::cout) {
            throw StoreError{"cannot write the answer: the disk is full or the output was closed."};
        }
        return exit;
    } catch (InputError const& error) {
        std::string text;
        for (auto const& problem : error.problems()) {
            text += to_text(problem, language) + "\n";
        }
        return say(Exit::input, text);
    } catch (OutputExists const& error) {
        return say_text(Exit::output_exists, error.what());
    } catch (StoreError const& error) {
        return say_text(Exit::disk, error.what());
    } catch (std::bad_alloc const&) {
        return say_text(Exit::failure,
                        "there is not enough memory. A smaller --scale, such as 1/10, or fewer "
                        "--threads need less.");
    } catch (BrokenPromise const& error) {
        return say_text(Exit::our_fault, error.what());
    } catch (std::exception const& error) {
        return say_text(Exit::our_fault, BrokenPromise{std::string{error.what()} + "."}.what());
    }
}

}  // namespace smartstart
