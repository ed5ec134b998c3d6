using Autoschematic.Connectors.Install;

namespace Autoschematic.Connectors.Tests.Install;

/// <summary>Files that somebody else has, and files that nobody can have.</summary>
public sealed class FileHoldTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("as-test-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_somebody_else_has_is_waited_for()
    {
        var file = Path.Join(folder, "a", "lock");
        var first = await FileHold.TakeAsync(file, Cancellation);

        Assert.Null(FileHold.TryTake(file));
        Assert.Null(FileHold.TryTake(file, FileMode.Open));
        Assert.Null(FileHold.TryTake(file, FileMode.CreateNew));
        var second = FileHold.TakeAsync(file, Cancellation);
        Assert.False(second.IsCompleted);

        await first.DisposeAsync();
        await using var held = await second;
        Assert.Null(FileHold.TryTake(file));
    }

    [Fact]
    public void What_is_there_cannot_be_made_anew()
    {
        var file = Path.Join(folder, "lock");
        File.WriteAllText(file, "");

        Assert.Null(FileHold.TryTake(file, FileMode.CreateNew));
    }

    // Links that lead to themselves stand for all that makes opening fail for ever: a full or read-only disk, no more open files.
    [Theory]
    [InlineData(FileMode.OpenOrCreate)]
    [InlineData(FileMode.CreateNew)]
    [InlineData(FileMode.Open)]
    public async Task A_file_that_cannot_be_opened_is_not_taken_for_one_that_somebody_has(FileMode mode)
    {
        var link = Path.Join(folder, "loop");
        File.CreateSymbolicLink(link, link);

        Assert.Throws<IOException>(() => FileHold.TryTake(Path.Join(link, "lock"), mode));
        File.CreateSymbolicLink(Path.Join(folder, "lock"), "lock");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await Assert.ThrowsAsync<IOException>(() => FileHold.TakeAsync(Path.Join(folder, "lock"), patience.Token));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
