using System.Text;
using System.Text.RegularExpressions;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Testing;
using Autoschematic.Testing.Connectors;

namespace Autoschematic.Cli.Tests.Harness;

/// <summary>A repository in which every command has something to do, and all that a command did as one text.</summary>
internal sealed partial class Scene : IDisposable
{
    public const string Cpu = "Dashboard(title: \"CPU\", refresh: 10)\n";

    private readonly CliWorkspace workspace;
    private readonly FakePool pool = new();
    private readonly List<FakeConnector> connectors = [];
    private readonly string folder;

    /// <param name="prefix">The prefix that holds everything: a folder, or `/` for the whole repository.</param>
    /// <param name="others">More prefixes, each with a resource that is in its cloud only.</param>
    public Scene(string prefix, params string[] others)
    {
        folder = prefix == "/" ? "" : prefix + "/";
        workspace = new CliWorkspace(
            ("autoschematic.ron", Config([prefix, .. others])),
            (At("dashboards/cpu.ron"), Cpu),
            (At("dashboards/edited.ron"), Cpu),
            (At("dashboards/old.ron"), Cpu),
            (At("dashboards/same.ron"), Cpu),
            (At("dashboards/net.ron"), "Dashboard(title: \"out://mapped/net.ron[id]\")\n"),
            (At("mapped/net.ron"), "Network(name: \"net\")\n"),
            (At("loose.ron"), "Loose( a : 1,b:2 )\n"),
            (At("team.bundle"), "a b"),
            (At("team/a.ron"), "Member(other)\n"),
            (At("rotate.task"), "Rotate()"),
            (At("notes.md"), "nobody's\n"),
            ($".autoschematic/{At("mapped/net.ron")}.out.json", """{"OutputMap":{"id":"id-7"}}"""),
            ($".autoschematic/{At("mapped/id-7.ron")}.out.json", """{"PointerToVirtual":"mapped/net.ron"}"""),
            ($".autoschematic/{At("dashboards/left.ron")}.out.json", """{"OutputMap":{"uid":"left"}}"""));
        workspace.Pool = pool;
        Connector = Add(prefix, "fake");
        Add(prefix, "spare").Filter = _ => FilterBits.None;
        foreach (var other in others)
        {
            Add(other, "fake").Cloud.Put("more.ron", Cpu);
            Add(other, "spare").Filter = _ => FilterBits.None;
        }

        Connector.Skeletons = [new("dashboards/[name].ron", Encoding.UTF8.GetBytes("Dashboard(title: \"[name]\")\n"))];
        Connector.Expander = (_, body) => [.. body.Split(' ').Select(name => new BundleChild($"team/{name}.ron", Encoding.UTF8.GetBytes($"Member({name})\n")))];
        Connector.Linter = (address, _) => address.Text == "loose.ron" ? [new(DiagnosticSeverity.Warning, new(1, 1), new(1, 6), "is loose")] : [];
        FillCloud();
        Agree("dashboards/same.ron");
        Files.Stage(At("dashboards/cpu.ron"), Cpu.Replace("CPU", "CPU load", StringComparison.Ordinal));
        Files.Stage(At("dashboards/disk.ron"), "Dashboard(title: \"Disk\", refresh: 30)\n");
        Files.StageDeletion(At("dashboards/old.ron"));
        Files.Write(At("dashboards/edited.ron"), Cpu.Replace("10", "60", StringComparison.Ordinal));
        Directory.CreateDirectory(Files.PathOf("beside"));
    }

    public TestWorkspace Files => workspace.Files;

    public FakeConnector Connector { get; }

    public Dictionary<string, string> Variables => workspace.Variables;

    /// <summary>The file of an address, relative to the root.</summary>
    public string At(string address) => folder + address;

    /// <summary>Runs a command line; its words that begin with `@` are addresses and become paths from the folder it runs in.</summary>
    public Task<CliRun> RunAsync(string directory, TestTerminal terminal, params string[] arguments)
    {
        workspace.Directory = directory;
        return workspace.RunAsync(terminal, [.. arguments.Select(argument => argument.StartsWith('@')
            ? Path.GetRelativePath(Files.PathOf(directory), Files.PathOf(At(argument[1..])))
            : argument)]);
    }

