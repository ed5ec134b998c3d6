using Autoschematic.Testing;
using Autoschematic.Testing.Connectors;

namespace Autoschematic.LanguageServer.Tests.Harness;

/// <summary>A repository with one prefix, one fake connector, and an editor that has it open.</summary>
public sealed class LspScene : IAsyncDisposable
{
    public const string Config = """
        AutoschematicConfig(
            prefixes: {
                "main": Prefix(
                    connectors: [
                        Connector(shortname: "fake", spec: Binary(path: "fake-connector")),
                    ],
                ),
            },
        )

        """;

    private LspScene(TestWorkspace files, FakeConnector connector, FakePool pool)
    {
        Files = files;
        Connector = connector;
        Pool = pool;
    }

    public TestWorkspace Files { get; }

    public FakeConnector Connector { get; }

    public FakeCloud Cloud => Connector.Cloud;

    public FakePool Pool { get; }

    public LspClient Client { get; private set; } = null!;

    /// <summary>Opens a repository that holds these files beside its configuration.</summary>
    /// <param name="prepare">Arranges cloud and connector before the server starts.</param>
    public static async Task<LspScene> StartAsync(
        IReadOnlyList<(string Path, string Content)> files,
        Action<LspScene>? prepare = null,
        bool trusted = true,
        object? capabilities = null)
    {
        var connector = new FakeConnector("fake", new());
        var scene = new LspScene(
            TestWorkspace.Create([("autoschematic.ron", Config), .. files]), connector, FakePool.With("main", connector));
        prepare?.Invoke(scene);
        scene.Client = await LspClient.StartAsync(scene.Files, scene.Pool, trusted, capabilities: capabilities);
        return scene;
    }

    /// <summary>Waits until the client was told that the connectors run.</summary>
    public Task ReadyAsync() => Client.ReceiveAsync("autoschematic/status", status => (string)status["state"]! == "ready");

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        Files.Dispose();
    }
}
