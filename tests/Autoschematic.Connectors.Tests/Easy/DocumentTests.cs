using System.Globalization;
using System.Text;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Tests.Easy;

/// <summary>JSON bodies, typed and of whatever form, and many bodies read at once.</summary>
[Trait("kind", "process")]
public sealed class DocumentTests
{
    private const string Web = "servers/web.json";
    private const string Home = "dashboards/home.json";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Record_in_a_json_file_is_written_as_json()
    {
        await using var host = await EasyHost.StartAsync();
        const string Wanted = """
            {"image": "debian", "disk": {"Remote": {"host": "nas"}}, "size": "Large", "ports": [80, 443], "weights": {"a": 1, "b": 0.5}, "password": "WEB"}
            """;
        Assert.Equal(["Create server `web`"], await host.ApplyAsync(Web, null, Wanted));
        var current = await host.GetAsync(Web);
        Assert.Equal(
            """
            {
              "image": "debian",
              "disk": {
                "Remote": {
                  "host": "nas"
                }
              },
              "size": "Large",
              "ports": [
                80,
                443
              ],
              "weights": {
                "a": 1,
                "b": 0.5
              },
              "password": "WEB"
            }

            """,
            current);
        Assert.Empty(await host.PlanAsync(Web, current, Wanted));
        Assert.Equal(
            [
                "Update server `web`: set `disk` from Remote(host: \"nas\") to Snapshot(\"s1\"); set `size` from Large to Small; "
                    + "remove 443 from `ports`; set `weights.a` from 1.0 to 2.0; remove `weights.b`, which is 0.5; remove `password`, which is \"WEB\"",
            ],
            await host.ApplyAsync(Web, current, """{"image": "debian", "disk": {"Snapshot": "s1"}, "ports": [80], "weights": {"a": 2}}"""));
        Assert.Equal(
            """
            {
              "image": "debian",
              "disk": {
                "Snapshot": "s1"
              },
              "ports": [
                80
              ],
              "weights": {
                "a": 2
              }
            }

            """,
            await host.GetAsync(Web));
    }

    [Theory]
    [InlineData("""{"image": "x", "disk": "Local", "size": "Small"}""")]
    [InlineData("""{"image": "x", "ports": "out://a[b]", "size": "out://a[b]", "disk": "out://a[b]"}""")]
    [InlineData("""{"imag": "x"}""", "1:2-1:8 Error: Unknown field `imag` in `Server` (did you mean `image`?)")]
    [InlineData("{}", "1:2-1:3 Error: Field `image` is missing in `Server` (add `\"image\": …`)")]
    [InlineData("""{"image": 5}""", "1:11-1:12 Error: Expected a string, found `5`")]
    [InlineData("""{"image": "x", "size": "Medium"}""", "1:24-1:32 Error: Unknown variant `Medium` of `Size` (its variants are `Small`, `Large`)")]
    [InlineData("""{"image": "x", "size": {"Small": 1}}""", "1:24-1:36 Error: `Small` holds no values (write `\"Small\"` alone)")]
    [InlineData("""{"image": "x", "disk": "Remote"}""", "1:24-1:32 Error: `Remote` holds a value (write `{\"Remote\": …}`)")]
    [InlineData("""{"image": "x", "disk": {"Remote": {"hots": "a"}}}""", "1:36-1:42 Error: Unknown field `hots` in `Remote` (did you mean `host`?)")]
    [InlineData("""{"image": "x", "disk": {"Remote": ["a"]}}""", "1:35-1:40 Error: Expected an object `{…}`, found a list")]
    [InlineData("""{"image": "x", "password": "hunter2"}""", "1:28-1:37 Error: Not a valid `SecretRef`: it must name an environment variable of the connector, such as `APP_PASSWORD`, and not be the secret itself")]
    [InlineData("[]", "1:1-1:3 Error: Expected an object `{…}`, found a list")]
    public async Task Findings_in_json_stand_at_their_place(string body, params string[] expected)
    {
        await using var host = await EasyHost.StartAsync();
        Assert.Equal(expected, await host.DiagAsync(Web, body));
    }

    [Fact]
    public async Task What_the_service_fills_in_is_neither_written_nor_compared()
    {
        await using var host = await EasyHost.StartAsync();
        const string Body = """{"title": "Home", "version": 3, "panels": [{"id": 1, "type": "text"}, {"id": 2, "type": "graph"}]}""";
        var create = Assert.Single(await host.PlanAsync(Home, null, Body));
        await host.ExecuteAsync(Home, create);
        var current = await host.GetAsync(Home);
        Assert.Equal(
            """
            {
              "title": "Home",
              "panels": [
                {
                  "type": "text"
                },
                {
                  "type": "graph"
                }
              ]
            }

            """,
            current);
        Assert.True(await host.EqAsync(Home, current!, """{"panels": [{"type": "text"}, {"type": "graph", "id": 9}], "version": 4, "title": "Home"}"""));
        Assert.False(await host.EqAsync(Home, current!, """{"panels": [{"type": "graph"}, {"type": "text"}], "title": "Home"}"""));
        Assert.Equal(
            ["Update dashboard `home`: set `title` from \"Home\" to \"Start\"; set `tags` to [\"a\"]"],
            (await host.PlanAsync(Home, current, Body.Replace("\"Home\"", "\"Start\", \"tags\": [\"a\"]", StringComparison.Ordinal))).Select(op => op.Message));
        Assert.Equal(["1:11-1:12 Error: Expected a value, found `}`"], await host.DiagAsync(Home, """{"title": }"""));
    }

    [Fact]
    public async Task Many_resources_are_read_in_batches_and_errors_stay_with_their_own()
    {
        await using var host = await EasyHost.StartAsync();
        foreach (var index in Enumerable.Range(0, 300))
        {
            host.Host.Write($"store/blobs/{(index == 7 ? "a%2F7.locked" : $"a%2F{index}")}", $"{index}");
        }

        var addresses = await host.Connector.ListAsync("blobs", Cancellation);
        Assert.Equal(300, addresses.Count);
        var bodies = await Task.WhenAll(addresses.Select(ReadAsync));
        Assert.Equal(
            Enumerable.Range(0, 300).Select(index => index == 7 ? "Reading blobs/a/7.locked failed at BlobHandler.cs: a/7.locked is locked" : $"{index}").Order(StringComparer.Ordinal),
            bodies.Order(StringComparer.Ordinal));
        Assert.Equal(300, host.Log.Sum(line => int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture)));

        async Task<string> ReadAsync(string address)
        {
            try
            {
                return Encoding.UTF8.GetString((await host.Connector.GetAsync(Address.Parse(address), Cancellation))!.Body.Span);
            }
            catch (ConnectorException error)
            {
                return $"{error.Message[..(error.Message.LastIndexOf(':'))]}: {error.Causes[0]}";
            }
        }
    }
}
