using Autoschematic.Sdk.Testing;
using Xunit;

namespace ConnectorName.Tests;

/// <summary>The laws of connectors, one test each.</summary>
public sealed class ConnectorNameTests
{
    // With `Live` notes whose names begin with `lawcheck` are created, changed and deleted, too.
    private static readonly ConnectorLaws Laws = new("connector-name") { Live = true };

    public static IEnumerable<object[]> Names => ConnectorLaws.Names(live: true);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Keeps_the_law(string name)
    {
        var law = await Laws.CheckAsync(name);
        Assert.SkipWhen(law.IsSkipped, law.Reason ?? "there was nothing to try it on");
    }
}
