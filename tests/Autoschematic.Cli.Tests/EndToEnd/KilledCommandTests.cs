namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>The real program, killed with a signal it cannot catch while it changes files.</summary>
[Trait("kind", "process")]
public sealed class KilledCommandTests
{
    // Reads `kill` in the repository: the call with that name kills the program that holds the lock.
    private const string Source = """
        import os
        import signal

        from autoschematic_sdk import (
            Connector, FilterResponse, GetResponse, OpExecResponse, TaskExecResponse, UnbundleItem, connector_main,
        )


        def killed_at(call):
            if os.path.exists("kill") and open("kill").read() == call:
                os.remove("kill")
                owner = os.listdir(".git/autoschematic/lock-owners")[0]
                os.kill(int(owner.split("-")[0]), signal.SIGKILL)


        class Real(Connector):
            def __init__(self, name, prefix):
                pass

            async def init(self):
                pass

            async def filter(self, addr):
                kinds = {"task": FilterResponse.TASK, "bundle": FilterResponse.BUNDLE, "txt": FilterResponse.RESOURCE}
                return kinds.get(addr.split(".")[-1], FilterResponse.NONE)

            async def list(self, subpath):
                return ["kept.txt"] if os.path.exists("remote") else []

            async def get(self, addr):
                if addr == "kept.txt" and os.path.exists("remote"):
                    body = open("remote", "rb").read()
                    return GetResponse(exists=True, resource_definition=body, outputs={"size": str(len(body))})
                return GetResponse(exists=False)

            async def plan(self, addr, current, desired):
                if addr == "new.txt":
                    killed_at("plan")
                return []

            async def op_exec(self, addr, op):
                return OpExecResponse()

            async def unbundle(self, addr, bundle):
                return [UnbundleItem(addr=f"child/{name}.txt", contents=name.encode()) for name in bundle.decode().split()]

            async def task_exec(self, addr, body, arg, state):
                step = int(state or b"1")
                killed_at(f"task {step}")
                return TaskExecResponse(
                    next_state=str(step + 1).encode() if step < 3 else None,
                    outputs={"step": str(step)},
                    friendly_message=f"step {step}",
                )


        if __name__ == "__main__":
            connector_main(Real)
        """;

    private static readonly (string Path, string Content)[] Tree =
    [
        ("main/old.txt", "the body"),
        ("main/user.txt", "uses out://old.txt[id]"),
        ("main/messy.ron", "A(b:1,c:  2)"),
        (".autoschematic/main/old.txt.out.json", "{\n  \"OutputMap\": {\n    \"id\": \"id-1\"\n  }\n}"),
    ];

    [Fact]
    public async Task A_rename_that_is_killed_while_it_proves_itself_is_undone_by_the_next_command()
    {
        using var repository = Create();
        var before = State(repository);
        repository.Files.Write("kill", "plan");

        Assert.NotEqual(0, (await repository.RunAsync("rename", "main/old.txt", "main/new.txt")).ExitCode);
        Assert.True(repository.Files.Exists("main/new.txt"));

        // Who only reads says what it is and is refused; who changes files undoes it first.
        var refused = (await repository.RunAsync("drift", "main/user.txt")).Expect(4);
        Assert.Contains("error[TXN001]: `rename` of ", refused.Error, StringComparison.Ordinal);
        var recovered = (await repository.RunAsync("fmt", "main/new.txt", "main/user.txt", "main/old.txt")).Error;
        Assert.Contains("warning[TXN002]: `rename` of ", recovered, StringComparison.Ordinal);
        Assert.Equal(before, State(repository));

        (await repository.RunAsync("rename", "main/old.txt", "main/new.txt")).Expect(0);
        Assert.Equal("uses out://new.txt[id]", repository.Files.Read("main/user.txt"));
    }

    [Fact]
    public async Task A_rename_that_is_killed_before_it_stages_is_undone_by_the_next_command()
    {
        using var repository = Create();
        var before = State(repository);
        KillAtStaging(repository);

        Assert.NotEqual(0, (await repository.RunAsync("mv", "main/old.txt", "main/new.txt")).ExitCode);
        Assert.True(repository.Files.Exists("main/new.txt"));
        Assert.Contains("TXN002", (await repository.RunAsync("fmt", "main/user.txt")).Error, StringComparison.Ordinal);
        Assert.Equal(before, State(repository));
    }

    [Fact]
    public async Task An_expansion_that_is_killed_before_it_stages_is_finished_by_the_next_command()
    {
        using var repository = Create();
        repository.Files.Write("main/team.bundle", "a b").CommitAll();
        KillAtStaging(repository);

        Assert.NotEqual(0, (await repository.RunAsync("unbundle", "--all")).ExitCode);
        Assert.DoesNotContain("A  ", repository.Files.Status(), StringComparison.Ordinal);
        Assert.Contains("TXN002", (await repository.RunAsync("fmt", "main/messy.ron")).Expect(0).Error, StringComparison.Ordinal);

        Assert.Equal(
            """
            A  main/.bundle/child/a.txt.bun.ron
            A  main/.bundle/child/b.txt.bun.ron
            A  main/child/a.txt
            A  main/child/b.txt
             M main/messy.ron

            """,
            repository.Files.Status());
        (await repository.RunAsync("unbundle", "--all")).Expect(0);
    }

