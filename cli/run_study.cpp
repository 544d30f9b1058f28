#include "cli/run_study.hpp"

#include <charconv>
#include <chrono>
#include <cmath>
#include <iostream>
#include <map>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "cli/stop.hpp"
#include "engine/base/error.hpp"

namespace smartstart {

using namespace studies;

namespace {

constexpr std::size_t most_sentences = 20;

/// Where the processes are, and whether most of a machine is left idle by mistake.
std::string places_text(std::vector<ProcessPlace> const& places, Language language)
{
    struct Host {
        int processes{}, online{};
        unsigned threads{};
        std::set<int> processors;
    };
    std::map<std::string, Host> hosts;
    for (auto const& place : places) {
        auto& host = hosts[place.host];
        ++host.processes;
        host.threads += place.threads;
        host.online = place.online;
        host.processors.insert(place.processors.begin(), place.processors.end());
    }
    std::string text;
    for (auto const& [name, host] : hosts) {
        text += fmt::format(
            fmt::runtime(in_language(
                language, "{}: {} {}, samen {} thread{}, op {} van de {} processor{}.\n",
                "{}: {} {}, {} thread{} in all, on {} of the {} processor{}.\n")),
            name, host.processes,
            host.processes == 1 ? in_language(language, "proces", "process")
                                : in_language(language, "processen", "processes"),
            host.threads, host.threads == 1 ? "" : "s", host.processors.size(), host.online,
            host.online == 1 ? "" : in_language(language, "en", "s"));
        if (host.processors.size() == 1 && host.online > 1) {
            text += in_language(
                language,
                "let op: alles op " + name +
                    " is gebonden aan één processor. Was dat niet de bedoeling, gebruik dan "
                    "'mpirun --bind-to none', of 'srun --cpu-bind=none'.\n",
                "note: all of it on " + name +
                    " is bound to one processor. If that is not meant, use 'mpirun --bind-to "
                    "none', or 'srun --cpu-bind=none'.\n");
        }
    }
    return text;
}

/// Tells now and then how many runs are done.
class Teller {
public:
    Teller(Telling telling, Language language) : telling_{telling}, language_{language} {}
    ~Teller()
    {
        if (drawn_) {
            std::cerr << "\r\033[K" << std::flush;
        }
    }
    Teller(Teller const&) = delete;
    Teller& operator=(Teller const&) = delete;
    Teller(Teller&&) = delete;
    Teller& operator=(Teller&&) = delete;

