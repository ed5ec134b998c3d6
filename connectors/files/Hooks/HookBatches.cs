using Autoschematic.Files.Hosts;
using Autoschematic.Files.Paths;
using Autoschematic.Files.Settings;

namespace Autoschematic.Files.Hooks;

/// <summary>Runs the commands of one hook around batches of changes.</summary>
internal sealed class HookBatches(string host, HookSettings hook, IHostFiles files)
{
    private readonly PathGlob paths = new(hook.Paths);
    private readonly TimeSpan limit = TimeSpan.FromSeconds(hook.Timeout);
    private readonly Lock gate = new();
    private HookBatch? current;

    public IEnumerable<string> Commands => new[] { hook.Pre, hook.Check, hook.Post }.OfType<string>();

    public bool Matches(string path) => paths.Matches(path);

    /// <summary>Joins the batch that is open, or opens one; ends when changes may begin.</summary>
    public async Task<HookBatch> JoinAsync()
    {
        HookBatch batch;
        lock (gate)
        {
            if (current?.TryJoin() is not true)
            {
                current = new(current?.End ?? Task.CompletedTask, BeforeAsync, AfterwardsAsync);
                current.TryJoin();
            }

            batch = current!;
        }

        try
        {
            await batch.Started;
            return batch;
        }
        catch
        {
            await LeaveAsync(batch, hasChanged: false, wait: false);
            throw;
        }
    }

    /// <summary>Says that a change is made or has failed, and waits for the commands when it is made; their failure is an error.</summary>
    public async Task LeaveAsync(HookBatch batch, bool hasChanged, bool wait)
    {
        bool isLast;
        lock (gate)
        {
            isLast = batch.Leave(hasChanged);
        }

        if (isLast)
        {
            await batch.FinishAsync();
        }

        if (wait)
        {
            await batch.End;
        }
    }

    private async Task BeforeAsync()
    {
        try
        {
            await RunAsync("pre", hook.Pre);
        }
        catch (HookFailedException failed)
        {
            throw failed.With("nothing was changed");
        }
    }

    private async Task AfterwardsAsync()
    {
        await RunAsync("check", hook.Check);
        await RunAsync("post", hook.Post);
    }

    private async Task RunAsync(string name, string? command)
    {
        // A change that is under way is finished even when the host has given it up.
        if (command is not null && await files.RunAsync(command, limit, CancellationToken.None) is { Status: not 0 } failed)
        {
            throw new HookFailedException(host, name, command, failed);
        }
    }
}
