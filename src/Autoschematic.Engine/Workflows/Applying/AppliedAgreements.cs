using Autoschematic.Engine.Workspaces;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Records what repository and remote have in common after an apply.</summary>
internal static class AppliedAgreements
{
    public static async Task RecordAsync(Workspace workspace, AgreedItems agreed, DiagnosticBag diagnostics)
    {
        foreach (var item in agreed.All)
        {
            var key = item.Item.Key;
            var isDone = agreed.IsDone(key);
            if (item.Resource.IsDeletion)
            {
                if (isDone || item.Remote is null || item.Holder is not null)
                {
                    workspace.Agreed.Forget(key.File);
                }
            }
            else if (item.Resource.Desired is { } body && (isDone || item.Remote is not null))
            {
                workspace.Agreed.Note(key.File, body);
            }
        }

        await workspace.Agreed.SaveAsync(diagnostics, CancellationToken.None);
    }
}
