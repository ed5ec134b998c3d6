using Autoschematic.Sdk;
using Autoschematic.Testing;

namespace Autoschematic.Connectors.Tests.Sdk;

public sealed class SdkReferenceTests
{
    [Fact]
    public void Reference_is_what_the_comments_say()
        => Snapshot.Match(SdkReference.Write(typeof(IConnectorService).Assembly), "../../../../docs/reference/csharp.md");

    [Fact]
    public void Everything_public_is_in_it()
    {
        var reference = SdkReference.Write(typeof(IConnectorService).Assembly);
        Assert.All(
            typeof(IConnectorService).Assembly.GetExportedTypes(),
            type => Assert.Contains($" {PublicApi.Name(type)}", reference, StringComparison.Ordinal));
    }
}
