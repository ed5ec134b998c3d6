using Autoschematic.Files.Hosts;

namespace Autoschematic.Files.Hooks;

/// <summary>Makes a change of one path inside of the hooks that watch it.</summary>
internal static class HookedChange
{
    /// <param name="host">Where.</param>
    /// <param name="path">What is changed.</param>
    /// <param name="change">Makes the change, and gives what takes it back.</param>
    public static async Task RunAsync(ManagedHost host, string path, Func<Task<Func<Task>>> change)
    {
        var joined = new List<(HookBatches Hook, HookBatch Batch)>();
        Func<Task> takeBack;
        try
        {
            foreach (var hook in host.HooksOf(path))
            {
                joined.Add((hook, await hook.JoinAsync()));
            }

            takeBack = await change();
        }
        catch
        {
            await Task.WhenAll(joined.Select(one => one.Hook.LeaveAsync(one.Batch, hasChanged: false, wait: false)));
            throw;
        }

        try
        {
            await Task.WhenAll(joined.Select(one => one.Hook.LeaveAsync(one.Batch, hasChanged: true, wait: true)));
        }
        catch
        {
            await takeBack();
            throw;
        }
    }
}
