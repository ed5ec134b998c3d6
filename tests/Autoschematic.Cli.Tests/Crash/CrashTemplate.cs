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

    private CrashTemplate(TestWorkspace files) => Files = files;

    public TestWorkspace Files { get; }

    /// <summary>How often each step is reached.</summary>
    public IReadOnlyDictionary<FaultPoint, int> Steps { get; private set; } = new Dictionary<FaultPoint, int>();

    /// <summary>Repository and cloud after the undisturbed apply.</summary>
    public string Expected { get; private set; } = "";

    public static async Task<CrashTemplate> MakeAsync(int seed)
    {
        var template = new CrashTemplate(TestWorkspace.Create(
            ("autoschematic.ron", Config.Replace("CONNECTOR", Installation.TestConnector, StringComparison.Ordinal))));
        var random = new Random(seed);
        var bodies = Before(random);
        foreach (var (path, body) in bodies)
        {
            template.Files.Write(path, body);
        }

        template.Files.Git("add", "--all");
        (await new CrashMachine(template.Files).RunAsync("apply", "--yes", "--commit")).Expect(0);

        foreach (var (path, body) in After(random, bodies))
        {
            if (body is null)
            {
                template.Files.Delete(path);
                RemoveOutputs(template.Files, path);
            }
            else
            {
                template.Files.Write(path, body);
            }
        }

        template.Files.Git("add", "--all");
        await template.MeasureAsync();
        return template;
    }

    /// <summary>Repository and cloud as text, machines by the names of their files.</summary>
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
        foreach (Match output in Regex.Matches(state, "main/vm/([^/ ]+)\\.json\\.out\\.json: .*\"vm_id\": \"(vm-\\d+)\""))
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
        (await machine.RunAsync("apply", "--yes", "--no-rename", "--no-commit")).Expect(0);
        Expected = StateOf(copy);
        Steps = File.ReadAllLines(log).GroupBy(line => Enum.Parse<FaultPoint>(line.Split(' ')[0])).ToDictionary(group => group.Key, group => group.Count());
    }

    private static Dictionary<string, string> Before(Random random)
    {
        var bodies = new Dictionary<string, string> { ["main/net/old.ron"] = "Net(cidr: \"10.0.0.0/24\")\n" };
        for (var index = 0; index < random.Next(1, 4); index++)
        {
            bodies[$"main/vm/old{index}.json"] = Vm(size: 1, "old", index);
            if (random.Next(2) == 0)
            {
                bodies[$"main/vm/old{index}/disk/data.json"] = $"{{\"gb\": {index + 1}}}\n";
            }
        }

        return bodies;
    }

    private static IEnumerable<(string Path, string? Body)> After(Random random, Dictionary<string, string> before)
    {
        for (var net = 0; net < random.Next(1, 3); net++)
        {
            yield return ($"main/net/new{net}.ron", $"Net(cidr: \"10.{net + 1}.0.0/16\")\n");
            for (var index = 0; index < random.Next(1, 3); index++)
            {
                yield return ($"main/vm/new{net}{index}.json", Vm(size: 2, $"new{net}", (net * 10) + index));
                if (random.Next(2) == 0)
                {
                    yield return ($"main/vm/new{net}{index}/disk/data.json", "{\"gb\": 5}\n");
                }
            }
        }

        foreach (var name in Enumerable.Range(0, 4).Select(index => $"main/vm/old{index}").Where(name => before.ContainsKey($"{name}.json")))
        {
            var disk = before.ContainsKey($"{name}/disk/data.json");

            // At least one is deleted, so that this step is in every run.
            if (!name.EndsWith('0') && random.Next(2) == 0)
            {
                yield return ($"{name}.json", Vm(size: 9, "old", int.Parse(name[^1..], System.Globalization.CultureInfo.InvariantCulture)));
                continue;
            }

            yield return ($"{name}.json", null);
            if (disk)
            {
                yield return ($"{name}/disk/data.json", null);
            }
        }
    }

    /// <summary>A machine that differs from every other one, so that what belongs to whom can always be told.</summary>
    private static string Vm(int size, string net, int label)
        => $"{{\"size\": {size}, \"label\": \"{net}-{label}\", \"net\": \"out://net/{net}.ron[net_id]\"}}\n";

    private static void RemoveOutputs(TestWorkspace files, string path)
    {
        var output = files.PathOf($".autoschematic/{path}.out.json");
        if (!File.Exists(output))
        {
            return;
        }

        var id = Regex.Match(File.ReadAllText(output), "vm-\\d+").Value;
        File.Delete(output);
        File.Delete(files.PathOf($".autoschematic/main/vm/{id}.json.out.json"));
    }
}
