using System.Text;
using System.Text.RegularExpressions;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Journal;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Applying;
using Autoschematic.Engine.Workflows.Drift;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Diffs;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Testing;
using Autoschematic.Testing.Connectors;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>A repository with one prefix `main` and one fake connector `fake`, worked on as a command would, and words for results.</summary>
internal sealed class Scenario : IDisposable
{
    public const string Config = """
        AutoschematicConfig(
            prefixes: {
                "main": Prefix(
                    connectors: [Connector(shortname: "fake", spec: Binary(path: "fake"), env: {"TOKEN": "plain"})],
                    env: {"WHO": "env://HOME"},
                ),
            },
        )

        """;

    public Scenario(params (string Path, string Content)[] committed)
        : this(Config, committed)
    {
    }

    public Scenario(string config, params (string Path, string Content)[] committed)
    {
        Connector = new FakeConnector("fake", Cloud);
        Pool = FakePool.With("main", Connector);
        Repository = TestWorkspace.Create([("autoschematic.ron", config), .. committed]);
    }

    public TestWorkspace Repository { get; }

    public FakeCloud Cloud { get; } = new();

    public FakeConnector Connector { get; }

    public FakePool Pool { get; }

    public SelectionRequest Selection { get; set; } = new(new SelectionMode.Staged());

    public List<WorkflowEvent> Events { get; } = [];

    /// <summary>Writes a file below `mapped/` with its outputs and pointer, and puts what it stands for there; ids come in order.</summary>
    public void AddMapped(string name, string id, string body, string? remote = null)
    {
        if (Cloud.NextId() is var given && given != id)
        {
            throw new ArgumentException($"the next id is {given}", nameof(id));
        }

        Cloud.Put($"mapped/{id}.txt", remote ?? body, ("id", id));
        Repository.Write($"main/mapped/{name}.txt", body)
            .Write($".autoschematic/main/mapped/{name}.txt.out.json", $$$"""{"OutputMap": {"id": "{{{id}}}"}}""")
            .Write($".autoschematic/main/mapped/{id}.txt.out.json", $$"""{"PointerToVirtual": "mapped/{{name}}.txt"}""");
    }

    /// <summary>How files are reached, when not as usual.</summary>
    public IPathAccess? Access { get; set; }

    /// <param name="folder">Another working tree than the first one.</param>
    public async Task<Workspace> OpenAsync(string? folder = null)
    {
        var opened = await Repository.OpenAsync(folder);
        return Access is null ? opened : new(
            opened.Git,
            new RepositoryFiles(opened.Root, Access),
            opened.ConfigSource,
            opened.Config,
            opened.Host,
            opened.Clock,
            Repository.Faults);
    }

    public static void Ignore(WorkflowEvent item)
    {
    }

    /// <summary>Finds that repository and remote are the same where they are, as a drift does every morning.</summary>
    public async Task AgreeAsync()
        => await new DriftWorkflow(Pool).RunAsync(
            await OpenAsync(), new DriftRequest(new(new SelectionMode.All())), Ignore, CancellationToken.None);

    public async Task<PlanResult> PlanAsync(Func<PlanRequest, PlanRequest>? change = null)
    {
        var request = new PlanRequest(Selection);
        return await new PlanWorkflow(Pool).RunAsync(
            await OpenAsync(), change?.Invoke(request) ?? request, Events.Add, CancellationToken.None);
    }

    public async Task<ApplyResult> ApplyAsync(
        Func<ApplyRequest, ApplyRequest>? change = null, string? folder = null, CancellationToken cancellationToken = default)
    {
        var request = new ApplyRequest(Selection, new RunId("run-1"), (_, _) => Task.FromResult(true));
        return await new ApplyWorkflow(Pool, Faults).RunAsync(
            await OpenAsync(folder), change?.Invoke(request) ?? request, Events.Add, cancellationToken);
    }

    /// <summary>Where crashes are tried.</summary>
    public IFaultPoints Faults { get; set; } = NoFaultPoints.Instance;

    /// <summary>Begins a run that is killed at a step, such as `OpStarted main/a.txt`.</summary>
    public async Task CrashAsync(string step, Func<ApplyRequest, ApplyRequest>? change = null, string? folder = null)
    {
        Faults = new CrashPoint(step);
        await Assert.ThrowsAsync<CrashException>(() => ApplyAsync(request =>
        {
            request = request with { Parallelism = 1 };
            return change?.Invoke(request) ?? request;
        }, folder: folder));
        Faults = NoFaultPoints.Instance;
    }

    /// <param name="change">How it goes on, when not as usual.</param>
    /// <param name="folder">Another working tree than the first one.</param>
    public async Task<ApplyResult> ResumeAsync(Func<ResumeRequest, ResumeRequest>? change = null, string? folder = null)
    {
        var request = new ResumeRequest((_, _) => Task.FromResult(true));
        return await new ResumeWorkflow(Pool, Faults).RunAsync(
            await OpenAsync(folder), change?.Invoke(request) ?? request, Events.Add, CancellationToken.None);
    }

    /// <summary>Brings a crashed run to its end as a careful person would: what nothing was found for is sent again.</summary>
    public async Task FinishAsync()
    {
        const int patience = 5;
        Faults = NoFaultPoints.Instance;
        var result = await ResumeAsync();
        for (var round = 0; result.IsOpen && round < patience; round++)
        {
            var unknown = result.Resources.Where(resource => resource.Status is ApplyStatus.Unknown).Select(resource => resource.Resource.ToString());
            result = await ResumeAsync(request => request with { Retry = [.. unknown] });
        }

        // A run that was killed before it began leaves everything staged, and a resource that failed is planned anew.
        if (result.Run is null || result.Outcome != RunOutcome.Done)
        {
            result = await ApplyAsync(request => request with { Run = new("run-last") });
        }

        if (result.Outcome != RunOutcome.Done)
        {
            throw new InvalidOperationException(Show(result));
        }
    }

