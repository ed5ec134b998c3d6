using Autoschematic.Engine.Files;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Tests.Files;

public sealed class FolderSyncsTests
{
    private static readonly RepoPath Folder = RepoPath.Parse("main/items");

    [Fact]
    public void One_sync_is_enough_for_all_who_asked_before_it_began_and_none_that_ran_already_counts()
    {
        using var begun = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        var folders = new List<RepoPath>();
        var syncs = new FolderSyncs(folder =>
        {
            lock (folders)
            {
                folders.Add(folder);
            }

            begun.Release();
            goOn.Wait();
            return null;
        });
        var results = new Diagnostic?[4];
        Thread[] threads = [.. results.Select((_, index) => new Thread(() => results[index] = syncs.Sync(Folder)))];

        threads[0].Start();
        begun.Wait(TestContext.Current.CancellationToken);
        foreach (var late in threads[1..])
        {
            late.Start();
        }

        SpinWait.SpinUntil(() => threads[1..].All(thread => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin)));
        goOn.Release();
        begun.Wait(TestContext.Current.CancellationToken);
        goOn.Release();
        threads.ToList().ForEach(thread => thread.Join());

        Assert.Equal([Folder, Folder], folders);
        Assert.All(results, Assert.Null);
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
    public void Folders_do_not_wait_for_one_another()
    {
        using var goOn = new SemaphoreSlim(0);
        using var begun = new SemaphoreSlim(0);
        var other = RepoPath.Parse("main/others");
        var syncs = new FolderSyncs(folder =>
        {
            if (folder == Folder)
            {
                begun.Release();
                goOn.Wait();
            }

            return null;
        });
        var first = new Thread(() => syncs.Sync(Folder));

        first.Start();
        begun.Wait(TestContext.Current.CancellationToken);

        Assert.Null(syncs.Sync(other));
        goOn.Release();
        first.Join();
    }
}
