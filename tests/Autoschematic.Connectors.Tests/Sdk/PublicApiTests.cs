using System.Runtime.CompilerServices;
using Autoschematic.Sdk;

namespace Autoschematic.Connectors.Tests.Sdk;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_recorded_one()
    {
        var actual = PublicApi.Describe(typeof(IConnectorService).Assembly);
        var recorded = RecordedFile();
        if (Environment.GetEnvironmentVariable("AUTOSCHEMATIC_ACCEPT") == "1")
        {
            File.WriteAllText(recorded, actual);
        }

        Assert.Equal(File.ReadAllText(recorded), actual);
    }

    private static string RecordedFile([CallerFilePath] string thisFile = "")
        => Path.Combine(Path.GetDirectoryName(thisFile)!, "PublicApi.txt");
}