    void tell(StudyProgress const& progress)
    {
        using std::chrono::duration;
        constexpr double redraw_after = 0.2;
        constexpr double line_after = 10.0;
        auto const now = Clock::now();
        auto const tried = progress.done + progress.failed;
        auto const since_last = duration<double>(now - last_).count();
        auto const due = telling_ == Telling::redrawn
                             ? since_last >= redraw_after
                             : since_last >= line_after || tried == progress.all;
        if (telling_ == Telling::nothing || !due) {
            return;
        }
        last_ = now;
        auto const lived = static_cast<double>(tried - progress.before);
        auto const left = duration<double>(now - start_).count() / std::max(1.0, lived) *
                          static_cast<double>(progress.all - tried);
        auto const line =
            fmt::format(fmt::runtime(in_language(language_, "{} van de {} runs, {} mislukt, nog {}",
                                                 "{} of {} runs, {} failed, still {}")),
                        progress.done, progress.all, progress.failed, duration_text(left));
        if (telling_ == Telling::redrawn) {
            std::cerr << "\r\033[K" << line << std::flush;
            drawn_ = true;
        } else {
            std::cerr << line << "\n";
        }
    }

private:
    using Clock = std::chrono::steady_clock;
    Telling telling_;
    Language language_;
    Clock::time_point start_ = Clock::now(), last_ = start_;
    bool drawn_{};
};

/// The folder as a shell takes it for one word.
std::string as_word(std::filesystem::path const& folder)
{
    constexpr std::string_view plain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+,:@%=";
    auto const text = folder.string();
    if (!text.empty() && text.find_first_not_of(plain) == std::string::npos) {
        return text;
    }
    std::string word = "\"";
    for (auto const letter : text) {
        word += std::string_view{"\"\\$`"}.find(letter) == std::string_view::npos ? "" : "\\";
        word += letter;
    }
    return word + "\"";
}

void tell_failures(StudyEnd const& end, StudyOrder const& order, Language language)
{
    if (end.failures.empty()) {
        return;
    }
    Plan const plan{Study::read(order.study, order.options), {}};
    std::size_t told = 0;
    for (auto const& run : end.failures) {
        if (++told > most_sentences) {
            break;
        }
        std::cerr << run_text(run, plan, language) << ": " << run.sentence << "\n";
    }
    if (end.count.failed > static_cast<std::int64_t>(most_sentences)) {
        std::cerr << fmt::format(
            fmt::runtime(in_language(language,
                                     "'smartstart status {}' vertelt van alle {} mislukte runs.\n",
                                     "'smartstart status {}' tells of all {} failed runs.\n")),
            as_word(order.folder), end.count.failed);
    }
}

Exit report(StudyEnd const& end, StudyOrder const& order, Merging merging, Language language)
{
    tell_failures(end, order, language);
    auto const& count = end.count;
    std::cout << fmt::format(
        fmt::runtime(in_language(language, "{}: {} van de {} runs klaar, {} mislukt.\n",
                                 "{}: {} of {} runs done, {} failed.\n")),
        order.folder.string(), count.done, count.all(), count.failed);
    if (end.ended == Ended::stopped) {
        std::cerr << in_language(
            language, "gestopt. Elke hele run is veilig. Met --resume gaat het verder.\n",
            "stopped. Every whole run is safe. --resume goes on from there.\n");
        return Exit::stopped;
    }
    if (count.failed > 0) {
        std::cerr << in_language(language,
                                 "Met --resume worden de mislukte runs opnieuw geprobeerd.\n",
                                 "--resume tries the failed runs again.\n");
        return Exit::failure;
    }
    if (count.waiting + count.running > 0) {
        std::cerr << in_language(language,
                                 "De andere runs zijn nu in handen van een ander proces.\n",
                                 "The other runs are in the hands of another process now.\n");
    } else if (order.share.of == 1 && merging == Merging::is_told) {
        std::cerr << in_language(language, "Nu maakt 'smartstart merge ", "Now 'smartstart merge ")
                  << as_word(order.folder)
                  << in_language(language, "' er resultaten van.\n", "' makes results of them.\n");
    }
    return Exit::done;
}

}  // namespace

std::string run_text(StudyRun const& run, Plan const& plan, Language language)
{
    auto const& study = plan.study();
    auto text = study.scenarios.at(run.scenario).stem().string();
    if (auto const& name = plan.combined().at(run.unit.combination).name; !name.empty()) {
        text += ", " + name;
    }
    if (!study.draws.empty()) {
        text += in_language(language, ", trekking '", ", draw '") +
                study.draws.at(run.unit.draw).name + "'";
    }
    return text + in_language(language, ", herhaling ", ", replicate ") +
           std::to_string(run.unit.replicate + 1);
}

StudyShare share_of(std::string const& text)
{
    StudyShare share;
    auto const* const end = text.data() + text.size();
    auto const part = std::from_chars(text.data(), end, share.part);
    auto const whole = part.ec == std::errc{} && part.ptr != end && *part.ptr == '/';
    auto const of = whole ? std::from_chars(part.ptr + 1, end, share.of) : part;
    if (!whole || of.ec != std::errc{} || of.ptr != end || share.part < 1 ||
        share.of < share.part) {
        throw InputError{"'--share' is '" + text +
                         "', but must be which of how many shares, such as '2/12'."};
    }
    return share;
}

Exit run_study_for(StudyOrder const& order, Executor& executor, Quiet quiet, Language language,
                   Merging merging)
{
    StopRequest const stop;
    StudyEnd end;
    {
        Teller teller{telling_for(quiet), language};
        end = run_study(order, executor, our_model(),
                        {[&](StudyProgress const& progress) { teller.tell(progress); },
                         [] { return StopRequest::is_made(); },
                         [&](std::vector<ProcessPlace> const& places) {
                             if (quiet == Quiet::no) {
                                 std::cerr << places_text(places, language);
                             }
                         }});
    }
    std::vector<std::int64_t> exit{0};
    if (executor.leads()) {
        exit.front() = static_cast<std::int64_t>(report(end, order, merging, language));
    }
    executor.spread(exit);
    return static_cast<Exit>(exit.front());
}

}  // namespace smartstart
