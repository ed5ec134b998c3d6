using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Diffs;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Workflows.Drift;

/// <summary>The rules of `.autoschematic/drift-ignore.ron` that hold today.</summary>
internal sealed class IgnoreRules
{
    public static readonly RepoPath File = RepoPath.Parse(".autoschematic/drift-ignore.ron");
    private readonly IReadOnlyList<DriftIgnoreRule> rules;

    private IgnoreRules(IReadOnlyList<DriftIgnoreRule> rules) => this.rules = rules;

    /// <summary>Reads the file; without one there are no rules. Null with errors when it is not as it must be.</summary>
    public static IgnoreRules? Load(Workspace workspace, DiagnosticBag diagnostics)
    {
        var problems = new DiagnosticBag();
        var bytes = workspace.Files.TryRead(File, problems);
        if (bytes is { } content && Utf8.TryDecode(content) is null)
        {
            problems.Add(WorkspaceDiagnostics.NotUtf8(File));
        }

        var now = workspace.Clock.GetUtcNow();
        var loaded = bytes is not { } found ? []
            : Utf8.TryDecode(found) is { } text ? DriftIgnoreLoader.Load(new SourceText(text, File.Text), now, problems)
            : null;
        diagnostics.AddRange(problems);
        return loaded is null || problems.HasErrors ? null : new([.. loaded.Where(rule => !rule.IsExpired(now))]);
    }

    /// <summary>The resource without the differences that rules hide.</summary>
    public DriftedResource Apply(DriftedResource resource)
    {
        if (!resource.Status.IsDrift)
        {
            return resource;
        }

        var matching = rules.Where(rule => rule.Address.Matches(resource.Resource.Address)).ToList();
        if (matching.Find(rule => rule.Field is null) is { } whole)
        {
            return resource with { Status = new DriftStatus.Ignored(), Ignored = [new(null, whole.Reason)] };
        }

        return matching.Count > 0 && resource.Status is DriftStatus.Changed changed ? Narrow(resource, changed, matching) : resource;
    }

    private static DriftedResource Narrow(DriftedResource resource, DriftStatus.Changed changed, List<DriftIgnoreRule> matching)
    {
        var hidden = new List<IgnoredChange>();
        var diff = changed.Diff is BodyDiff.Fields { Changes.Count: > 0 } fields
            ? new BodyDiff.Fields(Filter(fields.Changes, path => path))
            : changed.Diff;
        var outputs = Filter(changed.Outputs, key => $"outputs.{key}");
        if (hidden.Count == 0)
        {
            return resource;
        }

        var rest = diff is BodyDiff.Fields { Changes.Count: 0 } && changed.Diff is BodyDiff.Fields { Changes.Count: > 0 } ? null : diff;
        return resource with
        {
            Status = rest is null && outputs.Count == 0 ? new DriftStatus.Ignored() : new DriftStatus.Changed(rest, outputs),
            Ignored = hidden,
        };

        List<FieldChange> Filter(IReadOnlyList<FieldChange> changes, Func<string, string> pathOf)
        {
            var kept = new List<FieldChange>();
            foreach (var change in changes)
            {
                var path = pathOf(change.Path);
                if (matching.Find(rule => rule.Field!.Matches(path)) is { } rule)
                {
                    hidden.Add(new(path, rule.Reason));
                }
                else
                {
                    kept.Add(change);
                }
            }

            return kept;
        }
    }
}
