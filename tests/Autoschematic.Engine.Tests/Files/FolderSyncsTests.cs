using Autoschematic.Engine.Files;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Tests.Files;

public sealed class FolderSyncsTests
{
    private static readonly RepoPath Folder = RepoPath.Parse("main/items");
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_sync_is_enough_for_all_who_asked_before_it_began_and_none_that_ran_already_counts()
    {
        using var begun = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        var count = 0;
        var syncs = new FolderSyncs(_ =>
        {
            Interlocked.Increment(ref count);
            begun.Release();
            goOn.Wait(Limit);
            return null;
        });

        var first = Begin(syncs, out _);
        Assert.True(await begun.WaitAsync(Limit, Cancellation));
        var late = Enumerable.Range(0, 3).Select(_ => (Sync: Begin(syncs, out var thread), Thread: thread)).ToList();
        Assert.True(SpinWait.SpinUntil(() => late.All(item => item.Thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin)), Limit));
        goOn.Release();
        Assert.True(await begun.WaitAsync(Limit, Cancellation));
        Assert.All(late, item => Assert.False(item.Sync.IsCompleted));
        goOn.Release();

        Assert.Equal([null, null, null, null], await Task.WhenAll([first, .. late.Select(item => item.Sync)]).WaitAsync(Limit, Cancellation));
        Assert.Equal(2, count);
    }

    [Fact]
    public void What_is_wrong_is_told_to_those_who_waited_and_not_to_the_next_one()
    {
        var problem = FileDiagnostics.System(Folder, "written", "no space left");
        var answers = new Queue<Diagnostic?>([problem, null]);
        var syncs = new FolderSyncs(_ => answers.Dequeue());

        Assert.Same(problem, syncs.Sync(Folder));
        Assert.Null(syncs.Sync(Folder));
    }

    [Fact]
    public void A_loss_that_somebody_else_was_told_of_counts_for_what_was_there_by_then()
    {
        var problem = FileDiagnostics.System(Folder, "written", "input/output error");
        var answers = new Queue<Diagnostic?>([problem, null, null]);
        var syncs = new FolderSyncs(_ => answers.Dequeue());
        var before = syncs.Failed;
        _ = syncs.Sync(Folder, since: null);

        Assert.Same(problem, syncs.Sync(Folder, before));
        Assert.Null(syncs.Sync(Folder, syncs.Failed));
    }

    [Fact]
    public async Task Folders_do_not_wait_for_one_another()
    {
        using var begun = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        var syncs = new FolderSyncs(folder =>
        {
            if (folder == Folder)
            {
                begun.Release();
                goOn.Wait(Limit);
            }

            return null;
        });
        var first = Begin(syncs, out _);
        Assert.True(await begun.WaitAsync(Limit, Cancellation));

        Assert.Null(await Task.Run(() => syncs.Sync(RepoPath.Parse("main/others"))).WaitAsync(Limit, Cancellation));
        Assert.False(first.IsCompleted);
        goOn.Release();
        Assert.Null(await first.WaitAsync(Limit, Cancellation));
    }

    private static Task<Diagnostic?> Begin(FolderSyncs syncs, out Thread thread)
    {
        var done = new TaskCompletionSource<Diagnostic?>(TaskCreationOptions.RunContinuationsAsynchronously);
        thread = new Thread(() => done.SetResult(syncs.Sync(Folder))) { IsBackground = true };
        thread.Start();
        return done.Task;
    }
}
