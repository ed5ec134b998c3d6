using Autoschematic.Engine.Selections;
using Autoschematic.Testing;
using static Autoschematic.Engine.Tests.Selections.SelectionScenario;

namespace Autoschematic.Engine.Tests.Selections;

[Trait("kind", "process")]
public sealed class SelectionChecksTests
{
    private const string NothingStaged = "Information SEL019: No file below a prefix is staged in git"
        + " (`git add` what you mean, give a PATH, or take everything with `--all`)";

    [Fact]
    public async Task Conflicts_are_refused_where_they_matter()
    {
        using var scenario = new SelectionScenario(files: [("main/a", "base\n"), ("README", "base\n")]);
        var test = scenario.Test;
        test.Git("checkout", "-q", "-b", "other");
        test.Write("main/a", "theirs\n").Write("README", "theirs\n").CommitAll();
        test.Git("checkout", "-q", "main");
        test.Write("main/a", "ours\n").Write("README", "ours\n").CommitAll();
        Assert.Throws<InvalidOperationException>(() => test.Git("merge", "-q", "other"));

        Assert.Equal(
            "Refused\nError SEL010: `main/a` has a merge conflict (resolve it, then `git add` the file)",
            await scenario.ShowAsync(Staged));
        Assert.Equal(NothingStaged, await scenario.ShowAsync(new SelectionRequest(Staged, Prefix: "apps/eu")));
    }

    [Theory]
    [InlineData("staged")]
    [InlineData("committed")]
    [InlineData("untracked")]
    public async Task Links_under_a_prefix_are_refused(string state)
    {
        using var scenario = new SelectionScenario(files: [("main/a", "1")]);
        File.CreateSymbolicLink(scenario.Test.PathOf("main/link"), "a");
        if (state != "untracked")
        {
            scenario.Test.Git("add", "main/link");
        }

        if (state == "committed")
        {
            scenario.Test.CommitAll();
        }

        const string refusal = "Refused\nError SEL011: `main/link` is a symbolic link, and links under a prefix are never followed"
            + " (replace it by a file, or leave it out with `--exclude`)";
        Assert.Equal(refusal, await scenario.ShowAsync(All));
        Assert.Equal(state == "untracked" ? NothingStaged : refusal, await scenario.ShowAsync(Staged));
        Assert.Equal("Unchanged main : a [1 → 1]", await scenario.ShowAsync(new SelectionRequest(All, Exclude: ["link"])));
    }

    [Fact]
    public async Task Prefix_behind_a_link_is_refused_and_nothing_is_a_deletion()
    {
        using var scenario = new SelectionScenario(files: [("main/a", "1")]);
        Directory.Move(scenario.Test.PathOf("main"), scenario.Test.PathOf("elsewhere"));
        Directory.CreateSymbolicLink(scenario.Test.PathOf("main"), "elsewhere");

        Assert.Equal(
            "Refused\nError SEL011: `main` is a symbolic link, and links under a prefix are never followed"
                + " (replace it by a file, or leave it out with `--exclude`)",
            await scenario.ShowAsync(new SelectionRequest(All, Prefix: "main", Prune: true)));
    }

    [Fact]
    public async Task Submodule_under_a_prefix_is_refused()
    {
        using var scenario = new SelectionScenario(files: [("main/a", "1")]);
        using var inner = TestWorkspace.Create(("b", "x"));
        scenario.Test.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.Root, "main/inner");

        Assert.StartsWith("Refused\nError SEL012: `main/inner` is a submodule", await scenario.ShowAsync(Staged), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lfs_pointer_that_did_not_smudge_is_refused()
    {
        const string pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";
        using var scenario = new SelectionScenario(files: [(".gitattributes", "*.big filter=lfs diff=lfs merge=lfs -text\n")]);
        scenario.Test.Stage("main/a.big", pointer).Stage("main/b.big", "real content").Stage("main/c", "1");

        const string refusal = "Refused\nError SEL013: `main/a.big` holds a Git LFS pointer instead of its content"
            + " (install git-lfs, then run `git lfs install` and `git lfs pull`)";
        Assert.Equal(refusal, await scenario.ShowAsync(Staged));
        Assert.Equal(refusal, await scenario.ShowAsync(All));
    }

    [Fact]
    public async Task Lfs_pointer_that_smudges_is_its_content()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the filter is a shell command");
        using var scenario = new SelectionScenario(files: [(".gitattributes", "*.big filter=lfs\n")]);
        scenario.Test.Stage("main/a.big", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 3\n");
        scenario.Test.Git("config", "filter.lfs.smudge", "cat > /dev/null; printf big");

        Assert.Equal("Added main : a.big [- → big]", await scenario.ShowAsync(new SelectionRequest(Staged)));
    }

    [Fact]
    public async Task Sparse_checkout_makes_no_deletion_and_says_what_is_left_out()
    {
        using var scenario = new SelectionScenario(files:
        [
            ("main/in/a", "1"), ("main/out/b", "1"), (".autoschematic/main/out/b.out.json", """{"OutputMap": {"id": "1"}}"""),
        ]);
        scenario.Test.Git("sparse-checkout", "set", "--cone", "main/in", ".autoschematic");

        Assert.Equal(
            """
            Unchanged main : in/a [1 → 1]
            Warning SEL014: `main/out/b` is excluded by sparse checkout and was left out (run `git sparse-checkout add main/out` to have them)
            """,
            await scenario.ShowAsync(new SelectionRequest(All, Prune: true)));
        Assert.Equal(NothingStaged, await scenario.ShowAsync(Staged));
        Assert.Equal(
            "Information SEL004: `-s in` matches none of the files in question",
            await scenario.ShowAsync(new SelectionRequest(new SelectionMode.Since("HEAD"), Subpath: "in")));
        Assert.Equal(
            "BadUsage\nError SEL018: `main/out/b` is excluded by sparse checkout (run `git sparse-checkout add main/out`)",
            await scenario.ShowAsync(scenario.Paths("main/out/b")));
    }

    [Fact]
    public async Task Outputs_outside_the_sparse_checkout_stop_the_command()
    {
        using var scenario = new SelectionScenario(files:
        [
            ("main/a", "1"), (".autoschematic/main/a.out.json", """{"OutputMap": {"id": "1"}}"""),
        ]);
        scenario.Test.Git("sparse-checkout", "set", "--cone", "main");

        Assert.Equal(
            "Refused\nError SEL015: The outputs of `main/a` are excluded by sparse checkout, so nobody knows whether it exists remotely"
                + " (run `git sparse-checkout add .autoschematic/main`)",
            await scenario.ShowAsync(All));
    }

    [Fact]
    public async Task Line_endings_are_those_of_a_checkout()
    {
        using var scenario = new SelectionScenario(files: [("main/a", "1\n")]);
        scenario.Test.Git("config", "core.autocrlf", "true");
        scenario.Test.Stage("main/a", "1\r\n2\r\n");

        Assert.Equal("Modified main : a [1\r\n → 1\r\n2\r\n]", await scenario.ShowAsync(Staged));
    }

    [Fact]
    public async Task Names_that_cannot_be_addresses_are_reported_and_left_out()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "such names do not exist there");
        using var scenario = new SelectionScenario();
        scenario.Test.Write("main/new\nline", "1").Write("docs/new\nline", "1").Write("main/ok ä.ron", "1");
        scenario.Test.Git("add", "--all");

        Assert.Equal(
            """
            Added main : ok ä.ron [- → 1]
            Warning SEL016: `main/new line` was left out, since its name holds control characters, `\` or bytes that are not UTF-8 (rename it)
            """,
            await scenario.ShowAsync(Staged));
    }
}