    /// <summary>Tree and remote side, with the names of resources in the place of the ids that they happened to get.</summary>
    public string State()
    {
        var text = $"{Tree()}\n--\n{Remote()}";
        foreach (Match output in Regex.Matches(text, "mapped/([a-z0-9]+)\\.txt\\.out\\.json: .*\"id\": \"(id-\\d+)\""))
        {
            text = Regex.Replace(text, $"{output.Groups[2].Value}\\b", $"<{output.Groups[1].Value}>");
        }

        return string.Join('\n', text.Split('\n').Order(StringComparer.Ordinal));
    }

    /// <summary>How many creations with a body that begins with a word were executed.</summary>
    public int CreatesOf(string word)
        => Connector.Calls.Count(call => call.Method == "OpExec" && call.Detail.StartsWith($"create {word}", StringComparison.Ordinal));

    /// <summary>What runs left in the git folder: open journals, keys, pins.</summary>
    public string Leftovers()
    {
        var state = Repository.PathOf(".git/autoschematic");
        var files = new[] { "runs", "secrets/runs" }.Select(folder => Path.Join(state, folder)).Where(Directory.Exists).SelectMany(Directory.EnumerateFiles);
        return string.Join('\n', files) + Repository.Git("for-each-ref", "refs/autoschematic/runs/");
    }

    /// <summary>The whole plan as text: actions, ops, diagnostics and outcome.</summary>
    public static string Show(PlanResult plan)
    {
        var text = new StringBuilder();
        foreach (var resource in plan.Resources)
        {
            text.Append(resource.Action.Word).Append(' ').Append(resource.Resource);
            if (resource.Action is PlanAction.Deferred deferred)
            {
                text.Append($" as {deferred.Predicted.Word}, waiting for {string.Join(", ", deferred.Waits.Select(wait => $"{wait.Address}[{wait.Key}]"))}");
            }

            text.Append('\n');
            foreach (var op in resource.Ops)
            {
                text.Append($"  {op.Message}\n");
            }
        }

        foreach (var edge in plan.Edges)
        {
            text.Append($"{edge.Dependent} after {edge.Dependency} ({edge.Reason})\n");
        }

        foreach (var file in plan.Unmanaged)
        {
            text.Append($"not managed {file}\n");
        }

        return text.Append(Show(plan.Diagnostics)).Append(plan.Outcome).ToString();
    }

    /// <summary>The end table, diagnostics and outcome.</summary>
    public static string Show(ApplyResult result)
    {
        var text = new StringBuilder();
        foreach (var resource in result.Resources)
        {
            text.Append($"{resource.Status.Word} {resource.Action.Word} {resource.Resource} {resource.Ops.Count}/{resource.OpCount}");
            text.Append(resource.Status is ApplyStatus.Skipped skipped ? $": {skipped.Reason}\n" : "\n");
        }

        return text.Append(Show(result.Diagnostics)).Append(result.Outcome).ToString();
    }

    public static string Show(IEnumerable<Diagnostic> diagnostics)
        => string.Concat(diagnostics.Select(item => $"{item.Code} {item.Message}\n"));

    /// <summary>Diagnostics, one a line: severity, code and message.</summary>
    public static string Describe(IEnumerable<Diagnostic> diagnostics)
        => string.Join('\n', diagnostics.Select(found => $"{found.Severity} {found.Code} {found.Message}".Replace('\n', ' ')));

    public static string Describe(BodyDiff? diff) => diff switch
    {
        BodyDiff.Fields fields => string.Join("; ", fields.Changes.Select(change => $"{change.Path}: {change.Old ?? "-"} -> {change.New ?? "-"}")),
        BodyDiff.Lines lines => string.Join("; ", lines.Hunks.SelectMany(hunk => hunk.Lines)
            .Where(line => line.Kind is LineChangeKind.Added or LineChangeKind.Removed)
            .Select(line => (line.Kind == LineChangeKind.Added ? "+" : "-") + line.Text)),
        BodyDiff.Binary binary => $"{binary.OldSize} -> {binary.NewSize} bytes",
        _ => "none",
    };

    /// <summary>Every file with its content as it is, `.git` and the configuration left out.</summary>
    public string Listing()
        => string.Join('\n', Directory.EnumerateFiles(Repository.Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .Where(file => !file.StartsWith(".git/", StringComparison.Ordinal) && file != "autoschematic.ron")
            .Order(StringComparer.Ordinal)
            .Select(file => $"== {file}\n{Repository.Read(file)}")).TrimEnd('\n');

    /// <summary>Every file of the working tree below the prefix and below the outputs, one a line, layout dropped.</summary>
    public string Tree()
        => string.Join('\n', new[] { "main", ".autoschematic" }
            .Select(Repository.PathOf)
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .Order(StringComparer.Ordinal)
            .Select(file => $"{file}: {Compact(Repository.Read(file))}"));

    /// <summary>What exists remotely.</summary>
    public string Remote() => string.Join('\n', Cloud.Objects.Select(item => $"{item.Key}: {item.Value.Body.Trim()}"));

    public void Dispose() => Repository.Dispose();

    private static string Compact(string text)
        => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
