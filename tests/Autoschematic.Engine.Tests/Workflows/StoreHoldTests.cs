using Autoschematic.Engine.Workflows.Applying;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Workflows;

public sealed class StoreHoldTests
{
    private readonly FakeClock clock = new();

    [Fact]
    public void What_comes_when_no_op_is_under_way_is_stored_at_once()
    {
        using var hold = new StoreHold(clock, most: 10);
        Assert.True(hold.WaitAsync().IsCompleted);
        hold.Begin().Dispose();
        Assert.True(hold.WaitAsync().IsCompleted);
    }

    [Fact]
    public async Task What_was_answered_is_stored_together_when_the_last_op_ends()
    {
        using var hold = new StoreHold(clock, most: 10);
        var (first, second) = (hold.Begin(), hold.Begin());
        Task[] waiting = [hold.WaitAsync(), hold.WaitAsync()];
        first.Dispose();
        Assert.All(waiting, turn => Assert.False(turn.IsCompleted));
        second.Dispose();
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task Nothing_is_kept_back_for_long()
    {
        using var hold = new StoreHold(clock, most: 10);
        using var op = hold.Begin();
        var early = hold.WaitAsync();
        clock.Advance(TimeSpan.FromMilliseconds(499));
        Assert.False(early.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await early;

        // The next one has its own half second.
        var late = hold.WaitAsync();
        clock.Advance(TimeSpan.FromMilliseconds(499));
        Assert.False(late.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await late;
    }

    [Fact]
    public async Task No_more_is_kept_back_than_may_be()
    {
        using var hold = new StoreHold(clock, most: 3);
        using var op = hold.Begin();
        Task[] waiting = [hold.WaitAsync(), hold.WaitAsync()];
        Assert.All(waiting, turn => Assert.False(turn.IsCompleted));
        await Task.WhenAll([.. waiting, hold.WaitAsync()]);
        Assert.False(hold.WaitAsync().IsCompleted);
    }
}
