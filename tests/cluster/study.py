"""What the tests on several processes share: a small study, and the program as people call it."""
import hashlib
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCENARIOS = [ROOT / "scenarios" / f"{name}.yaml" for name in ("today-30-70", "shift-50-50")]
YEARS = "2022-2026"

# MPI refuses root and more ranks than processors unless told; over loopback only.
ENVIRONMENT = {
    **os.environ,
    "LC_ALL": "C",
    "NO_PROGRESS": "1",
    "OMPI_ALLOW_RUN_AS_ROOT": "1",
    "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
    "OMPI_MCA_btl": "tcp,self",
    "OMPI_MCA_btl_tcp_if_include": "lo",
    "OMPI_MCA_oob_tcp_if_include": "lo",
}


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


def digests(folder):
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest()
            for file in sorted(folder.glob("*.h5"))}


class Study:
    """A folder with a study of few and short runs."""

    def __init__(self, replicates, scale="1/500"):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="smartstart-study-"))
        self.scale, self.replicates = scale, replicates
        self.file = self.folder / "study.yaml"
        names = ", ".join(os.path.relpath(file, self.folder) for file in SCENARIOS)
        self.file.write_text(
            "format: smartstart-run-study 1\n"
            "study:\n"
            f"  scenarios: [{names}]\n"
            f"  replicates: {replicates}\n"
            f"  scale: {scale}\n"
            f"  years: {YEARS}\n"
            "  settings: {rehearsal: 1 year}\n",
            encoding="utf-8",
        )

    def words(self, output, *more):
        return ["run", "--study", self.file.name, "--output", output, *more]

    def call(self, command, expected=0, **more):
        ran = subprocess.run(
            [str(word) for word in command], cwd=self.folder, env=ENVIRONMENT, text=True,
            capture_output=True, timeout=120, check=False, **more)
        if expected is not None and ran.returncode != expected:
            raise AssertionError(
                f"{command} gave {ran.returncode}, not {expected}:\n{ran.stdout}{ran.stderr}")
        return ran

    def results(self, program, output):
        """What stands for the bytes of every merged result, by name."""
        self.call([program, "merge", output])
        return digests(self.folder / output)

    def plain(self, program):
        """The same of these scenarios without a study."""
        self.call([
            program, "run", *(os.path.relpath(file, self.folder) for file in SCENARIOS),
            "--replicates", self.replicates, "--scale", self.scale, "--years", YEARS,
            "--set", "rehearsal=1 year", "--output", "plain"])
        return digests(self.folder / "plain")
