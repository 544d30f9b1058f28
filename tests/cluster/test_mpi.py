"""Studies on several ranks of MPI. Called with smartstart, smartstart-mpi and mpirun."""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time
import unittest

from study import ENVIRONMENT, SCENARIOS, Study

PROGRAM, WITH_MPI, MPIRUN = "", "", ""


def mpirun(ranks, *words):
    return [MPIRUN, "--oversubscribe", "--bind-to", "none", "-n", str(ranks), WITH_MPI, *words]


def ranks_of(parent):
    """Processes below this one that are ranks."""
    try:
        children = pathlib.Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    except OSError:
        return []  # it has ended
    found = []
    for child in children:
        name = os.path.basename(os.path.realpath(f"/proc/{child}/exe"))
        found += [int(child)] if name == "smartstart-mpi" else ranks_of(child)
    return found


def has_a_part_open(rank):
    try:
        files = [os.readlink(file) for file in pathlib.Path(f"/proc/{rank}/fd").iterdir()]
    except OSError:
        return False  # it was not at rest yet, or has ended
    return any(file.endswith(".part") for file in files)


def signal_all(ranks, which):
    for rank in ranks:
        try:
            os.kill(rank, which)
        except ProcessLookupError:
            pass


class OnRanks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.study = Study(replicates=16)
        cls.wanted = cls.study.plain(PROGRAM)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.study.folder)

    def test_four_ranks_give_the_bytes_of_one_process(self):
        self.assertEqual(len(self.wanted), 2)
        self.study.call([PROGRAM, *self.study.words("one", "--threads", "2")])
        self.assertEqual(self.study.results(PROGRAM, "one"), self.wanted)
        ran = self.study.call(mpirun(4, *self.study.words("four", "--threads", "1")))
        self.assertEqual(ran.stdout.count("32 of 32 runs done"), 1, "one rank speaks")
        self.assertIn("4 processes, 4 threads in all", ran.stderr)
        self.assertEqual(self.study.results(PROGRAM, "four"), self.wanted)

    def stop_in_mid_write(self, run, output):
        """Stops the ranks while one has a part open, something is whole, and much is to be done."""
        while run.poll() is None:
            time.sleep(0.001)
            whole = len(list(output.glob("runs/*.runs")))
            if whole == 0:
                continue
            if whole > self.study.replicates // 2:
                break
            ranks = ranks_of(run.pid)
            signal_all(ranks, signal.SIGSTOP)
            writers = [rank for rank in ranks if has_a_part_open(rank)]
            if len(ranks) == 4 and writers:
                return ranks, writers[0]
            signal_all(ranks, signal.SIGCONT)
        return [], None

    def kill_in_mid_write(self, output):
        """Parts are open for a moment only, so it takes a try or two. Says whether it was met.

        The others stay at rest until mpirun, which sees the death, wakes and ends them: awake they
        could do all of the work before it sees it on a busy machine.
        """
        with subprocess.Popen(
                mpirun(4, *self.study.words(output.name, "--force", "--threads", "1")),
                cwd=self.study.folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL) as run:
            ranks, writer = self.stop_in_mid_write(run, output)
            if writer is not None:
                signal_all([writer], signal.SIGKILL)
            return run.wait(60) != 0

    def test_a_rank_that_is_killed_costs_nothing_that_was_whole(self):
        output = self.study.folder / "killed"
        self.assertTrue(any(self.kill_in_mid_write(output) for _ in range(10)),
                        "no rank was met while it wrote")
        # As if the disk had taken half of the last record only.
        torn = list(output.glob("runs/*.part"))
        self.assertTrue(torn, "killed while it wrote")
        with open(torn[0], "ab") as file:
            file.write(b"done 0123456789abcdef0123456789abcdef 3 17 100000 ")
        # One scenario may have been whole by then; a later merge leaves it as it is.
        early = self.study.call([PROGRAM, "merge", output], expected=None)
        self.assertIn("was not made", early.stderr)
        self.study.call(mpirun(3, *self.study.words("killed", "--resume", "--threads", "1")))
        self.assertEqual(self.study.results(PROGRAM, "killed"), self.wanted)

    def test_more_ranks_than_work_is_no_trouble(self):
        few = self.study.words("few", "--replicates", "1", "--threads", "1")
        ran = self.study.call(mpirun(5, *few))
        self.assertIn("2 of 2 runs done", ran.stdout)
        again = self.study.call(mpirun(2, *few, "--resume"))
        self.assertIn("2 of 2 runs done", again.stdout)

    def test_a_command_of_one_process_is_done_by_one_rank(self):
        # The others read the words as well, long ones too, and do nothing.
        card = "scorecard-" + 200 * "x" + ".html"
        ran = self.study.call(mpirun(3, "validate", "no-such-" + 200 * "x" + ".h5", "--html", card,
                                     "--targets", 200 * "y"), expected=2)
        self.assertEqual(ran.stderr.count("there is no such file"), 1, ran.stderr)
        told = self.study.call(mpirun(3, "explain", SCENARIOS[1]))
        alone = self.study.call([PROGRAM, "explain", SCENARIOS[1]])
        self.assertEqual(told.stdout, alone.stdout)

    def test_a_mistake_is_told_once_and_stops_every_rank(self):
        self.study.call(mpirun(3, "run", "--study", "no-such-study.yaml"), expected=2)
        once = self.study.call(mpirun(3, *self.study.words("mistake", "--set", "nothing=1")),
                               expected=2)
        self.assertEqual(once.stderr.count("'nothing'"), 1, once.stderr)

    def test_a_single_rank_that_is_bound_is_told(self):
        if os.cpu_count() < 2:
            self.skipTest("there is one processor only")
        bound = [MPIRUN, "--bind-to", "core", "-n", "1", WITH_MPI,
                 *self.study.words("bound", "--replicates", "1")]
        ran = self.study.call(bound, expected=None)
        if "not supported" in ran.stderr or "binding" in ran.stderr.lower().split("note:")[0]:
            self.skipTest("ranks cannot be bound here")
        self.assertIn("bound to one processor", ran.stderr)


if __name__ == "__main__":
    PROGRAM, WITH_MPI, MPIRUN = sys.argv[1:4]
    unittest.main(argv=sys.argv[:1])
