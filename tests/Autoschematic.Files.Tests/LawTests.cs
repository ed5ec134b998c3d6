using Autoschematic.Sdk.Testing;

namespace Autoschematic.Files.Tests;

/// <summary>The laws of connectors, tried on real files.</summary>
[Trait("kind", "process")]
public sealed class LawTests(SharedServer shared)
{
    private const string Hooks = """hooks: [Hook(paths: "ROOT/**", pre: "true", check: "true", post: "true")]""";

    [Fact]
    public async Task Machine_itself_keeps_the_laws()
    {
        using var repository = new FilesRepository($"""    "here": Host(roots: [Root(path: "ROOT")], {Hooks}),""");
        await TryAsync(repository);
    }

    [Fact]
    public async Task Host_that_runs_commands_keeps_the_laws()
    {
        var server = shared.Start();
        using var repository = new FilesRepository(server.Host("web", $"{Hooks},"));
        await TryAsync(repository);
    }

    [Fact]
    public async Task Host_that_gives_only_sftp_keeps_the_laws()
    {
        using var server = SshServer.Start("ForceCommand=internal-sftp");
        using var repository = new FilesRepository(server.Host("web"));
        await TryAsync(repository);
    }

    private static async Task TryAsync(FilesRepository repository)
    {
        repository.Put("app.conf", "port = 80\n");
        repository.Put("run.sh", "#!/bin/sh\n", "755");
        var before = repository.Everything();
        var laws = new ConnectorLaws("files")
        {
            Program = FilesRepository.Program,
            Repository = repository.Files.Root,
            Live = true,
            Environment = repository.Variables,
        };

        foreach (var law in await laws.AllAsync())
        {
            Assert.True(law.Verdict != LawVerdict.Failed, law.Explanation);
        }

        foreach (var name in new[] { "plan-of-same-is-empty", "list-agrees-with-filter", "apply-converges", "delete-leaves-nothing", "ops-are-idempotent" })
        {
            var law = await laws.CheckAsync(name);
            Assert.False(law.IsSkipped, $"{name}: {law.Reason}");
        }

        Assert.Equal(before, repository.Everything());
    }
}
