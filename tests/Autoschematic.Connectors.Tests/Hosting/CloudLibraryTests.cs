using System.Diagnostics;
using Autoschematic.Model.Addresses;
using Autoschematic.TestClouds;

namespace Autoschematic.Connectors.Tests.Hosting;

/// <summary>What tests can see of a cloud and do to it.</summary>
[Trait("kind", "process")]
public sealed class CloudLibraryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_objects_are_there_at_once_and_all_can_be_listed_and_read()
    {
        await using var host = new CloudHost();
        var watch = Stopwatch.StartNew();
        host.Cloud.Put(CloudSeeds.Mixed(10_000));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
        var connector = await host.StartAsync();

        var listed = await connector.ListAsync("./", Cancellation);

        Assert.Equal(10_000, listed.Count);
        Assert.Equal(5_000, (await connector.ListAsync("networks", Cancellation)).Count);
        Assert.Equal(1_000, (await connector.ListAsync("net", Cancellation)).Count);
        var subnet = await connector.GetAsync(Address.Parse("networks/network-s000003/subnets/subnet-s00001f.ron"), Cancellation);
        Assert.Equal("networks/main3/subnets/zone1.ron", subnet!.VirtualAddress);
        foreach (var address in listed.Where((_, index) => index % 97 == 0))
        {
            Assert.Equal(host.Cloud.Find(address)!.Text, await CloudHost.GetAsync(connector, address));
        }
    }

    [Fact]
    public async Task Clouds_are_the_same_whatever_ids_they_gave()
    {
        await using var one = new CloudHost();
        await using var other = new CloudHost();
        await MakeAsync(one, "a", "b");
        await MakeAsync(other, "b", "a");

        Assert.NotEqual(one.Cloud.Find("databases/database-1.json")!.Text, other.Cloud.Find("databases/database-1.json")!.Text);
        Assert.Equal(
            """
            databases/<a>.json: {"label": "a", "self": "<a>"}
            databases/<b>.json: {"label": "b", "self": "<b>"}
            """,
            one.Cloud.Describe());
        Assert.Empty(one.Cloud.DifferencesTo(other.Cloud));
        other.Cloud.Edit("databases/database-1.json", text => text.Replace("\"b\"", "\"c\"", StringComparison.Ordinal));
        other.Cloud.Put("notes/n.txt", "new\n");
        Assert.Equal(
            [
                "- databases/<b>.json: {\"label\": \"b\", \"self\": \"<b>\"}",
                "+ databases/<b>.json: {\"label\": \"c\", \"self\": \"<b>\"}",
                "+ notes/n.txt: new",
            ],
            one.Cloud.DifferencesTo(other.Cloud));
        Assert.Throws<InvalidOperationException>(() => other.Cloud.Edit("notes/none.txt", text => text));

        static async Task MakeAsync(CloudHost host, params string[] names)
        {
            var connector = await host.StartAsync();
            foreach (var (name, number) in names.Select((name, index) => (name, index + 1)))
            {
                await CloudHost.CreateAsync(connector, $"databases/{name}.json", $$"""{"label": "{{name}}", "self": "database-{{number}}"}""");
            }
        }
    }

    [Fact]
    public async Task Folder_is_copied_with_all_that_a_killed_connector_had_done()
    {
        await using var host = new CloudHost();
        var connector = await host.StartAsync();
        await connector.InitAsync(Cancellation);
        host.Cloud.SetFaults("die-after op_exec * nth 2");
        await CloudHost.CreateAsync(connector, "notes/a.txt", "a\n");
        await Assert.ThrowsAnyAsync<Exception>(() => CloudHost.CreateAsync(connector, "notes/b.txt", "b\n"));
        var copied = Directory.CreateDirectory(host.Host.InRoot("copy")).FullName;

        foreach (var file in Directory.EnumerateFiles(host.Cloud.Folder))
        {
            File.Copy(file, Path.Join(copied, Path.GetFileName(file)));
        }

        var copy = TestCloud.Open(copied);
        Assert.Equal("notes/a.txt: a\nnotes/b.txt: b", copy.Describe());
        Assert.Empty(copy.DifferencesTo(host.Cloud));
        Assert.Equal(host.Cloud.Calls, copy.Calls);
        copy.ForgetCalls();
        Assert.Empty(copy.Calls);
        Assert.Equal(2, host.Cloud.Calls.Count);
    }

    [Fact]
    public async Task Object_that_was_deleted_in_between_is_not_created_twice()
    {
        await using var host = new CloudHost();
        var connector = await host.StartAsync();

        await CloudHost.CreateAsync(connector, "notes/a.txt", "a\n");
        await CloudHost.DeleteAsync(connector, "notes/a.txt");
        await CloudHost.CreateAsync(connector, "notes/a.txt", "a\n");
        Assert.Empty(host.Cloud.CreatedTwice());
        await CloudHost.CreateAsync(connector, "notes/a.txt", "a\n");
        Assert.Equal(["notes/a.txt: notes/a.txt, notes/a.txt"], host.Cloud.CreatedTwice());
    }
}
