#include "cli/commands.hpp"

namespace smartstart {

std::vector<Command> all_commands(CLI::App& program, Language language, Executor& executor)
{
    return {
        add_run(program, language, executor), add_check(program, language),
        add_explain(program, language),       add_describe(program, language),
        add_compare(program, language),       add_digest(program, language),
        add_reproduce(program, language),     add_validate(program, language),
        add_calibrate(program, language),     add_sensitivity(program, language),
        add_explore(program, language),       add_story(program, language),
        add_status(program, language),        add_merge(program, language),
        add_submit(program, language),        add_trial(program, language),
        add_evaluate(program, language),
    };
}

}  // namespace smartstart