    /// <summary>Everything that a run said and left behind, without what differs from run to run.</summary>
    public string Describe(CliRun run)
    {
        var text = new StringBuilder();
        text.Append("exit code ").Append(run.ExitCode).Append('\n');
        text.Append("--- stdout\n").Append(run.Output);

        // Resources are worked on at once: the order of what is told while they are is not fixed.
        text.Append("--- stderr\n").AppendJoin('\n', run.Error.Split('\n').Order(StringComparer.Ordinal)).Append('\n');
        text.Append("--- git\n").Append(Files.Status()).Append(Files.Git("log", "--format=%s"));
        text.Append("--- files\n");
        foreach (var file in Directory.EnumerateFiles(Files.Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(Files.Root, file);
            if (!name.StartsWith(".git/", StringComparison.Ordinal))
            {
                text.Append(name).Append(": ").Append(File.ReadAllText(file)).Append('\n');
            }
        }

        text.Append("--- cloud\n");
        foreach (var (address, item) in connectors.SelectMany(connector => connector.Cloud.Objects))
        {
            text.Append(address).Append(": ").Append(item.Body).Append('\n');
        }

        text.Append("--- ops\n").AppendJoin('\n', Connector.Mutations.Split('\n').Order(StringComparer.Ordinal)).Append('\n');
        text.Append("--- started\n").AppendJoin('\n', pool.Launches.Select(launch => $"{launch.Prefix} {launch.Shortname}").Order(StringComparer.Ordinal)).Append('\n');
        return Volatile().Replace(text.ToString(), "[ID]");
    }

    /// <summary>The variables that the connectors were started with.</summary>
    public IEnumerable<string> StartedWith => pool.Launches.SelectMany(launch => launch.Environment.Keys).Distinct().Order(StringComparer.Ordinal);

    public void Dispose() => workspace.Dispose();

    private FakeConnector Add(string prefix, string name)
    {
        var connector = new FakeConnector(name, new FakeCloud());
        pool.Add(prefix, connector);
        connectors.Add(connector);
        return connector;
    }

    // As an earlier drift would have noted before the remote side changed.
    private void Agree(string address)
    {
        var records = Files.PathOf(".git/autoschematic/agreed/records");
        Directory.CreateDirectory(Path.GetDirectoryName(records)!);
        File.WriteAllText(records, $"{Files.Git("rev-parse", $"HEAD:{At(address)}").Trim()} {At(address)}\n");
    }

    private void FillCloud()
    {
        Connector.Cloud.Put("dashboards/cpu.ron", Cpu);
        Connector.Cloud.Put("dashboards/edited.ron", Cpu);
        Connector.Cloud.Put("dashboards/left.ron", Cpu);
        Connector.Cloud.Put("dashboards/manual.ron", Cpu);
        Connector.Cloud.Put("dashboards/net.ron", "Dashboard(title: \"id-7\")\n");
        Connector.Cloud.Put("dashboards/old.ron", Cpu);
        Connector.Cloud.Put("dashboards/same.ron", Cpu.Replace("10", "30", StringComparison.Ordinal));
        Connector.Cloud.Put("loose.ron", "Loose( a : 1,b:2 )\n");
        Connector.Cloud.Put("mapped/id-7.ron", "Network(name: \"net\")\n", ("id", "id-7"));
        Connector.Cloud.Put("team/a.ron", "Member(other)\n");
    }

    private static string Config(IEnumerable<string> prefixes)
    {
        static string Connector(string name) => $"Connector(shortname: \"{name}\", spec: Binary(path: \"{name}-connector\")), ";
        var entries = prefixes.Select(prefix => $"\"{prefix}\": Prefix(connectors: [{Connector("fake")}{Connector("spare")}]), ");
        return $"AutoschematicConfig(prefixes: {{{string.Concat(entries)}}})\n";
    }

    [GeneratedRegex(@"\b[0-9a-f]{40}\b|\d{8}T\d{6}Z-[0-9a-f]{8}|(?<=committed as )[0-9a-f]{10}|(?<=lawcheck)[0-9a-f]{8}")]
    private static partial Regex Volatile();
}
