using System.Collections.Concurrent;
using System.Text;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Journal;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Stores outputs and pointers after each op and stages them, several resources' in one go when they meet.</summary>
internal sealed class OutputRecorder : IDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);
    private readonly Workspace workspace;
    private readonly DiagnosticBag diagnostics;
    private readonly IFaultPoints faults;
    private readonly ConcurrentDictionary<RepoPath, byte> unstaged = new();
    private readonly ConcurrentDictionary<ResourceKey, ConcurrentDictionary<RepoPath, byte>> changed = new();
    private readonly SemaphoreSlim staging = new(1);
    private readonly SealedOutputs sealing;
    private readonly LateFolders files;
    private readonly OutputStore outputs;
    private IReadOnlySet<RepoPath>? keptAway;
    private TimeSpan lastStaging;
    private int expected;

    public OutputRecorder(Workspace workspace, DiagnosticBag diagnostics, IFaultPoints faults)
    {
        this.workspace = workspace;
        this.diagnostics = diagnostics;
        this.faults = faults;
        sealing = new(workspace);
        files = new(workspace.Files);
        outputs = new(files);
    }

    /// <summary>Whether storing failed, so that no further op may start: its outputs would be lost, too.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Whether files were written whose names may not be on disk, so that none of them counts as stored.</summary>
    public bool HasLostNames => files.HasLostNames;

    /// <summary>Files that were written or removed for a resource, in ordinal order.</summary>
    public IReadOnlyList<RepoPath> ChangedFor(ResourceKey resource)
        => changed.TryGetValue(resource, out var files) ? [.. files.Keys.Order()] : [];

    /// <summary>Counts files as written for a resource that an earlier process of the run wrote.</summary>
    public void Remember(ResourceKey resource, IEnumerable<RepoPath> files)
    {
        var own = changed.GetOrAdd(resource, _ => new());
        foreach (var file in files)
        {
            own[file] = 0;
        }
    }

    /// <summary>Counts files as written by an earlier process that may not have come to stage them.</summary>
    public void Touch(ResourceKey resource, IReadOnlyCollection<RepoPath> files)
    {
        Remember(resource, files);
        foreach (var file in files)
        {
            unstaged[file] = 0;
            this.files.Keep(file);
        }
    }

    /// <summary>Proves before the first op that its outputs can be stored.</summary>
    public bool Prove(IEnumerable<RepoPath> paths, DiagnosticBag problems)
        => paths.All(path => files.ProveWritable(path, problems));

    /// <summary>Whether proving that a file can be stored will hardly wait for the disk.</summary>
    public bool IsProven(RepoPath path) => files.IsProven(path);

    /// <summary>Stores what an op answered; null when it is on disk, else what went wrong.</summary>
    public Diagnostic? Store(ResourceKey resource, Address? physical, OpResult result)
    {
        var stored = sealing.Protect(resource.Prefix, resource.Address, result.Outputs, result.SensitiveOutputs, diagnostics);
        if (!stored.IsComplete)
        {
            HasFailed = true;
        }

        return stored.Values.Count == 0 ? null : Write(
            resource,
            FaultPoint.OutputsWritten,
            problems => Join(
                outputs.Merge(resource.Prefix, resource.Address, physical, stored.Values, problems), stored.Files),
            () => stored.Values.Where(pair => pair.Value is not null).Select(pair => $"{pair.Key} = {workspace.Redactor.Redact(pair.Value!)}"));
    }

    /// <summary>Writes the pointer at the physical address of a resource that has outputs, and removes the one at an earlier address.</summary>
    public Diagnostic? Point(ResourceKey resource, Address? before, Address after)
        => after == resource.Address || !workspace.Outputs.Exists(resource.Prefix, resource.Address)
            ? null
            : Write(
                resource,
                FaultPoint.PointerWritten,
                problems =>
                {
                    var files = outputs.Merge(
                        resource.Prefix, resource.Address, after, new Dictionary<string, string?>(), problems);
                    return before is null || before == after ? files : Join(files, RemovePointer(resource, before, problems));
                },
                () => [$"pointer at {after}"]);

    /// <summary>Gives a resource the outputs that lie at another address, and the pointer to them.</summary>
    public Diagnostic? Move(ResourceKey resource, Address from, Address physical, SealedMove seals)
        => Write(
            resource,
            FaultPoint.OutputsWritten,
            problems => outputs.Move(resource.Prefix, from, resource.Address, physical, seals.Values, problems) is { } files
                ? [.. seals.Files, .. files]
                : null,
            () => [$"outputs of {from}"]);

    /// <summary>Removes, for a resource that has moved, the outputs that stayed at its old address.</summary>
    public Diagnostic? ForgetLeft(ResourceKey resource, Address from)
        => Write(
            resource,
            FaultPoint.OutputsForgotten,
            problems => outputs.Delete(resource.Prefix, from, null, problems),
            () => []);

    /// <summary>Removes the outputs, and the pointer at a physical address, of what is gone.</summary>
    public Diagnostic? Forget(ResourceKey resource, Address? physical)
        => Write(
            resource,
            FaultPoint.OutputsForgotten,
            problems => outputs.Delete(resource.Prefix, resource.Address, physical, problems),
            () => []);

    /// <summary>Says that there will soon be something to store; dispose the result when it is there.</summary>
    public IDisposable Expect() => new Expectation(this);

    /// <summary>Makes durable and stages what was written so far; what fails is a diagnostic and stays on disk.</summary>
    public async Task StageAsync()
    {
        await staging.WaitAsync(CancellationToken.None);
        try
        {
            if (!unstaged.IsEmpty && Volatile.Read(ref expected) > 0)
            {
                // Git is best asked for many at once: it gets a fifth of the time as long as others are about to store, too.
                await Task.Delay(lastStaging * 4 < LongestPause ? lastStaging * 4 : LongestPause, workspace.Clock, CancellationToken.None);
            }

            var paths = unstaged.Keys.Order().ToList();
            foreach (var path in paths)
            {
                unstaged.TryRemove(path, out _);
            }

            if (paths.Count > 0 || files.HasUnsynced)
            {
                await StageAsync(paths);
            }
        }
        finally
        {
            staging.Release();
        }
    }

    private async Task StageAsync(List<RepoPath> paths)
    {
        if (!await workspace.Disk.RunAsync(() => files.Sync(diagnostics)))
        {
            HasFailed = true;
        }

        if (paths.Count == 0)
        {
            return;
        }

        var started = workspace.Clock.GetTimestamp();
        keptAway ??= await workspace.Git.KeptAwayAsync([], CancellationToken.None);
        await workspace.Git.StageAsync(paths, diagnostics, CancellationToken.None, keptAway);
        lastStaging = workspace.Clock.GetElapsedTime(started);
    }

    public void Dispose() => staging.Dispose();

    /// <summary>Removes a pointer when it still names this resource; the changed files, or null when it cannot be removed.</summary>
    private IReadOnlyList<RepoPath>? RemovePointer(ResourceKey resource, Address physical, DiagnosticBag problems)
    {
        var file = OutputPaths.FileOf(resource.Prefix, physical);
        var pointer = workspace.Files.TryRead(file, problems) is { } bytes
            ? OutputFile.Parse(new(Encoding.UTF8.GetString(bytes.Span), file.Text), problems) as OutputFile.PointerToVirtual
            : null;
        return pointer?.Address != resource.Address ? []
            : workspace.Files.Delete(file, problems) ? [file]
            : null;
    }

    private static IReadOnlyList<RepoPath>? Join(IReadOnlyList<RepoPath>? left, IReadOnlyList<RepoPath>? right)
        => left is null || right is null ? null : [.. left, .. right];

    private Diagnostic? Write(
        ResourceKey resource, FaultPoint point, Func<DiagnosticBag, IReadOnlyList<RepoPath>?> write, Func<IEnumerable<string>> values)
    {
        var problems = new DiagnosticBag();
        if (write(problems) is not { } files)
        {
            HasFailed = true;
            diagnostics.AddRange(problems);
            return ApplyDiagnostics.NotStored(resource, values());
        }

        var own = changed.GetOrAdd(resource, _ => new());
        foreach (var file in files)
        {
            own[file] = 0;
            unstaged[file] = 0;
        }

        faults.Reach(point, resource.ToString());
        return null;
    }

    private sealed class Expectation : IDisposable
    {
        private readonly OutputRecorder recorder;

        public Expectation(OutputRecorder recorder)
        {
            this.recorder = recorder;
            Interlocked.Increment(ref recorder.expected);
        }

        public void Dispose() => Interlocked.Decrement(ref recorder.expected);
    }
}
