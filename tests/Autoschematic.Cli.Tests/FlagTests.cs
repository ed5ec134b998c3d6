using Autoschematic.Cli.Commands;
using Autoschematic.Cli.Tests.Harness;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Cli.Tests;

/// <summary>No option is parsed and then ignored: each changes what a run says or leaves behind.</summary>
public sealed class FlagTests
{
    // Command, option, words without it, words with it; what is prepared stands in `Prepare`.
    private static readonly (string Command, string Option, string Without, string With)[] Rows =
    [
        .. Selecting("plan", "", "--all"),
        ("plan", "--prune", "--all", "--all --prune"),
        ("plan", "--exit-code", "", "--exit-code"),
        ("plan", "--full", "--all", "--all --full"),
        ("plan", "--no-rename", "", "--no-rename"),
        ("plan", "--out", "", "--out plan.json"),
        .. Selecting("apply", "--yes --allow-dirty", "--all --yes"),
        ("apply", "--prune", "--all --yes", "--all --yes --prune"),
        ("apply", "--yes", "", "--skip-confirm"),
        ("apply", "--commit", "--yes", "--yes --commit"),
        ("apply", "--no-commit", "", "--skip-commit"),
        ("apply", "--message", "--yes --commit", "--yes --commit -m Work"),
        ("apply", "--allow-dirty", "--yes", "--yes --allow-dirty"),
        ("apply", "--no-deferred", "--yes", "--yes --no-deferred"),
        ("apply", "--no-rename", "--yes", "--yes --no-rename"),
        ("apply", "--full", "--all --yes", "--all --yes --full"),
        .. Selecting("pull", "", "--all"),
        ("pull", "--ours", "--all", "--all --ours"),
        ("pull", "--theirs", "--all", "--all --theirs"),
        ("pull", "--mark", "--all", "--all --mark"),
        ("pull", "--overwrite", "--all", "--all --overwrite"),
        ("pull", "--delete", "--all", "--all --delete=1"),
        ("pull", "--no-stage", "--all", "--all --no-stage"),
        ("pull", "--full", "--all", "--all --full"),
        .. Selecting("drift", "", "").Where(row => row.Option != "--all"),
        ("drift", "--unmanaged", "", "--unmanaged"),
        ("drift", "--exit-code", "", "--exit-code"),
        ("drift", "--full", "", "--full"),
        ("check-drift", "--path", "@dashboards/same.ron", "-p @mapped/net.ron"),
        ("check-drift", "--full", "@mapped/net.ron", "@mapped/net.ron --full"),
        .. Selecting("unbundle", "", "--all"),
        ("unbundle", "--overbundle", "--all", "--all --overbundle"),
        ("unbundle", "--no-stage", "--all", "--all --no-stage"),
        ("import", "--prefix", "", "-p other"),
        ("import", "--connector", "", "-c spare"),
        ("import", "--subpath", "", "-s mapped"),
        ("import", "--overwrite", "", "--overwrite"),
        ("import", "--no-stage", "", "--no-stage"),
        ("import", "--commit", "--commit false", "--commit true"),
        ("import", "--message", "--commit", "--commit -m Work"),
        ("create", "--prefix", "", "-p other"),
        ("create", "--connector", "", "-c spare"),
        ("create", "--set", "-p main dashboards/[name].ron", "-p main dashboards/[name].ron --set name=new"),
        ("create", "--no-stage", "-p main dashboards/[name].ron --set name=new", "-p main dashboards/[name].ron --set name=new --no-stage"),
        ("rename", "--no-stage", "@mapped/net.ron @mapped/lan.ron", "@mapped/net.ron @mapped/lan.ron --no-stage"),
        ("run-task", "--path", "@rotate.task", "-p @notes.md"),
        ("run-task", "--arg", "@rotate.task", "@rotate.task -a now"),
        ("run-task", "--no-stage", "@rotate.task", "@rotate.task --no-stage"),
        ("validate", "--prefix", "", "-p other"),
        ("validate", "--connector", "", "-c spare"),
        ("validate", "--offline", "", "--offline"),
        ("connectors", "--prefix", "", "-p other"),
        ("connectors", "--connector", "", "-c spare"),
        ("connectors test", "--prefix", "fake", "fake -p other"),
        ("connectors test", "--seed", "fake -p main --format json", "fake -p main --format json --seed 7"),
        ("connectors test", "--live", "fake -p main", "fake -p main --live --yes"),
        ("connectors test", "--yes", "fake -p main --live", "fake -p main --live --yes"),
        ("new connector", "--lang", "my-api -p main --lang python", "my-api -p main --lang csharp"),
        ("new connector", "--prefix", "my-api --lang python", "my-api --lang python -p other"),
        ("run-aux-task", "--name", "-n test:law/fake -p main --rounds 1", "-n test:law/spare -p main --rounds 1"),
        ("run-aux-task", "--prefix", "-n test:law/fake", "-n test:law/fake -p main"),
        ("run-aux-task", "--seed", "-n test:law/fake -p main --format json", "-n test:law/fake -p main --format json --seed 7"),
        ("fmt", "--check", "", "--check"),
        ("fsck", "--fix", "", "--fix"),
        ("fsck", "--no-stage", "--fix", "--fix --no-stage"),
        ("fsck", "--offline", "", "--offline"),
        ("graph", "--prefix", "", "-p other"),
        ("graph", "--connector", "", "-c spare"),
        ("graph", "--as", "", "--as dot"),
        ("graph", "--offline", "", "--offline"),
        ("plan", "--repo", "", "--repo beside/nothing"),
        ("plan", "--strict-env", "", "--strict-env"),
        ("plan", "--verbose", "", "-v"),
        ("plan", "--quiet", "", "-q"),
        ("plan", "--format", "", "--format json"),
        ("plan", "--no-color", "", "--no-color"),
        ("plan", "--log-file", "", "--log-file run.log"),
        ("plan", "--help", "", "--help"),
    ];