    [Fact]
    public async Task A_pull_and_an_import_that_are_killed_before_they_stage_are_gone_on_with()
    {
        const string Outputs = ".autoschematic/main/kept.txt.out.json";
        using var repository = Create();
        repository.Files.Write("remote", "one\ntwo\n");
        KillAtStaging(repository);
        Assert.NotEqual(0, (await repository.RunAsync("import")).ExitCode);
        Assert.Equal("one\ntwo\n", repository.Files.Read("main/kept.txt"));
        (await repository.RunAsync("import")).Expect(0);
        Assert.Contains($"A  {Outputs}\nA  main/kept.txt\n", repository.Files.Status(), StringComparison.Ordinal);
        repository.Files.CommitAll();

        // Changed on both sides, and killed when it was merged: no conflict, and neither side's change is lost.
        (await repository.RunAsync("drift", "main/kept.txt")).Expect(0);
        repository.Files.Write("remote", "one\ntwo\nthree\n").Stage("main/kept.txt", "zero\none\ntwo\n");
        KillAtStaging(repository);
        File.WriteAllText(Path.Join(repository.Files.Folder, "before"), "zero\none\ntwo\n");
        Assert.NotEqual(0, (await repository.RunAsync("pull", "main/kept.txt")).ExitCode);
        Assert.Equal("zero\none\ntwo\nthree\n", repository.Files.Read("main/kept.txt"));
        var again = (await repository.RunAsync("pull", "main/kept.txt")).Expect(0);
        Assert.DoesNotContain("conflict", again.Output, StringComparison.Ordinal);
        var kept = repository.Files.Git("hash-object", "-t", "blob", Path.Join(repository.Files.Folder, "before")).Trim();
        Assert.Contains($"  | undo: git cat-file blob {kept} > main/kept.txt\n", again.Error, StringComparison.Ordinal);
        Assert.Equal("zero\none\ntwo\nthree\n", repository.Files.Read("main/kept.txt"));
        Assert.Contains("\"size\": \"14\"", repository.Files.Read(Outputs), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_whose_host_is_killed_goes_on_where_it_was()
    {
        using var repository = Create();
        repository.Files.Write("main/rotate.task", "").CommitAll().Write("kill", "task 2");

        var killed = await repository.RunAsync("run-task", "main/rotate.task");
        Assert.NotEqual(0, killed.ExitCode);

        // Shown as it came: the program never got to its report.
        Assert.Equal("step 1\n", killed.Output);
        Assert.Contains("TSK012", (await repository.RunAsync("run-task", "main/rotate.task")).Expect(4).Error, StringComparison.Ordinal);
        Assert.Contains("TSK014", (await repository.RunAsync("run-task", "main/rotate.task", "--resume")).Expect(4).Error, StringComparison.Ordinal);

        var resumed = (await repository.RunAsync("run-task", "main/rotate.task", "--resume", "--retry")).Expect(0);
        Assert.StartsWith("step 2\nstep 3\n", resumed.Output, StringComparison.Ordinal);
        Assert.Contains("\"step\": \"3\"", repository.Files.Read(".autoschematic/main/rotate.task.out.json"), StringComparison.Ordinal);
        Assert.Equal("A  .autoschematic/main/rotate.task.out.json\n", repository.Files.Status());
    }

    private static RealRepository Create()
    {
        var repository = new RealRepository(Source);
        foreach (var (path, content) in Tree)
        {
            repository.Files.Write(path, content);
        }

        repository.Files.CommitAll();
        return repository;
    }

    /// <summary>Puts a `git` before the real one that kills the program, once, when it changes the index.</summary>
    private static void KillAtStaging(RealRepository repository)
    {
        var folder = Path.Join(repository.Files.Folder, "bin");
        Directory.CreateDirectory(folder);
        var git = Path.Join(folder, "git");
        var flag = Path.Join(folder, "kill");
        File.WriteAllText(flag, "");
        File.WriteAllText(git, $$"""
            #!/bin/sh
            case " $* " in
              *" update-index "*)
                if [ -e "{{flag}}" ]; then
                  rm "{{flag}}"
                  pid=$(ls .git/autoschematic/lock-owners | head -n 1)
                  kill -9 "${pid%%-*}"
                  exit 1
                fi;;
            esac
            PATH="${PATH#*:}" exec git "$@"
            """);
        File.SetUnixFileMode(git, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (!repository.Variables["PATH"]!.StartsWith($"{folder}:", StringComparison.Ordinal))
        {
            repository.Variables["PATH"] = $"{folder}:{repository.Variables["PATH"]}";
        }
    }

    private static string State(RealRepository repository)
        => string.Join('\n', Directory.EnumerateFiles(repository.Files.Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(repository.Files.Root, file))
            .Where(file => !file.StartsWith(".git/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => $"{file}: {repository.Files.Read(file)}")) + repository.Files.Git("ls-files", "--stage");
}
