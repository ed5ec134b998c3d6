using Autoschematic.Engine.Secrets;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Comparing;

/// <summary>Splits the outputs of a remote resource into those the repository may hold and those it must not.</summary>
internal static class SensitiveOutputs
{
    /// <summary>The outputs to store; sensitive ones are kept privately, reported, and hidden from everything printed.</summary>
    public static IReadOnlyDictionary<string, string> Withhold(
        Workspace workspace, ResourceKey resource, RemoteResource remote, DiagnosticBag diagnostics)
    {
        if (remote.SensitiveOutputs.Count == 0)
        {
            return remote.Outputs;
        }

        var kept = new KeptSecrets(workspace.Git);
        var clear = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in remote.Outputs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (remote.SensitiveOutputs.Contains(key))
            {
                workspace.Redactor.Add(value);
                kept.KeepOutput(resource.Prefix, resource.Address, key, value, diagnostics);
            }
            else
            {
                clear[key] = value;
            }
        }

        return clear;
    }
}
