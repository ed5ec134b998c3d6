using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Wire = Autoschematic.Protocol;

namespace Autoschematic.Connectors.Tests.Sdk;

/// <summary>The connector that the package's README shows is the one compiled and run here.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_readme_shows_the_connector_that_is_tested()
    {
        var code = Read("NotesConnector.cs").Replace("namespace Autoschematic.Connectors.Tests.Sdk;\n\n", "", StringComparison.Ordinal);
        Assert.Contains($"```csharp\n{code}```\n", Read("README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_connector_creates_reads_changes_and_deletes()
    {
        var folder = Directory.CreateTempSubdirectory("notes");
        try
        {
            await using var server = await SdkServer.StartAsync<NotesConnector>(services => services.AddSingleton(folder));
            var client = server.Client;
            await client.InitAsync(new());
            Assert.Equal((2u, 0u, 0u), (await FilterAsync("notes/a.txt"), await FilterAsync("notes/a/b.txt"), await FilterAsync("a.txt")));

            var create = Assert.Single((await client.PlanAsync(new() { Addr = "notes/a.txt", Desired = Text("one"), HasDesired = true })).Ops);
            Assert.Equal(("Write notes/a.txt", Wire.OpKind.Create), (create.FriendlyMessage, create.Kind));
            Assert.Equal("Wrote notes/a.txt", (await client.OpExecAsync(new() { Addr = "notes/a.txt", Op = create.OpDefinition })).FriendlyMessage);
            Assert.Equal(["notes/a.txt"], (await client.ListAsync(new() { Subpath = "./" })).Addrs);
            var got = await client.GetAsync(new() { Addr = "notes/a.txt" });
            Assert.Equal("one", got.ResourceDefinition.ToStringUtf8());

            Assert.Empty((await client.PlanAsync(Plan(got.ResourceDefinition, got.ResourceDefinition))).Ops);
            Assert.Equal(Wire.OpKind.Update, Assert.Single((await client.PlanAsync(Plan(got.ResourceDefinition, Text("two")))).Ops).Kind);
            var delete = Assert.Single((await client.PlanAsync(Plan(got.ResourceDefinition, null))).Ops);
            Assert.True(delete.DestroysData);
            await client.OpExecAsync(new() { Addr = "notes/a.txt", Op = delete.OpDefinition });
            Assert.False((await client.GetAsync(new() { Addr = "notes/a.txt" })).Exists);

            async Task<uint> FilterAsync(string address) => (await client.FilterAsync(new() { Addr = address })).Bitmask;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ByteString Text(string text) => ByteString.CopyFromUtf8(text);

    private static Wire.PlanRequest Plan(ByteString current, ByteString? desired) => new()
    {
        Addr = "notes/a.txt",
        Current = current,
        HasCurrent = true,
        Desired = desired ?? ByteString.Empty,
        HasDesired = desired is not null,
    };

    private static string Read(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "readme", file));
}
