using System.Runtime.InteropServices;
using System.Text;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;

namespace Autoschematic.Connectors.Tests.Hosting;

/// <summary>A real project of the repository, built by the host.</summary>
[Trait("kind", "process")]
public sealed class DotnetLocalTests
{
    private const string Program = """
        using Autoschematic.Sdk;
        using Autoschematic.Sdk.Hosting;

        return await ConnectorHost.RunAsync<Tiny>(args);

        internal sealed class Tiny(ConnectorContext context) : IConnectorService
        {
            public Task InitAsync(CancellationToken cancellationToken) => Task.CompletedTask;

            public Task<FilterBits> FilterAsync(string address, CancellationToken cancellationToken)
                => Task.FromResult(FilterBits.Resource);

            public Task<IReadOnlyList<string>> ListAsync(string subpath, CancellationToken cancellationToken)
                => Task.FromResult<IReadOnlyList<string>>(["one"]);

            public Task<RemoteResource?> GetAsync(string address, CancellationToken cancellationToken)
                => Task.FromResult<RemoteResource?>(new(System.Text.Encoding.UTF8.GetBytes(
                    $"{Words.Greeting} {context.Name} of {context.Prefix} in {Environment.CurrentDirectory}")));

            public Task<IReadOnlyList<ConnectorOp>> PlanAsync(PlanRequest request, CancellationToken cancellationToken)
                => Task.FromResult<IReadOnlyList<ConnectorOp>>([]);

            public Task<ExecuteResult> ExecuteAsync(ExecuteRequest request, CancellationToken cancellationToken)
                => throw new NotImplementedException("nothing to execute");
        }

        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Project_is_built_once_and_again_only_when_something_it_is_made_of_changed()
    {
        await using var host = Host();
        WriteProject(host);
        host.Write("connectors/tiny/Words.cs", "internal static class Words { public const string Greeting = \"hello\"; }\n");

        Assert.Equal($"hello raw of main in {host.Root}", await GreetingAsync(host, "connectors/tiny"));
        Assert.Equal(1, Builds(host));
        Assert.Equal($"hello raw of main in {host.Root}", await GreetingAsync(host, "connectors/tiny/Tiny.csproj"));
        Assert.Equal(1, Builds(host));
        host.Write("connectors/tiny/Words.cs", "internal static class Words { public const string Greeting = \"good day\"; }\n");
        Assert.Equal($"good day raw of main in {host.Root}", await GreetingAsync(host, "connectors/tiny"));
        Assert.Equal(2, Builds(host));
    }

    [Fact]
    public async Task Project_that_does_not_compile_shows_what_the_compiler_said()
    {
        await using var host = Host();
        WriteProject(host);

        var error = await host.StartFailureAsync(host.Launch(new DotnetLocalSpec("connectors/tiny")));

        Assert.Matches("^Building connector `raw` failed: `.*dotnet build .*Tiny.csproj .*` exited with code 1$", error.Message);
        Assert.Contains(error.LogTail, line => line.Contains("error CS0103: The name 'Words' does not exist", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("gone", "The file `gone` of connector `raw` does not exist")]
    [InlineData("empty", "The folder `empty` of connector `raw` has no project file")]
    [InlineData("two", "The folder `two` of connector `raw` has 2 project files")]
    public async Task Path_that_is_not_one_project_is_an_error(string path, string message)
    {
        await using var host = Host();
        host.Write("empty/readme.txt", "");
        host.Write("two/A.csproj", "");
        host.Write("two/B.csproj", "");

        var error = await host.StartFailureAsync(host.Launch(new DotnetLocalSpec(path)));

        Assert.Equal(message, error.Message);
    }

    // The SDK that runs this test; `global.json` and packages of this repository do not reach into the folder.
    private static TestHost Host()
    {
        var host = new TestHost();
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        host.Variables["DOTNET_ROOT"] = root;
        host.Variables["PATH"] = $"{root}:/usr/bin:/bin";
        return host;
    }

    private static int Builds(TestHost host) => host.Lines.Count(line => line.StartsWith("main/raw: building ", StringComparison.Ordinal));

    private static async Task<string> GreetingAsync(TestHost host, string path)
    {
        await using var pool = host.NewPool();
        var connector = await pool.StartAsync(host.Launch(new DotnetLocalSpec(path)), Cancellation);
        Assert.Equal(["one"], await connector.ListAsync("./", Cancellation));
        return Encoding.UTF8.GetString((await connector.GetAsync(Address.Parse("one"), Cancellation))!.Body.Span);
    }

    private static void WriteProject(TestHost host)
    {
        host.Write("connectors/tiny/Program.cs", Program);
        host.Write(
            "connectors/tiny/Tiny.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
              </PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                <Reference Include="{AppContext.BaseDirectory}Autoschematic.Sdk.dll;{AppContext.BaseDirectory}Autoschematic.Protocol.dll;{AppContext.BaseDirectory}Google.Protobuf.dll;{AppContext.BaseDirectory}Grpc.*.dll" />
              </ItemGroup>
            </Project>

            """);
    }
}
