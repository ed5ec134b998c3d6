using Autoschematic.Engine.Files;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Checking;

/// <summary>Checks the output files of a prefix: each belongs to a body, and each pointer leads to one.</summary>
internal sealed class OutputChecks(Workspace workspace, IReadOnlySet<RepoPath> keptAway)
{
    public IEnumerable<FsckFinding> Check(Prefix prefix)
    {
        var problems = new DiagnosticBag();
        var files = workspace.Outputs.List(prefix, problems);
        foreach (var problem in problems)
        {
            yield return new(FsckKind.Damaged, PathOf(problem), problem);
        }

        var cycles = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (address, file) in files)
        {
            if (file is OutputFile.Map map)
            {
                if (!HasBody(prefix, address))
                {
                    yield return Orphan(prefix, address, map);
                }
            }
            else if (CheckPointer(prefix, address, cycles) is { } finding)
            {
                yield return finding;
            }
        }
    }

    private static FsckFinding Orphan(Prefix prefix, Address address, OutputFile.Map map)
    {
        var path = OutputPaths.FileOf(prefix, address);
        var resource = new ResourceKey(prefix, address);
        return map.Values.Count == 0
            ? new(FsckKind.OrphanedOutputs, path, FsckDiagnostics.Empty(path, resource), IsCertain: true)
            : new(FsckKind.OrphanedOutputs, path, FsckDiagnostics.Orphaned(path, resource));
    }

    private FsckFinding? CheckPointer(Prefix prefix, Address address, HashSet<string> cycles)
    {
        var path = OutputPaths.FileOf(prefix, address);
        var problems = new DiagnosticBag();
        if (workspace.Outputs.ResolvePointers(prefix, address, problems) is { } target)
        {
            // A resource without outputs has a pointer all the same; one with outputs and no body is reported there.
            return HasBody(prefix, target) || workspace.Outputs.Exists(prefix, target)
                ? null
                : new(FsckKind.DanglingPointer, path, FsckDiagnostics.DanglingPointer(path, new(prefix, target)), IsCertain: true);
        }

        // A damaged target is reported as such; a circle is one finding, from wherever it is entered.
        var problem = problems.First();
        return problem.Code == OutputDiagnostics.CycleCode && cycles.Add(CycleOf(prefix, address))
            ? new(FsckKind.PointerCycle, path, problem)
            : null;
    }

    private string CycleOf(Prefix prefix, Address address)
    {
        var chain = new List<Address>();
        var current = address;
        while (!chain.Contains(current))
        {
            chain.Add(current);
            current = workspace.Outputs.PointedAt(prefix, current) ?? current;
        }

        return string.Join('\n', chain.Skip(chain.IndexOf(current)).Select(member => member.Text).Order(StringComparer.Ordinal));
    }

    private bool HasBody(Prefix prefix, Address address)
    {
        var body = prefix.FileOf(address);
        return workspace.Files.KindOf(body) != FileKind.Missing || keptAway.Contains(body);
    }

    private static RepoPath PathOf(Diagnostic problem) => RepoPath.Parse(problem.Location!.Source.Path!);
}
