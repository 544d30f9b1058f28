"""The checks of tools/ see what they are there to see, in small trees made for the purpose."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]

LAW = "base:\nworld: base\nstep: base world\n^steps: step steps/facts.hpp\n" \
      "cli: step\n@CLI/ cli\n@fmt/ *\n"


class Tree(unittest.TestCase):
    """A folder to put files in and run a tool on."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def put(self, path, text):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def run_tool(self, name, *arguments):
        done = subprocess.run([sys.executable, ROOT / "tools" / name, *arguments], cwd=self.folder,
                              capture_output=True, text=True, check=False,
                              env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
        return done.returncode, done.stdout + done.stderr

    def assert_holds(self, name):
        code, said = self.run_tool(name)
        self.assertEqual(code, 0, said)

    def assert_fails(self, name, *sentences):
        code, said = self.run_tool(name)
        self.assertEqual(code, 1, said)
        for sentence in sentences:
            self.assertIn(sentence, said)


class Layers(Tree):
    def setUp(self):
        super().setUp()
        self.put("engine/layers.txt", LAW)

    def test_arrows_down_are_fine(self):
        self.put("engine/world/world.hpp", '#include <vector>\n#include "engine/base/id.hpp"\n')
        self.put("cli/main.cpp", '#include <CLI/CLI.hpp>\n#include "engine/step/step.hpp"\n')
        self.assert_holds("check_layers.py")

    def test_an_arrow_up_is_refused_with_its_line(self):
        self.put("engine/base/id.hpp", '#pragma once\n#include "engine/world/world.hpp"\n')
        self.assert_fails("check_layers.py", "engine/base/id.hpp:2: 'base' may not include")

    def test_leaves_do_not_include_one_another_but_share_facts(self):
        self.put("engine/steps/debts.cpp",
                 '#include "engine/steps/facts.hpp"\n#include "engine/steps/work.hpp"\n')
        code, said = self.run_tool("check_layers.py")
        self.assertEqual(code, 1)
        self.assertIn("debts.cpp:2: files of 'steps' may not include one another", said)
        self.assertNotIn("debts.cpp:1", said)

    def test_an_outside_library_stays_in_its_home(self):
        self.put("engine/base/id.cpp", "#include <CLI/CLI.hpp>\n#include <fmt/core.h>\n")
        self.assert_fails("check_layers.py", "id.cpp:1: only cli may include <CLI/CLI.hpp>")

    def test_an_outside_library_without_a_home_is_named(self):
        self.put("engine/base/id.cpp", "#include <zlib.h>\n")
        self.assert_fails("check_layers.py", "<zlib.h> has no home")

    def test_a_folder_without_a_law_is_named(self):
        self.put("engine/luck/luck.hpp", "")
        self.assert_fails("check_layers.py", "'luck' has no line")

    def test_a_short_path_is_refused(self):
        self.put("engine/base/id.cpp", '#include "id.hpp"\n')
        self.assert_fails("check_layers.py", "is not a full path from the root")

    def test_rooms_of_a_folder_have_a_law_each_and_its_name_stands_for_all(self):
        rooms = "analysis/figures: base\nanalysis/study: analysis/figures\n" \
                "cli: analysis\n@zlib.h analysis\n"
        self.put("engine/layers.txt", "base:\n" + rooms)
        self.put("analysis/study/plan.cpp",
                 '#include <zlib.h>\n#include "analysis/figures/target.hpp"\n')
        self.put("cli/fit.cpp", '#include "analysis/study/plan.hpp"\n')
        self.assert_holds("check_layers.py")
        self.put("analysis/figures/up.cpp", '#include "analysis/study/plan.hpp"\n')
        self.put("analysis/lost.cpp", "")
        self.assert_fails("check_layers.py", "the folder 'analysis' has no line",
                          "'analysis/figures' may not include 'analysis/study/plan.hpp'")
        circle = rooms.replace("figures: base", "figures: analysis")
        self.put("engine/layers.txt", "base:\n" + circle)
        self.assert_fails("check_layers.py", "in a circle: analysis/figures, analysis/study, cli")

    def test_a_law_with_a_circle_is_refused(self):
        self.put("engine/layers.txt", "base: world\nworld: base\n")
        self.assert_fails("check_layers.py", "in a circle: base, world")


class Size(Tree):
    def test_a_long_file_is_refused_and_a_test_may_be_longer(self):
        self.put("tests/long.test.cpp", "\n" * 400)
        self.assert_holds("check_size.py")
        self.put("engine/base/long.cpp", "\n" * 301)
        self.assert_fails("check_size.py", "engine/base/long.cpp: 301 lines, at most 300")

    def test_a_long_function_is_refused_inside_a_class_too(self):
        body = "    work();\n" * 58
        self.put("engine/base/fine.cpp", f"void fine()\n{{\n{body[:-12]}}}\n")
        self.assert_holds("check_size.py")
        self.put("engine/base/long.cpp",
                 f"class A {{\npublic:\n    A() : a_{{1}}, b_{{2}}\n    {{\n{body}    }}\n}};\n")
        self.assert_fails("check_size.py", "long.cpp:3: 'A' has 61 lines")

    def test_braces_in_text_and_comments_do_not_count(self):
        self.put("engine/base/text.cpp",
                 "void f()\n{\n    say(\"{ {\");  // {\n}\n" + "int x;\n" * 80)
        self.assert_holds("check_size.py")

    def test_six_parameters_are_refused_and_commas_in_types_are_not_counted(self):
        self.put("engine/base/few.cpp", "void f(std::map<A, B> a, std::pair<A, B> b, int c)\n{\n}\n")
        self.assert_holds("check_size.py")
        self.put("engine/base/many.cpp", "void g(int a, int b, int c, int d, int e, int f)\n{\n}\n")
        self.assert_fails("check_size.py", "'g' takes 6 parameters")


class Links(Tree):
    def test_links_that_lead_somewhere_are_fine(self):
        self.put("docs/a.md", "# The top\n[b](b.md#one-two) [up](../README.md) [me](#the-top) "
                              "[site](https://example.org) `[code](nowhere.md)`\n")
        self.put("docs/b.md", "## One two\n")
        self.put("README.md", "")
        self.assert_holds("check_links.py")

    def test_links_that_lead_nowhere_are_named(self):
        self.put("a.md", "\n[b](b.md)\n[c](#no)\n[d](../../etc)\n")
        self.assert_fails("check_links.py", "a.md:2: 'b.md' leads nowhere", "a.md:3: '#no' names",
                          "a.md:4: '../../etc' leads out")

    def test_a_heading_that_a_page_has_twice_is_named(self):
        self.put("a.md", "# Page\n## One\n### Part\n## Two\n### Part\n```sh\n## One\n```\n")
        self.assert_holds("check_links.py")
        self.put("a.md", "# Page\n## One\ntext, so\nand again\n## One\n")
        self.assert_fails("check_links.py", "a.md:5: the heading 'One' was there before")


class Words(Tree):
    def setUp(self):
        super().setUp()
        self.put("tools/words.txt", (ROOT / "tools/words.txt").read_text())

    def test_plain_files_are_fine(self):
        self.put("docs/a.md", "See share/work/here and 3/work. A fraction is 30/70.\n")
        self.assert_holds("check_words.py")

    def test_a_path_of_a_machine_is_refused(self):
        self.put("docs/a.md", "See /home/someone/file.\n")
        self.assert_fails("check_words.py", "docs/a.md:1: '/home/s' is a path of one machine")

    def test_marks_of_unfinished_work_are_refused(self):
        self.put("engine/a.cpp", "// TODO: later\n")
        self.put("docs/b.md", "FILL IN: this\n")
        self.assert_fails("check_words.py", "'TODO' is a note to oneself", "'FILL IN' is the mark")


class NewFiles(Tree):
    def setUp(self):
        super().setUp()
        self.put("engine/steps/all_steps.cpp",
                 "namespace steps {\nStepKind old();\n}\n"
                 "auto const kinds = std::array{\n    steps::old(),\n};\n")
        self.put("engine/outcomes/all_outcomes.cpp",
                 "namespace outcomes {\nstd::vector<OutcomeKind> older();\n"
                 "std::vector<OutcomeKind> old();\n}\n"
                 "auto const themes = {&outcomes::older, &outcomes::old};\n")
        for file in ("steps/old", "outcomes/old"):
            self.put(f"engine/{file}.cpp", "")
        self.put("scenarios/parameters/old.yaml", "format: smartstart-parameters 1\n")
        self.put("docs/model/steps/old.md", "# Old\n")
        self.put("tests/engine/steps/old.test.cpp", "// old\n")
        self.put("tests/engine/outcomes/old.test.cpp", "// old\n")
        self.put("analysis/text/definitions.txt",
                 "old\n    oud\n\n# --- the general, which stays last ---\n\nall\n    alle\n")
        self.put("analysis/text/descriptions.txt",
                 "old\n    oud\n\n# --- columns ---\n\nrow\n    rij\n")

    def test_a_new_step_and_a_new_outcome_are_complete(self):
        self.assert_holds("check_completeness.py")
        for kind in ("step", "outcome"):
            code, said = self.run_tool("new.py", kind, "screen_time")
            self.assertEqual(code, 0, said)
        self.assert_holds("check_completeness.py")
        listed = (self.folder / "engine/steps/all_steps.cpp").read_text()
        self.assertIn("StepKind old();\nStepKind screen_time();\n", listed)
        self.assertIn("    steps::old(),\n    steps::screen_time(),\n", listed)
        listed = (self.folder / "engine/outcomes/all_outcomes.cpp").read_text()
        self.assertIn("std::vector<OutcomeKind> screen_time();", listed)
        self.assertIn("&outcomes::old, &outcomes::screen_time}", listed)
        descriptions = (self.folder / "analysis/text/descriptions.txt").read_text()
        self.assertRegex(descriptions, "(?s)^old\n    oud\n\nFILL IN: .*\n    FILL IN: dezelfde zin.*"
                         "\n\n# --- columns ---\n\nrow\n    rij\n$")
        definitions = (self.folder / "analysis/text/definitions.txt").read_text()
        self.assertRegex(definitions, "(?s)^old\n    oud\n\n# --- screen time ---\n\n.*"
                         "FILL IN: hetzelfde.*\n\n# --- the general.*\nall\n    alle\n$")
        self.assertIn("class ScreenTime final",
                      (self.folder / "engine/steps/screen_time.cpp").read_text())

    def test_nothing_is_written_over(self):
        code, said = self.run_tool("new.py", "step", "old")
        self.assertEqual(code, 2)
        self.assertIn("exists already", said)
        self.assertNotIn("written", said.replace("nothing was written", ""))

    def test_a_name_that_is_no_name_is_refused(self):
        code, said = self.run_tool("new.py", "step", "ScreenTime")
        self.assertEqual(code, 2)
        self.assertIn("'ScreenTime' is not a name for a step", said)
        code, said = self.run_tool("new.py", "outcome", "class")
        self.assertEqual(code, 2)
        self.assertIn("'class' is not a name for an outcome", said)

    def test_a_name_that_the_model_has_is_refused(self):
        self.put("engine/steps/facts.hpp",
                 'constexpr Fact<Family, Flag> poor_now{\n    "poor", "x"};\n')
        self.put("engine/outcomes/population.cpp", 'return {some("births", 1)};\n')
        for kind, name, what in (("step", "poor", "a column"), ("outcome", "births", "an outcome")):
            code, said = self.run_tool("new.py", kind, name)
            self.assertEqual(code, 2)
            self.assertIn(f"has {what} '{name}' already; nothing was written.", said)

    def test_whatever_a_step_lacks_is_named(self):
        self.put("engine/steps/lonely.cpp", "")
        self.put("engine/outcomes/lonely.cpp", "")
        self.assert_fails(
            "check_completeness.py", "all_steps.cpp does not list it",
            "scenarios/parameters/lonely.yaml is missing", "docs/model/steps/lonely.md is missing",
            "tests/engine/steps/lonely.test.cpp is missing", "all_outcomes.cpp does not list it",
            "no test in tests/engine/outcomes looks at it")

    def test_a_parameter_without_a_source_is_named(self):
        self.put("scenarios/parameters/old.yaml",
                 "format: smartstart-parameters 1\nparameters:\n  rate:\n    value: 1 per year\n"
                 "    meaning: how often\n    confidence: prior\n")
        self.assert_fails("check_completeness.py", "parameter 'rate' has no 'source'")


if __name__ == "__main__":
    unittest.main()
