using Autoschematic.Engine.Transactions;
using Autoschematic.Engine.Workflows.Drift;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Outputs;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Workflows.Renaming;

/// <summary>Finds everything that has to change so that a resource has another address.</summary>
/// <param name="moves">The resource, and everything below it, with the new places.</param>
/// <param name="unsaved">Files that are to be taken for what an editor shows, not for what is on disk.</param>
internal sealed class RenamePlanner(
    Workspace workspace,
    IReadOnlyList<RenameMove> moves,
    DiagnosticBag diagnostics,
    IReadOnlyDictionary<RepoPath, ReadOnlyMemory<byte>>? unsaved = null)
{
    private static readonly byte[] Scheme = "out://"u8.ToArray();
    private readonly Prefix prefix = moves[0].From.Prefix;
    private readonly Dictionary<RepoPath, RenameMove> byFile = moves.ToDictionary(move => move.From.File);
    private readonly Dictionary<string, RenameMove> byAddress = moves.ToDictionary(move => move.From.Address.Text);
    private readonly List<(RepoPath From, RepoPath To)> moved = [];
    private readonly List<(RepoPath File, int References)> rewritten = [];

    public FileChanges Changes { get; } = new();

    public IReadOnlyList<(RepoPath From, RepoPath To)> Moved => moved;

    /// <summary>Files whose references change, by the place they have afterwards.</summary>
    public IReadOnlyList<(RepoPath File, int References)> Rewritten => [.. rewritten.Select(item => (PlaceOf(item.File), item.References))];

    /// <summary>Resources whose plan the rename must not change, by the address they have before it.</summary>
    public IReadOnlyList<RepoPath> Touched
        => [.. byFile.Keys.Concat(rewritten.Select(item => item.File)).Where(file => file != IgnoreRules.File).Distinct()];

    /// <summary>Plans files and index; false with a diagnostic when something is in the way.</summary>
    public async Task<bool> PlanAsync(CancellationToken cancellationToken)
        => await PlanFilesAsync(cancellationToken) && await PlanIndexAsync(cancellationToken);

    /// <summary>Plans bodies, outputs, pointers, markers and references; false with a diagnostic when something is in the way.</summary>
    public async Task<bool> PlanFilesAsync(CancellationToken cancellationToken)
    {
        if (await WorkingFiles.ListAsync(workspace, diagnostics, cancellationToken) is not { } files
            || await workspace.Git.IgnoredFilesAsync(prefix.Folder, diagnostics, cancellationToken) is not { } ignored)
        {
            return false;
        }

        PlanReferences(files);
        PlanIgnoreRules();
        WarnOfIgnored(ignored);
        foreach (var move in moves)
        {
            PlanOutputs(move);
            PlanMove(OutputPaths.BundleMarkerOf(prefix, move.From.Address), OutputPaths.BundleMarkerOf(prefix, move.To.Address));
        }

        PlanPointers();
        PlanChildMarkers();
        return !diagnostics.HasErrors;
    }

    /// <summary>A file as it is before the rename; null when there is none, or with a diagnostic when it cannot be read.</summary>
    public ReadOnlyMemory<byte>? Read(RepoPath file) => Read(file, diagnostics);

    private ReadOnlyMemory<byte>? Read(RepoPath file, DiagnosticBag problems)
        => unsaved?.TryGetValue(file, out var text) == true ? text : workspace.Files.TryRead(file, problems);

    /// <summary>What was changed and not staged stays so: of a file that moves, what was staged moves along, as with `git mv`.</summary>
    private async Task<bool> PlanIndexAsync(CancellationToken cancellationToken)
    {
        var entries = await workspace.Git.IndexEntriesAsync(diagnostics, cancellationToken);
        var unstaged = await workspace.Git.UnstagedChangesAsync(diagnostics, cancellationToken);
        if (entries is null || unstaged is null)
        {
            return false;
        }

        var index = entries.Where(entry => !entry.Unmerged).ToDictionary(entry => entry.Path);
        var dirty = unstaged.Select(change => change.Path).ToHashSet();
        foreach (var move in moves)
        {
            if (dirty.Contains(move.From.File) && index.TryGetValue(move.From.File, out var staged))
            {
                Changes.SetIndex(move.From.File, new IndexChange.Set(null));
                Changes.SetIndex(move.To.File, new IndexChange.Set(staged with { Path = move.To.File }));
            }
        }

        var left = rewritten.Select(item => item.File).Where(dirty.Contains).Order().ToList();
        var untracked = rewritten.Select(item => item.File).Where(file => !index.ContainsKey(file)).Except(left).Order().ToList();
        foreach (var file in left.Concat(untracked).Where(file => !byFile.ContainsKey(file)))
        {
            Changes.SetIndex(file, new IndexChange.Kept());
        }

        if (left.Count > 0)
        {
            diagnostics.Add(RenamingDiagnostics.NotStaged([.. left.Select(PlaceOf)]));
        }

        if (untracked.Where(file => !byFile.ContainsKey(file)).ToList() is { Count: > 0 } strangers)
        {
            diagnostics.Add(RenamingDiagnostics.NotTracked(strangers));
        }

        // Gone from the working tree but not from the index, so it is still there for git.
        diagnostics.AddRange(moved.Select(move => move.To).Where(index.ContainsKey).Select(RenamingDiagnostics.Exists));
        return !diagnostics.HasErrors;
    }

    private void PlanMove(RepoPath oldFile, RepoPath newFile)
    {
        if (Read(oldFile) is { } content)
        {
            Changes.Create(newFile, content, workspace.Files.ModeOf(oldFile));
            Changes.Delete(oldFile, content);
            moved.Add((oldFile, newFile));
        }
    }

    /// <summary>Sealed outputs are bound to their path, so they are sealed again for the new one.</summary>
    private void PlanOutputs(RenameMove move)
    {
        var (oldFile, newFile) = (OutputPaths.FileOf(prefix, move.From.Address), OutputPaths.FileOf(prefix, move.To.Address));
        if (workspace.Outputs.Read(prefix, move.From.Address, new DiagnosticBag()) is not { } outputs
            || outputs.Address != move.From.Address
            || !outputs.Values.Values.Any(value => SealedOutputs.IsSealed(prefix, value)))
        {
            PlanMove(oldFile, newFile);
            return;
        }

        var values = new Dictionary<string, string>(outputs.Values);
        foreach (var (key, value) in outputs.Values)
        {
            if (SealedOutputPaths.FileBehind(prefix, value) is { } oldSeal)
            {
                var newSeal = SealedOutputPaths.FileOf(prefix, move.To.Address, key);
                values[key] = SealedOutputPaths.ReferenceTo(newSeal);
                PlanSeal(oldSeal, newSeal);
            }
        }

        Changes.Write(newFile, new OutputFile.Map(values).ToBytes());
        Changes.Delete(oldFile);
        moved.Add((oldFile, newFile));
    }

    private void PlanSeal(RepoPath oldSeal, RepoPath newSeal)
    {
        if (workspace.Secrets.Reseal(oldSeal, newSeal, diagnostics) is { } content)
        {
            Changes.Write(newSeal, content);
            Changes.Delete(oldSeal);
            moved.Add((oldSeal, newSeal));
        }
    }

    /// <summary>References live inside one prefix, so only its files are looked at; a body that moves does so with its own rewritten.</summary>
    private void PlanReferences(IReadOnlyList<RepoPath> files)
    {
        foreach (var file in files)
        {
            if (workspace.Config.Locate(file)?.Prefix.Prefix != prefix || Read(file) is not { } body)
            {
                continue;
            }

            var changed = Rewrite(file, body, out var references);
            if (changed is not null)
            {
                rewritten.Add((file, references));
            }

            if (byFile.GetValueOrDefault(file) is { } move)
            {
                Changes.Create(move.To.File, changed ?? body, workspace.Files.ModeOf(file));
                Changes.Delete(file, body);
                moved.Add((file, move.To.File));
            }
            else if (changed is { } bytes)
            {
                Changes.Write(file, bytes, before: body);
            }
        }

        // An ignored body is in no list of git's, but it is what was asked for.
        if (!moved.Exists(pair => pair.From == moves[0].From.File))
        {
            PlanMove(moves[0].From.File, moves[0].To.File);
        }
    }

    /// <summary>Rules of drift that name what moves go on naming it; what patterns no longer match is said.</summary>
    private void PlanIgnoreRules()
    {
        if (Read(IgnoreRules.File) is not { } bytes || Utf8.TryDecode(bytes) is not { } text)
        {
            return;
        }

        var references = 0;
        var said = new HashSet<SourceLocation>();
        foreach (var (from, to) in moves)
        {
            var isShared = workspace.Config.Prefixes.Any(other => other.Prefix != prefix
                && (workspace.Files.Exists(other.Prefix.FileOf(from.Address)) || workspace.Outputs.Exists(other.Prefix, from.Address)));
            var rules = DriftIgnoreRename.Of(new SourceText(text, IgnoreRules.File.Text), from.Address, to.Address, isShared);
            (text, references) = (rules.Text ?? text, references + rules.Changed);
            diagnostics.AddRange(rules.Lost.Where(said.Add).Select(place => RenamingDiagnostics.RuleLost(place, from, to, isShared)));
            diagnostics.AddRange(rules.Gained.Where(said.Add).Select(place => RenamingDiagnostics.RuleGained(place, to)));
        }

        if (references > 0)
        {
            Changes.Write(IgnoreRules.File, System.Text.Encoding.UTF8.GetBytes(text), before: bytes);
            rewritten.Add((IgnoreRules.File, references));
        }
    }

    /// <summary>The body with every reference to what moves rewritten, and how many those are; null when it has none.</summary>
    private ReadOnlyMemory<byte>? Rewrite(RepoPath file, ReadOnlyMemory<byte> body, out int references)
    {
        var named = FindReferences(file, body);
        references = named.Count;
        ReadOnlyMemory<byte>? changed = null;
        foreach (var move in named.Distinct())
        {
            if (!ReferenceLinker.CanBeWritten(new(move.To.Address.Text, "key")))
            {
                diagnostics.Add(RenamingDiagnostics.NotReferable(file, move.To));
            }

            changed = ReferenceTemplate.Rewrite(BodyFormats.Of(file), changed ?? body, move.From.Address, move.To.Address) ?? changed;
        }

        return changed;
    }

    private List<RenameMove> FindReferences(RepoPath file, ReadOnlyMemory<byte> body)
        => body.Span.IndexOf(Scheme) < 0 ? []
            : [.. ReferenceScanner.Find(BodyFormats.Of(file), body).References
                .Select(found => byAddress.GetValueOrDefault(found.Reference.Address))
                .OfType<RenameMove>()];

    private void WarnOfIgnored(IReadOnlyList<RepoPath> ignored)
    {
        foreach (var file in ignored.Where(file => !byFile.ContainsKey(file) && workspace.Config.Locate(file)?.Prefix.Prefix == prefix))
        {
            // What cannot be read is no body.
            if (Read(file, []) is { } body && FindReferences(file, body).Count > 0)
            {
                diagnostics.Add(RenamingDiagnostics.Ignored(file));
            }
        }
    }

    private RepoPath PlaceOf(RepoPath file) => byFile.GetValueOrDefault(file)?.To.File ?? file;

    private void PlanPointers()
    {
        foreach (var (address, file) in workspace.Outputs.List(prefix, diagnostics))
        {
            if (file is OutputFile.PointerToVirtual pointer && NewPlaceOf(pointer.Address) is { } place)
            {
                Changes.Write(OutputPaths.FileOf(prefix, address), new OutputFile.PointerToVirtual(place).ToBytes());
            }
        }
    }

    private void PlanChildMarkers()
    {
        foreach (var path in workspace.Files.List(OutputPaths.BundleFolderOf(prefix)))
        {
            if (Read(path) is not { } bytes)
            {
                continue;
            }

            var source = new SourceText(System.Text.Encoding.UTF8.GetString(bytes.Span), path.Text);
            if (BundleMarker.Parse(source, new DiagnosticBag()) is BundleMarker.ChildOf child && NewPlaceOf(child.Parent) is { } place)
            {
                Changes.Write(path, new BundleMarker.ChildOf(place).ToBytes());
            }
        }
    }

    private Address? NewPlaceOf(Address address) => byAddress.GetValueOrDefault(address.Text)?.To.Address;
}
