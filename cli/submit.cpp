#include <cstdlib>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <sys/wait.h>

#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "engine/base/error.hpp"
#include "engine/run/study/job_files.hpp"
#include "engine/run/study/run_study.hpp"
#include "engine/store/file_on_disk.hpp"

namespace smartstart {
namespace {

using namespace studies;

namespace fs = std::filesystem;

struct Asked {
    StudyOrder study;
    ClusterOrder cluster;
    std::string kind = "array";
    bool now = false;
    bool resume = false;
    bool force = false;
};

/// The program that stands beside this one.
fs::path program_beside(std::string const& name)
{
    std::error_code error;
    auto const self = fs::read_symlink("/proc/self/exe", error);
    return error ? fs::path{name} : self.parent_path() / name;
}

/// The study and its options as they go behind `run`.
std::string arguments_of(StudyOrder const& order)
{
    auto text = "--study " + for_shell(order.study.string()) + " --output " +
                for_shell(order.folder.string());
    auto const& options = order.options;
    auto const add = [&](std::string const& name, std::string const& value) {
        text += " --" + name + " " + for_shell(value);
    };
    if (options.replicates) {
        add("replicates", std::to_string(*options.replicates));
    }
    if (options.seed) {
        add("seed", std::to_string(*options.seed));
    }
    if (options.scale) {
        add("scale", *options.scale);
    }
    if (options.years) {
        add("years", *options.years);
    }
    for (auto const& one : options.set) {
        add("set", one);
    }
    return text;
}

fs::path write_job(fs::path const& name, std::string const& text)
{
    put_on_disk(name, text, Overwrite::replace);
    return name;
}

/// Gives the job to Slurm; what it answers goes to the user.
Exit send(fs::path const& job, Language language)
{
    std::cout.flush();
    auto const status = std::system(("sbatch " + for_shell(job.string())).c_str());
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
        return Exit::done;
    }
    std::cerr << in_language(
        language,
        "sbatch nam de taak niet aan; wat het zei staat hierboven. Het taakbestand is er wel: ",
        "sbatch did not take the job; what it said stands above. The job file is there: ");
    std::cerr << job.string() << "\n";
    return Exit::failure;
}

Exit submit(Asked asked, Language language)
{
    auto& cluster = asked.cluster;
    if (cluster.nodes < 1 || cluster.tasks_per_node < 1 || cluster.threads < 1) {
        throw InputError{
            "'--nodes', '--tasks-per-node' and '--threads' must be 1 or more, such as '--nodes "
            "4'."};
    }
    threads_for(cluster.threads);
    refuse_twice(asked.study.options);
    seconds_of_warning(cluster.time);
    asked.study.earlier = asked.force    ? Earlier::replace
                          : asked.resume ? Earlier::resume
                                         : Earlier::refuse;
    prepare_study_folder(asked.study, our_model());
    cluster.folder = asked.study.folder;
    cluster.name = asked.study.study.stem().string();
    cluster.arguments = arguments_of(asked.study);
    auto const jobs = asked.study.folder / "jobs";
    std::error_code ignored;
    fs::create_directories(jobs, ignored);
    cluster.program = program_beside("smartstart");
    auto const array = write_job(jobs / "array.sbatch", array_job(cluster));
    cluster.program = program_beside("smartstart-mpi");
    auto const mpi = write_job(jobs / "mpi.sbatch", mpi_job(cluster));
    std::cout << array.string() << "\n" << mpi.string() << "\n";
    if (asked.now) {
        return send(asked.kind == "mpi" ? mpi : array, language);
    }
    std::cerr << in_language(language, "Stuur er een van in met 'sbatch'.\n",
                             "Send one of them with 'sbatch'.\n");
    return Exit::done;
}

void add_job_options(CLI::App& call, Asked& asked, Language language)
{
    auto const in = [&](char const* dutch, char const* english) {
        return in_language(language, dutch, english);
    };
    auto& cluster = asked.cluster;
    call.add_option("--nodes", cluster.nodes, in("aantal machines", "how many machines"))
        ->required()
        ->type_name("N");
    call.add_option("--time", cluster.time,
                    in("tijdslimiet, zoals 2:00:00", "time limit, such as 2:00:00"))
        ->required()
        ->type_name(in("TIJD", "TIME"));
    call.add_option("--tasks-per-node", cluster.tasks_per_node,
                    in("processen op elke machine", "processes on each machine"))
        ->type_name("N")
        ->capture_default_str();
    call.add_option("--threads", cluster.threads,
                    in("threads van elk proces", "threads of each process"))
        ->type_name("N")
        ->capture_default_str();
    call.add_option("--partition", cluster.partition, in("partitie van Slurm", "Slurm's partition"))
        ->type_name(in("NAAM", "NAME"));
    call.add_option("--account", cluster.account,
                    in("rekening waarop de tijd komt", "account that the time is booked on"))
        ->type_name(in("NAAM", "NAME"));
    cluster.launcher = "srun --mpi=pmix";
    call.add_option("--launcher", cluster.launcher,
                    in("hoe MPI begint, zoals 'mpirun'", "how MPI is started, such as 'mpirun'"))
        ->type_name(in("OPDRACHT", "COMMAND"))
        ->capture_default_str();
    call.add_option("--kind", asked.kind,
                    in("wat --now instuurt: array of mpi", "what --now sends: array or mpi"))
        ->type_name("array|mpi")
        ->check(CLI::Validator{one_of({"array", "mpi"}), ""})
        ->capture_default_str();
    call.add_flag("--now", asked.now, in("stuur de taak meteen in", "send the job at once"));
}

void add_study_options(CLI::App& call, Asked& asked, Language language)
{
    auto const in = [&](char const* dutch, char const* english) {
        return in_language(language, dutch, english);
    };
    call.add_option("STUDY", asked.study.study, in("bestand van de studie", "file of the study"))
        ->required()
        ->type_name("");
    asked.study.folder = "results";
    call.add_option("--output", asked.study.folder,
                    in("map voor runs en resultaten", "folder for runs and results"))
        ->type_name(in("MAP", "FOLDER"))
        ->capture_default_str();
    call.add_option("--replicates", asked.study.options.replicates,
                    in("aantal herhalingen", "how many replicates"))
        ->type_name("N");
    add_set_option(call, asked.study.options.set, language);
    auto* const resume = call.add_flag(
        "--resume", asked.resume, in("ga verder met wat er al is", "go on from what is there"));
    call.add_flag("--force", asked.force, in("begin opnieuw", "start again"))->excludes(resume);
}

}  // namespace

Command add_submit(CLI::App& program, Language language)
{
    auto const asked = std::make_shared<Asked>();
    auto* const call = program.add_subcommand(
        "submit", in_language(language, "schrijf taakbestanden voor Slurm voor een studie",
                              "write job files for Slurm for a study"));
    add_study_options(*call, *asked, language);
    add_job_options(*call, *asked, language);
    return {call, [asked, language] { return submit(*asked, language); }};
}

}  // namespace smartstart
