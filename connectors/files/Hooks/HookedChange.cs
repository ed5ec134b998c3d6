using Autoschematic.Files.Hosts;
using Autoschematic.Sdk;

namespace Autoschematic.Files.Hooks;

/// <summary>Makes a change of one path inside of the hooks that watch it.</summary>
internal sealed class HookedChange(PathChange change)
{
    private readonly ManagedHost host = change.Host;
    private readonly List<(HookBatches Hook, HookBatch Batch)> joined = [];

    public static Task RunAsync(PathChange change, CancellationToken cancellationToken) => new HookedChange(change).RunAsync(cancellationToken);

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        PendingMark? mark;
        try
        {
            foreach (var hook in host.HooksOf(change.Path))
            {
                joined.Add((hook, await hook.JoinAsync()));
            }

            mark = await MakeAsync(cancellationToken);
        }
        catch
        {
            await Task.WhenAll(joined.Select(one => one.Hook.LeaveAsync(one.Batch, hasChanged: false, wait: false)));
            throw;
        }

        var failures = await Task.WhenAll(joined.Select(one => LeaveAsync(one.Hook, one.Batch, hasChanged: mark is not null)));
        if (failures.OfType<HookFailedException>().FirstOrDefault() is { } failed)
        {
            throw failed.With(await TakeBackAsync(mark!));
        }

        if (failures.OfType<Exception>().FirstOrDefault() is { } interrupted)
        {
            throw FilesErrors.HooksInterrupted(host.Name, change.Path, interrupted);
        }

        if (mark is not null)
        {
            await host.Marks.RemoveAsync(change.Path, change.Kind);
        }
    }

    /// <summary>Makes the change; null when there was nothing to do and no hook of an earlier change is owed.</summary>
    private async Task<PendingMark?> MakeAsync(CancellationToken cancellationToken)
    {
        using var held = await host.LockAsync(change.Path, cancellationToken);
        var known = await host.Marks.FindAsync(change.Path, change.Kind, cancellationToken);
        if (await change.PrepareAsync(known, cancellationToken) is not { } step)
        {
            return known;
        }

        if (joined.Count == 0)
        {
            await step.MakeAsync();
            return null;
        }

        // Before the change: whatever ends this process or the connection from now on, the next plan knows of the hooks.
        await host.Marks.WriteAsync(step.Mark, change.Kind);
        try
        {
            await step.MakeAsync();
        }
        catch (ConnectorServiceException error) when (known is null && error.Code != ConnectorErrorCode.Unavailable)
        {
            await ForgetAsync();
            throw;
        }

        return step.Mark;
    }

    private static async Task<Exception?> LeaveAsync(HookBatches hook, HookBatch batch, bool hasChanged)
    {
        try
        {
            await hook.LeaveAsync(batch, hasChanged, wait: hasChanged);
            return null;
        }
        catch (Exception error) when (error is HookFailedException or ConnectorServiceException)
        {
            return error;
        }
    }

    /// <summary>Takes the change back, and says what came of that.</summary>
    private async Task<string> TakeBackAsync(PendingMark mark)
    {
        try
        {
            using var held = await host.LockAsync(change.Path, CancellationToken.None);
            var isRestored = await change.RestoreAsync(mark);
            await host.Marks.RemoveAsync(change.Path, change.Kind);
            return isRestored
                ? "the change was taken back"
                : $"`{change.Path}` was left as it is, since somebody else changed it meanwhile";
        }
        catch (ConnectorServiceException error)
        {
            return $"`{change.Path}` could not be taken back ({error.Message}), so that the next apply runs the hook again";
        }
    }

    private async Task ForgetAsync()
    {
        try
        {
            await host.Marks.RemoveAsync(change.Path, change.Kind);
        }
        catch (ConnectorServiceException)
        {
            // What failed first is what matters; a mark that stays makes the hooks run once more.
        }
    }
}
