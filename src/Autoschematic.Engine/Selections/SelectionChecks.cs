using Autoschematic.Engine.Git;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Selections;

/// <summary>States of a repository that nothing should run on; every one is found before anything runs.</summary>
internal sealed class SelectionChecks(Workspace workspace, SelectionScope scope, WorkingState state, DiagnosticBag diagnostics)
{
    private static readonly RepoPath ConfigFile = RepoPath.Parse(RepositoryConfig.FileName);

    /// <summary>True when all is well, else errors name the paths.</summary>
    public async Task<bool> PassAsync(
        IReadOnlyList<SelectedFile> files, GitContents contents, CancellationToken cancellationToken)
    {
        var before = diagnostics.Count(IsError);
        ReportEntries();
        ReportWorkingLinks(files);
        ReportSparseOutputs(files);
        await ReportPointersAsync(files, contents, cancellationToken);
        ReportUnusableNames();
        return diagnostics.Count(IsError) == before;
    }

    /// <summary>Says how many files sparse checkout keeps away from a command that works on the working tree.</summary>
    public void ReportSparseFiles()
    {
        var excluded = state.Missing
            .Where(path => scope.Locate(path) is not null && !workspace.Files.Exists(path))
            .Order()
            .ToList();
        if (excluded.Count > 0)
        {
            diagnostics.Add(SelectionDiagnostics.SparseFiles(excluded.Count, excluded[0]));
        }
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    private void ReportEntries()
    {
        // The sides of a conflict are entries of one path.
        foreach (var entry in state.Index.DistinctBy(entry => entry.Path))
        {
            if (entry.Unmerged && (entry.Path == ConfigFile || scope.Locate(entry.Path) is not null || IsOutput(entry.Path)))
            {
                diagnostics.Add(SelectionDiagnostics.Unmerged(entry.Path));
            }
            else if (entry.Mode is GitMode.SymbolicLink or GitMode.Submodule
                && (scope.Locate(entry.Path) is not null || IsAbovePrefix(entry.Path)))
            {
                diagnostics.Add(entry.Mode == GitMode.Submodule
                    ? SelectionDiagnostics.Submodule(entry.Path)
                    : SelectionDiagnostics.SymbolicLink(entry.Path));
            }
        }
    }

    private bool IsOutput(RepoPath path)
        => scope.Prefixes.Any(prefix => OutputPaths.AddressOf(prefix.Prefix, path) is { } address && scope.Admits(address));

    private bool IsAbovePrefix(RepoPath path) => scope.Prefixes.Any(prefix => prefix.Prefix.Folder?.IsWithin(path) == true);

    private void ReportWorkingLinks(IReadOnlyList<SelectedFile> files)
    {
        var reported = state.Index.Where(entry => entry.Mode == GitMode.SymbolicLink).Select(entry => entry.Path).ToHashSet();
        foreach (var prefix in scope.Prefixes)
        {
            if (prefix.Prefix.Folder is { } folder
                && workspace.Files.KindOf(folder) == Files.FileKind.Other
                && !reported.Any(folder.IsWithin))
            {
                diagnostics.Add(SelectionDiagnostics.SymbolicLink(folder));
            }
        }

        foreach (var file in files)
        {
            if (file.StagedBlob is null
                && file.Change != ChangeKind.Deleted
                && !state.IsAsStaged(file.File)
                && !reported.Contains(file.File)
                && workspace.Files.KindOf(file.File) == Files.FileKind.Other)
            {
                diagnostics.Add(SelectionDiagnostics.SymbolicLink(file.File));
            }
        }
    }

    private void ReportSparseOutputs(IReadOnlyList<SelectedFile> files)
    {
        foreach (var file in state.Missing.Count == 0 ? [] : files)
        {
            var output = OutputPaths.FileOf(file.Prefix, file.Address);
            if (state.Missing.Contains(output) && !workspace.Files.Exists(output))
            {
                diagnostics.Add(SelectionDiagnostics.SparseOutput(file.File, output));
            }
        }
    }

    private async Task ReportPointersAsync(
        IReadOnlyList<SelectedFile> files, GitContents contents, CancellationToken cancellationToken)
    {
        var present = files.Where(file => file.Change != ChangeKind.Deleted).ToDictionary(file => file.File);
        if (await workspace.Git.LfsPathsAsync([.. present.Keys], diagnostics, cancellationToken) is not { } managed)
        {
            return;
        }

        foreach (var file in managed.Select(path => present[path]))
        {
            var content = file.StagedBlob is { } blob
                ? await contents.ReadAsync(blob, file.File, diagnostics, cancellationToken)
                : workspace.Files.TryRead(file.File, diagnostics);
            if (content is { } bytes && SelectedContents.IsLfsPointer(bytes))
            {
                diagnostics.Add(SelectionDiagnostics.LfsPointer(file.File));
            }
        }
    }

    private void ReportUnusableNames()
    {
        foreach (var name in workspace.Git.UnusablePaths)
        {
            if (scope.Prefixes.Any(prefix => prefix.Prefix.Folder is not { } folder
                || name.StartsWith(folder.Text + "/", StringComparison.Ordinal)))
            {
                diagnostics.Add(SelectionDiagnostics.UnusableName(name));
            }
        }
    }
}
