#include "engine/run/study/job_files.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "engine/base/error.hpp"

namespace smartstart::studies {
namespace {

/// More often than this a job that cannot finish a single run would go round for ever.
constexpr int most_requeues = 100;

/// Whole numbers between these signs; empty where something else stands there.
std::vector<int> numbers_in(std::string_view text, char sign)
{
    std::vector<int> numbers;
    for (;;) {
        auto const end = text.find(sign);
        auto const word = text.substr(0, end);
        int number{};
        auto const read = std::from_chars(word.data(), word.data() + word.size(), number);
        if (word.empty() || read.ec != std::errc{} || read.ptr != word.data() + word.size() ||
            number < 0 || number > 100'000) {
            return {};
        }
        numbers.push_back(number);
        if (end == std::string_view::npos) {
            return numbers;
        }
        text.remove_prefix(end + 1);
    }
}

/// `minutes`, `minutes:seconds`, `hours:minutes:seconds`, `days-hours[:minutes[:seconds]]`.
long seconds_in(std::string const& time)
{
    auto const dash = time.find('-');
    auto const days =
        dash == std::string::npos ? std::vector{0} : numbers_in(time.substr(0, dash), ':');
    auto parts = numbers_in(dash == std::string::npos ? time : time.substr(dash + 1), ':');
    if (days.size() != 1 || parts.empty() || parts.size() > 3) {
        return 0;
    }
    if (dash == std::string::npos && parts.size() < 3) {
        parts.insert(parts.begin(), 0);  // begins with minutes
    }
    parts.resize(3);
    return ((days[0] * 24L + parts[0]) * 60 + parts[1]) * 60 + parts[2];
}

std::string head(ClusterOrder const& order, std::string const& log)
{
    auto text = fmt::format(
        "#!/bin/bash\n"
        "#SBATCH --job-name={}\n"
        "#SBATCH --cpus-per-task={}\n"
        "#SBATCH --time={}\n"
        "# Goes on after a stop: by the time limit, or because a node failed.\n"
        "#SBATCH --requeue\n"
        "#SBATCH --open-mode=append\n"
        "#SBATCH --output={}\n",
        order.name, order.threads, order.time, log);
    for (auto const& [option, value] :
         {std::pair{"partition", order.partition}, std::pair{"account", order.account}}) {
        if (!value.empty()) {
            text += fmt::format("#SBATCH --{}={}\n", option, value);
        }
    }
    return text;
}

/// The call, and what becomes of the job when it was stopped in time.
std::string body(std::string const& call, std::string const& job)
{
    return fmt::format(
        "\n"
        "set -u\n"
        "# Every thread is one of the program's own.\n"
        "export OMP_NUM_THREADS=1\n"
        "code=0\n"
        "{} || code=$?\n"
        "# 5: stopped by the signal, whole runs are safe. The job goes back into the queue, unless "
        "it\n"
        "# has been there so often that it seems to get nowhere.\n"
        "if [ \"$code\" -eq 5 ] && [ \"${{SLURM_RESTART_COUNT:-0}}\" -lt {} ]; then\n"
        "    scontrol requeue \"{}\"\n"
        "fi\n"
        "exit \"$code\"\n",
        call, most_requeues, job);
}

std::string log_in(ClusterOrder const& order, std::string const& name)
{
    return (order.folder / "jobs" / name).string();
}

std::string run_of(ClusterOrder const& order)
{
    return fmt::format("{} run {} --resume --quiet --threads {}", for_shell(order.program.string()),
                       order.arguments, order.threads);
}

}  // namespace

int seconds_of_warning(std::string const& time)
{
    auto const all = seconds_in(time);
    if (all <= 0) {
        throw InputError{"'--time' is '" + time +
                         "', but must be as Slurm writes it: minutes such as '30', or "
                         "'hours:minutes:seconds' such as '2:00:00', or 'days-hours' such as "
                         "'1-12'."};
    }
    return static_cast<int>(std::clamp(all / 10, 30L, 600L));
}

std::string array_job(ClusterOrder const& order)
{
    auto const tasks = order.nodes * order.tasks_per_node;
    auto text = head(order, log_in(order, "array-%A-%a.txt"));
    text += fmt::format("#SBATCH --ntasks=1\n#SBATCH --array=1-{}\n#SBATCH --signal=TERM@{}\n",
                        tasks, seconds_of_warning(order.time));
    auto const call =
        fmt::format("srun --ntasks=1 {} --share \"$SLURM_ARRAY_TASK_ID/{}\"", run_of(order), tasks);
    return text + body(call, "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}");
}

std::string mpi_job(ClusterOrder const& order)
{
    auto text = head(order, log_in(order, "mpi-%j.txt"));
    // mpirun ends its processes at SIGTERM, and passes SIGUSR1 on to them.
    auto const* const signal = order.launcher.starts_with("srun") ? "TERM" : "USR1";
    text +=
        fmt::format("#SBATCH --nodes={}\n#SBATCH --ntasks-per-node={}\n#SBATCH --signal={}@{}\n",
                    order.nodes, order.tasks_per_node, signal, seconds_of_warning(order.time));
    return text + body(order.launcher + " " + run_of(order), "$SLURM_JOB_ID");
}

std::string for_shell(std::string const& word)
{
    constexpr std::string_view safe =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=+,:";
    if (!word.empty() && word.find_first_not_of(safe) == std::string::npos) {
        return word;
    }
    std::string text = "'";
    for (auto const letter : word) {
        text += letter == '\'' ? std::string{"'\\''"} : std::string(1, letter);
    }
    return text + "'";
}

}  // namespace smartstart::studies
