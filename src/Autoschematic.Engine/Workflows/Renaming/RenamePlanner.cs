using Autoschematic.Engine.Sessions;
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
internal sealed class RenamePlanner(Workspace workspace, ResourceKey from, ResourceKey to, DiagnosticBag diagnostics)
{
    private static readonly byte[] Scheme = "out://"u8.ToArray();
    private readonly List<(RepoPath From, RepoPath To)> moved = [];
    private readonly List<(RepoPath File, int References)> rewritten = [];

    public FileChanges Changes { get; } = new();

    public IReadOnlyList<(RepoPath From, RepoPath To)> Moved => moved;

    public IReadOnlyList<(RepoPath File, int References)> Rewritten => rewritten;

    /// <summary>Resources whose plan the rename must not change, by the address they have before it.</summary>
    public IReadOnlyList<RepoPath> Touched => [from.File, .. rewritten.Select(item => item.File).Where(file => file != to.File && file != IgnoreRules.File)];

    /// <summary>Plans body, outputs, pointers, markers and references; false with a diagnostic when something is in the way.</summary>
    public async Task<bool> PlanAsync(CancellationToken cancellationToken)
    {
        if (await WorkingFiles.ListAsync(workspace, diagnostics, cancellationToken) is not { } files)
        {
            return false;
        }

        PlanReferences(files);
        PlanIgnoreRules();
        PlanOutputs(OutputPaths.FileOf(from.Prefix, from.Address), OutputPaths.FileOf(to.Prefix, to.Address));
        PlanPointers();
        PlanMove(OutputPaths.BundleMarkerOf(from.Prefix, from.Address), OutputPaths.BundleMarkerOf(to.Prefix, to.Address));
        PlanChildMarkers();
        WarnOfChildren(files);
        return !diagnostics.HasErrors && await PlanIndexAsync(cancellationToken);
    }

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
        if (dirty.Contains(from.File) && index.TryGetValue(from.File, out var staged))
        {
            Changes.SetIndex(from.File, new IndexChange.Set(null));
            Changes.SetIndex(to.File, new IndexChange.Set(staged with { Path = to.File }));
        }

        var left = rewritten.Select(item => item.File).Where(file => dirty.Contains(file == to.File ? from.File : file)).Order().ToList();
        foreach (var file in left.Where(file => file != to.File))
        {
            Changes.SetIndex(file, new IndexChange.Kept());
        }

        if (left.Count > 0)
        {
            diagnostics.Add(RenamingDiagnostics.NotStaged(left));
        }

