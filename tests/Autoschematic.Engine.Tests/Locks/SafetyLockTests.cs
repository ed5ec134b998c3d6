using Autoschematic.Engine.Files;
using Autoschematic.Engine.Locks;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Locks;

[Trait("kind", "process")]
public sealed class SafetyLockTests
{
    [Fact]
    public void Lock_names_owner_and_reason_until_it_is_removed()
    {
        using var test = TestWorkspace.Create();
        var safety = new SafetyLock(new RepositoryFiles(test.Root));
        var bag = new DiagnosticBag();

        Assert.True(safety.Check(bag));
        Assert.True(safety.Lock("release in progress", test.Host, test.Clock, bag));
        Assert.Equal(
            """
            {
              "owner": "mona",
              "host": "testhost",
              "since": "2026-01-02T03:04:05+00:00",
              "reason": "release in progress"
            }

            """,
            test.Read(".autoschematic.safety.lock"));
        Assert.False(safety.Check(bag));
        Assert.False(safety.Lock(null, test.Host, test.Clock, bag));
        Assert.True(safety.Unlock(bag));
        Assert.True(safety.Unlock(bag));
        Assert.True(safety.Check(bag));

        Assert.Equal(
            [
                "LCK003: The safety lock is on, set by mona on testhost at 2026-01-02 03:04:05Z: release in progress",
                "LCK004: The safety lock is on already, set by mona on testhost at 2026-01-02 03:04:05Z: release in progress",
            ],
            bag.Select(diagnostic => diagnostic.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("locked by hand")]
    [InlineData("[1]")]
    [InlineData("{\"owner\": 3}")]
    public void Any_file_locks(string content)
    {
        using var test = TestWorkspace.Create();
        test.Write(".autoschematic.safety.lock", content);

        Assert.Equal(new SafetyState(null, null, null, null), new SafetyLock(new(test.Root)).Read());
    }

    [Fact]
    public void Dangling_link_locks_too()
    {
        using var test = TestWorkspace.Create();
        File.CreateSymbolicLink(test.PathOf(".autoschematic.safety.lock"), "nowhere");

        Assert.False(new SafetyLock(new(test.Root)).Check([]));
    }
}