    // Tested where what they are about is at hand: two ops at once (below), interrupted runs and tasks, bundles that drop children,
    // values to link, a keystore, packages, a background process, connectors that keep all laws or do not answer.
    private static readonly string[] ByHand =
    [
        "apply --parallelism", "apply --abandon", "apply --adopt", "apply --forget", "apply --journal-dir", "apply --resume", "apply --retry",
        "daemon stop --yes", "install --connector", "install --locked", "install --prefix", "plan --no-daemon",
        "connectors test --full", "connectors test --timeout", "run-aux-task --full", "run-aux-task --rounds", "run-aux-task --timeout",
        "drift --sarif", "import --link", "import --verify",
        "run-task --abandon", "run-task --resume", "run-task --retry",
        "unbundle --delete", "unbundle --yes",
        "keygen --key-id", "plan --keystore", "seal --domain", "seal --in-path", "seal --key-id", "seal --move", "seal --path", "seal --public-key", "seal --scheme", "seal --yes", "unseal --out",
    ];

    public static TheoryData<string, string, string, string> Options
    {
        get
        {
            var data = new TheoryData<string, string, string, string>();
            foreach (var row in Rows)
            {
                data.Add(row.Command, row.Option, row.Without, row.With);
            }

            return data;
        }
    }

    [Fact]
    public void Every_option_is_here()
    {
        var tree = new CommandTree();
        var known = tree.Root.Subcommands
            .SelectMany(command => command.Subcommands.Append(command))
            .SelectMany(command => command.Options.Except(tree.Global.All).Select(option => $"{UsageDiagnostics.NameOf(command)} {option.Name}"))
            .Concat(tree.Global.All.Select(option => $"plan {option.Name}"));
        var here = Rows.Select(row => $"{row.Command} {row.Option}").Concat(ByHand).Concat(["drift --all"]);
        Assert.Equal(known.Order(StringComparer.Ordinal), here.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Options))]
    public async Task Option_changes_what_happens(string command, string option, string without, string with)
    {
        var plain = await RunAsync(command, option, without);
        Assert.NotEqual(plain, await RunAsync(command, option, with));

        // What differs from run to run by itself would prove nothing.
        Assert.Equal(plain, await RunAsync(command, option, without));
    }

    [Fact]
    public async Task All_is_what_drift_does_anyway()
        => Assert.Equal(await RunAsync("drift", "--all", ""), await RunAsync("drift", "--all", "--all"));

    [Fact]
    public async Task Ops_run_at_once_as_far_as_parallelism_allows()
    {
        Assert.True(await MeetAsync("--parallelism", "2"));
        Assert.False(await MeetAsync("--parallelism", "1"));
    }

    // Whether two ops were under way at one time: each waits for the other until nothing else goes on.
    private static async Task<bool> MeetAsync(params string[] words)
    {
        using var scene = new Scene("main");
        var (running, met) = (0, false);
        var both = new TaskCompletionSource();
        scene.Connector.Before = async (call, cancellationToken) =>
        {
            if (call.Method != "OpExec")
            {
                return;
            }

            if (Interlocked.Increment(ref running) > 1)
            {
                met = true;
                both.TrySetResult();
            }

            // The one deadline here ends the wait of an op that runs alone; it never decides for two that run together.
            await Task.WhenAny(both.Task, Task.Delay(TimeSpan.FromSeconds(words[^1] == "1" ? 0.2 : 60), cancellationToken));
            Interlocked.Decrement(ref running);
        };
        var run = await scene.RunAsync("", new TestTerminal(), ["apply", "--yes", .. words]);
        Assert.Equal(0, run.ExitCode);
        return met;
    }

    private static async Task<string> RunAsync(string command, string option, string words)
    {
        using var scene = new Scene("main", "other");
        scene.Variables["EXTRA"] = "what a strict environment leaves out";
        Prepare(scene, command, option);
        var terminal = option is "--no-commit" or "--no-color" ? TestTerminal.Interactive() : new TestTerminal();
        terminal.Answers.Enqueue("yes");
        terminal.Answers.Enqueue("yes");
        if (option == "--no-commit")
        {
            // Somebody is asked, but nothing is drawn, since how often that happens is not fixed.
            scene.Variables["TERM"] = "dumb";
        }

        var run = await scene.RunAsync("", terminal, [.. command.Split(' '), .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.True(run.ExitCode != 70, run.ToString());
        var told = scene.Describe(run);
        if (option == "--no-commit")
        {
            // A terminal shows both streams as one, and resources are done in no fixed order; nobody breaks the line by typing.
            told = string.Join('\n', told.Replace("to go on: ", "to go on:\n", StringComparison.Ordinal).Split('\n').Order(StringComparer.Ordinal));
        }

        return $"{told}--- variables\n{string.Join('\n', scene.StartedWith)}\n";
    }

    private static void Prepare(Scene scene, string command, string option)
    {
        var files = scene.Files;
        switch (command, option)
        {
            case (_, "--no-rename"):
                files.Stage("main/mapped/lan.ron", files.Read("main/mapped/net.ron"));
                files.StageDeletion("main/mapped/net.ron");
                files.StageDeletion("main/dashboards/net.ron");
                break;
            case ("apply", "--allow-dirty"):
                files.Write("main/dashboards/disk.ron", "Dashboard(title: \"Disk space\")\n");
                break;
            case ("apply", "--no-deferred"):
                files.Stage("main/mapped/lan.ron", "Network(name: \"lan\")\n");
                files.Stage("main/dashboards/lan.ron", "Dashboard(title: \"out://mapped/lan.ron[id]\")\n");
                break;
            case ("pull", "--ours" or "--theirs" or "--mark"):
                files.Write("main/dashboards/same.ron", Scene.Cpu.Replace("10", "20", StringComparison.Ordinal));
                break;
            case ("pull", "--overwrite"):
                scene.Connector.Equality = (left, right) => left.Trim() == right.Trim();
                scene.Connector.Cloud.Put("loose.ron", "Loose( a : 1,b:2 )\n\n");
                break;
            case ("pull", "--delete"):
                files.Stage(".autoschematic/main/loose.ron.out.json", """{"OutputMap": {"id": "x"}}""");
                scene.Connector.Cloud.Remove("loose.ron");
                break;
            case ("fsck", "--offline"):
                files.Write("main/notes.md", "write out://nowhere.ron[id]\n");
                break;
            case ("fsck", _):
                files.Stage(".autoschematic/main/dashboards/gone.ron.out.json", """{"PointerToVirtual": "dashboards/nowhere.ron"}""");
                break;
            case ("run-task", _):
                scene.Connector.TaskRunner = (_, _) =>
                {
                    files.Write("main/key.ron", "Key(2)\n");
                    return new TaskStep(null, ["main/key.ron"], new Dictionary<string, string?>(), new HashSet<string>(), new Dictionary<string, string?>(), "done", null);
                };
                break;
            default:
                break;
        }
    }

    // The options that say which files a command works on.
    private static IEnumerable<(string Command, string Option, string Without, string With)> Selecting(string command, string none, string all)
    {
        var yes = none.Contains("--yes", StringComparison.Ordinal) ? " --yes" : "";
        yield return (command, "--all", none, all);
        yield return (command, "--since", all, $"--since HEAD{yes}");
        yield return (command, "--prefix", all, $"{all} -p other");
        yield return (command, "--connector", all, $"{all} -c spare");
        yield return (command, "--subpath", all, $"{all} -s mapped");
        yield return (command, "--exclude", all, $"{all} --exclude dashboards --exclude team.bundle");
    }
}