        // Gone from the working tree but not from the index, so it is still there for git.
        diagnostics.AddRange(moved.Select(move => move.To).Where(index.ContainsKey).Select(RenamingDiagnostics.Exists));
        return !diagnostics.HasErrors;
    }

    private void PlanMove(RepoPath oldFile, RepoPath newFile)
    {
        if (workspace.Files.TryRead(oldFile, diagnostics) is { } content)
        {
            Changes.Create(newFile, content, workspace.Files.ModeOf(oldFile));
            Changes.Delete(oldFile, content);
            moved.Add((oldFile, newFile));
        }
    }

    /// <summary>Sealed outputs are bound to their path, so they are sealed again for the new one.</summary>
    private void PlanOutputs(RepoPath oldFile, RepoPath newFile)
    {
        if (workspace.Outputs.Read(from.Prefix, from.Address, new DiagnosticBag()) is not { } outputs
            || outputs.Address != from.Address
            || !outputs.Values.Values.Any(value => SealedOutputs.IsSealed(from.Prefix, value)))
        {
            PlanMove(oldFile, newFile);
            return;
        }

        var values = new Dictionary<string, string>(outputs.Values);
        foreach (var (key, value) in outputs.Values)
        {
            if (SealedOutputPaths.FileBehind(from.Prefix, value) is { } oldSeal)
            {
                var newSeal = SealedOutputPaths.FileOf(to.Prefix, to.Address, key);
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

    /// <summary>References live inside one prefix, so only its files are looked at; the body itself moves with its own rewritten.</summary>
    private void PlanReferences(IReadOnlyList<RepoPath> files)
    {
        foreach (var file in files)
        {
            if (workspace.Config.Locate(file)?.Prefix.Prefix != from.Prefix || workspace.Files.TryRead(file, diagnostics) is not { } body)
            {
                continue;
            }

            var format = BodyFormats.Of(file);
            var changed = body.Span.IndexOf(Scheme) >= 0
                ? ReferenceTemplate.Rewrite(format, body, from.Address, to.Address)
                : null;
            if (changed is not null)
            {
                var count = ReferenceScanner.Find(format, body).References.Count(found => found.Reference.Address == from.Address.Text);
                rewritten.Add((file == from.File ? to.File : file, count));
            }

            if (file == from.File)
            {
                Changes.Create(to.File, changed ?? body, workspace.Files.ModeOf(from.File));
                Changes.Delete(from.File, body);
                moved.Add((from.File, to.File));
            }
            else if (changed is { } bytes)
            {
                Changes.Write(file, bytes, before: body);
            }
        }

        // An ignored body is in no list of git's, but it is what was asked for.
        if (moved.Count == 0)
        {
            PlanMove(from.File, to.File);
        }
    }

    /// <summary>Rules of drift that name the resource go on naming it; what patterns no longer match is said.</summary>
    private void PlanIgnoreRules()
    {
        if (workspace.Files.TryRead(IgnoreRules.File, diagnostics) is not { } bytes || Utf8.TryDecode(bytes) is not { } text)
        {
            return;
        }

        var isShared = workspace.Config.Prefixes.Any(other => other.Prefix != from.Prefix
            && (workspace.Files.Exists(other.Prefix.FileOf(from.Address)) || workspace.Outputs.Exists(other.Prefix, from.Address)));
        var rules = DriftIgnoreRename.Of(new SourceText(text, IgnoreRules.File.Text), from.Address, to.Address, isShared);
        if (rules.Text is { } changed)
        {
            Changes.Write(IgnoreRules.File, System.Text.Encoding.UTF8.GetBytes(changed), before: bytes);
            rewritten.Add((IgnoreRules.File, rules.Changed));
        }

        diagnostics.AddRange(rules.Lost.Select(place => RenamingDiagnostics.RuleLost(place, from, to, isShared)));
        diagnostics.AddRange(rules.Gained.Select(place => RenamingDiagnostics.RuleGained(place, to)));
    }

    private void PlanPointers()
    {
        foreach (var (address, file) in workspace.Outputs.List(from.Prefix, diagnostics))
        {
            if (file is OutputFile.PointerToVirtual pointer && pointer.Address == from.Address)
            {
                var path = OutputPaths.FileOf(from.Prefix, address);
                Changes.Write(path, new OutputFile.PointerToVirtual(to.Address).ToBytes());
            }
        }
    }

    private void PlanChildMarkers()
    {
        foreach (var path in workspace.Files.List(OutputPaths.BundleFolderOf(from.Prefix)))
        {
            if (workspace.Files.TryRead(path, diagnostics) is not { } bytes)
            {
                continue;
            }

            var source = new SourceText(System.Text.Encoding.UTF8.GetString(bytes.Span), path.Text);
            if (BundleMarker.Parse(source, new DiagnosticBag()) is BundleMarker.ChildOf child && child.Parent == from.Address)
            {
                Changes.Write(path, new BundleMarker.ChildOf(to.Address).ToBytes());
            }
        }
    }

    private void WarnOfChildren(IReadOnlyList<RepoPath> files)
    {
        var dot = from.Address.Text.LastIndexOf('.');
        if (dot <= 0 || RepoPath.TryParse(from.Address.Text[..dot]) is not { } stem)
        {
            return;
        }

        var folder = from.Prefix.Folder is null ? stem : from.Prefix.Folder.Append(stem);
        var children = files.Count(file => file.IsWithin(folder) && file != folder);
        if (children > 0)
        {
            diagnostics.Add(RenamingDiagnostics.ChildrenStay(from, children));
        }
    }
}
