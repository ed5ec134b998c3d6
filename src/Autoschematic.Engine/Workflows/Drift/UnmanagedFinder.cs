using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Comparing;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Drift;

/// <summary>Finds remote resources that have no file.</summary>
internal sealed class UnmanagedFinder(ConnectorSession session, Selection selection, SelectionRequest request)
{
    public async Task<IReadOnlyList<DriftedResource>> FindAsync(DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var lister = new RemoteLister(session, request.Subpath);
        var found = new List<DriftedResource>();
        foreach (var connector in session.Connectors)
        {
            if (connector.Failure is not null || !selection.Includes(connector.Configured))
            {
                continue;
            }

            foreach (var listed in await lister.ListAsync(connector, diagnostics, cancellationToken))
            {
                if (listed.Problem is { } problem)
                {
                    diagnostics.Add(problem);
                    continue;
                }

                var address = listed.Virtual ?? listed.Physical!;
                if (selection.Admits(address)
                    && !session.Workspace.Files.Exists(connector.Prefix.FileOf(address))
                    && session.Workspace.HolderInGroup(connector.ConfiguredPrefix, address, listed.Physical ?? address) is null)
                {
                    found.Add(new(new(connector.Prefix, address), connector.Name, new DriftStatus.NotInRepository(), []));
                }
            }
        }

        return found;
    }
}
