namespace Autoschematic.Ron.Tests;

public sealed class PlaceholderTests
{
    [Fact]
    public void Test_host_runs() => Assert.True(true);
}
