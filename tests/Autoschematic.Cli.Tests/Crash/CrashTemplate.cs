using System.Text;
using System.Text.RegularExpressions;
using Autoschematic.Cli.Tests.EndToEnd;
using Autoschematic.Engine.Journal;
using Autoschematic.TestClouds;
using Autoschematic.Testing;

namespace Autoschematic.Cli.Tests.Crash;

/// <summary>A random change over a random graph of the test cloud, staged in a repository, and what an undisturbed apply makes of it.</summary>
internal sealed class CrashTemplate : IDisposable
{
    private const string Config = """
        AutoschematicConfig(prefixes: {
            "main": Prefix(connectors: [
                Connector(
                    shortname: "cloud",
                    spec: Binary(path: "CONNECTOR", protocol: Grpc),
                    env: {"TEST_CLOUD_*": "env://TEST_CLOUD_*"},
                ),
            ]),
        })

        """;

    private CrashTemplate(CrashChange change, TestWorkspace files) => (Change, Files) = (change, files);

    public CrashChange Change { get; }

    public TestWorkspace Files { get; }

    /// <summary>What stands for what was moved, and the ids that must stay.</summary>
    public IReadOnlyDictionary<string, string> Ids { get; private set; } = new Dictionary<string, string>();

    /// <summary>The ids of what moved, as lines.</summary>
    public string Moved => string.Join('\n', Ids.Select(pair => $"{pair.Key}: {pair.Value}"));

    /// <summary>The command that applies the change.</summary>
    public string[] Apply => ["apply", "--yes", "--no-commit", .. Change.Flags];

    /// <summary>How often each step is reached.</summary>
    public IReadOnlyDictionary<FaultPoint, int> Steps { get; private set; } = new Dictionary<FaultPoint, int>();

    /// <summary>Repository and cloud after the undisturbed apply.</summary>
    public string Expected { get; private set; } = "";

    /// <param name="pairs">Whether files that were moved alone are to be found, too; then deletions and creations are of different kinds.</param>
    public static async Task<CrashTemplate> MakeAsync(int seed, bool pairs)
    {
        var change = new CrashChange(new Random(seed), pairs);
        var template = new CrashTemplate(
            change,
            TestWorkspace.Create(("autoschematic.ron", Config.Replace("CONNECTOR", Installation.TestConnector, StringComparison.Ordinal))));
        change.WriteBefore(template.Files);
        template.Files.Git("add", "--all");
        (await new CrashMachine(template.Files).RunAsync("apply", "--yes", "--commit")).Expect(0);

        template.Ids = change.WriteAfter(template.Files);
        template.Files.Git("add", "--all");
        await template.MeasureAsync();
        return template;
    }

    /// <summary>The ids of what moved, by the files that stand for it now.</summary>
    public string MovedIn(TestWorkspace files)
        => string.Join('\n', Ids.Keys.Select(path => $"{path}: {CrashChange.IdIn(files, path)}"));

    /// <summary>Repository and cloud as text, machines and networks by the names of their files.</summary>
    public static string StateOf(TestWorkspace files)
    {
        var text = new StringBuilder();
        foreach (var root in new[] { files.PathOf("main"), files.PathOf(".autoschematic") }.Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
            {
                Tell(Path.GetRelativePath(files.Folder, file), File.ReadAllText(file));
            }
        }

        foreach (var item in CloudOf(files).Objects)
        {
            Tell(item.Address, item.Text);
        }

        text.Append(files.Git("diff", "--cached", "--name-status", "--no-renames"));
        var state = text.ToString();
        foreach (Match output in Regex.Matches(state, "main/(?:vm|networks)/([^/ ]+)\\.(?:json|ron)\\.out\\.json: .*id\": \"((?:vm|network)-\\d+)\""))
        {
            state = Regex.Replace(state, $@"\b{output.Groups[2].Value}\b", $"<{output.Groups[1].Value}>");
        }

        return string.Join('\n', state.Split('\n').Order(StringComparer.Ordinal));

        void Tell(string place, string content)
            => text.Append(place).Append(": ").AppendJoin(' ', content.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Append('\n');
    }

    public static TestCloud CloudOf(TestWorkspace files) => TestCloud.Open(Path.Join(files.Folder, "cloud"));

    public void Dispose() => Files.Dispose();

    private async Task MeasureAsync()
    {
        using var copy = Files.Copy();
        var log = Path.Join(copy.Folder, "steps.log");
        var machine = new CrashMachine(copy);
        machine.Variables["CRASH_LOG"] = log;
        (await machine.RunAsync(Apply)).Expect(0);
        Expected = StateOf(copy);
        Assert.Equal(Moved, MovedIn(copy));
        Steps = File.ReadAllLines(log).GroupBy(line => Enum.Parse<FaultPoint>(line.Split(' ')[0])).ToDictionary(group => group.Key, group => group.Count());
    }
}
