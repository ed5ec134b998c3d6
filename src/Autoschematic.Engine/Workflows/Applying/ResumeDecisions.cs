using Autoschematic.Engine.Journal;
using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>What the user said about resources whose last op is unknown.</summary>
internal sealed record ResumeDecisions(
    IReadOnlySet<ResourceKey> Retry, IReadOnlyDictionary<ResourceKey, Address> Adopt, IReadOnlySet<ResourceKey> Forget)
{
    /// <summary>Checks every argument against the run; null with errors when one is wrong.</summary>
    public static ResumeDecisions? Read(ResumeRequest request, RunHistory run, DiagnosticBag diagnostics)
    {
        var problems = new DiagnosticBag();
        var adopt = new Dictionary<ResourceKey, Address>();
        foreach (var argument in request.Adopt)
        {
            if (SplitAdoption(argument, run) is not var (file, address))
            {
                problems.Add(ApplyDiagnostics.BadAdoption(argument));
            }
            else if (Find(file, run, problems) is { } resource)
            {
                adopt[resource] = address;
            }
        }

        var retry = request.Retry.Select(file => Find(file, run, problems)).OfType<ResourceKey>().ToHashSet();
        var forget = request.Forget.Select(file => Find(file, run, problems)).OfType<ResourceKey>().ToHashSet();
        diagnostics.AddRange(problems);
        return problems.HasErrors ? null : new(retry, adopt, forget);
    }

    /// <summary>The file may hold a `=` itself, so the first place that leaves a resource of the run counts.</summary>
    private static (string File, Address Address)? SplitAdoption(string argument, RunHistory run)
    {
        (string, Address)? first = null;
        for (var index = argument.IndexOf('='); index >= 0; index = argument.IndexOf('=', index + 1))
        {
            if (Address.TryParse(argument[(index + 1)..], out _) is not { } address)
            {
                continue;
            }

            var file = argument[..index];
            if (run.Resources.Any(resource => IsMeant(resource, file)))
            {
                return (file, address);
            }

            first ??= (file, address);
        }

        return first;
    }

    private static ResourceKey? Find(string file, RunHistory run, DiagnosticBag problems)
    {
        var found = run.Resources.FirstOrDefault(resource => IsMeant(resource, file));
        if (found?.Unknown is null)
        {
            problems.Add(JournalDiagnostics.NoSuchResource(run.Start.Run, file, isUnknown: found is not null));
            return null;
        }

        return found.Recorded.Key;
    }

    private static bool IsMeant(ResourceHistory resource, string file) => resource.Recorded.Key.File.Text == file;
}
