using Autoschematic.Connectors.Processes;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Install;

/// <summary>Builds .NET connectors of the repository, when something they are made of has changed.</summary>
internal sealed class DotnetBuilds(
    SupervisorSource supervisors, IReadOnlyDictionary<string, string> hostEnvironment, TimeSpan timeout) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);

    public async Task<ResolvedProgram> ResolveAsync(
        ConnectorLaunch launch, DotnetLocalSpec spec, Action<string> onLine, CancellationToken cancellationToken)
    {
        var project = FindProject(launch, spec);
        var dotnet = DotnetProgram.Find(launch.Environment, hostEnvironment)
            ?? throw InstallFailures.NoProgram(
                launch, "dotnet", ["PATH", .. DotnetProgram.FixedFolders(hostEnvironment)], DotnetProgram.Hint);

        // Two builds of one project, for two prefixes, would write the same files.
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var program = await BuiltProgramAsync(launch, spec, project, dotnet, onLine, cancellationToken)
                .ConfigureAwait(false);
            return new(new(dotnet, [program], launch.RepositoryRoot, launch.Environment), []);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private static string FindProject(ConnectorLaunch launch, DotnetLocalSpec spec)
    {
        var path = Path.GetFullPath(spec.Path, launch.RepositoryRoot);
        if (File.Exists(path))
        {
            return path;
        }

        if (!Directory.Exists(path))
        {
            throw InstallFailures.NoFile(launch, spec.Path, path);
        }

        var projects = Directory.GetFiles(path, "*.*proj");
        return projects is [var only] ? only : throw InstallFailures.NoProject(launch, spec.Path, projects.Length);
    }

    private async Task<string> BuiltProgramAsync(
        ConnectorLaunch launch,
        DotnetLocalSpec spec,
        string project,
        string dotnet,
        Action<string> onLine,
        CancellationToken cancellationToken)
    {
        var configuration = spec.Configuration ?? "Release";
        var stamp = BuildStamp.For(project, configuration, CacheFolder.Of(hostEnvironment, "dotnet"));
        var inputs = ProjectInputs.Fingerprint(project);
        if (stamp.ProgramFor(inputs) is { } known && File.Exists(known))
        {
            return known;
        }

        onLine($"building {spec.Path}");
        ChildCommand build = new(
            dotnet,
            ["build", project, "-c", configuration, "--nologo", "-v", "quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false"],
            launch.RepositoryRoot,
            DotnetProgram.Quiet(launch.Environment, hostEnvironment));
        var built = await supervisors.RunAsync(build, timeout, onLine, cancellationToken).ConfigureAwait(false);
        if (!built.Succeeded)
        {
            throw InstallFailures.BuildFailed(launch, build.Display, built.ExitCode, built.Tail);
        }

        var ask = build with
        {
            Arguments = ["msbuild", project, "-nologo", "-nodeReuse:false", $"-p:Configuration={configuration}", "-getProperty:TargetPath"],
        };
        var answer = await supervisors.RunAsync(ask, timeout, onLine, cancellationToken).ConfigureAwait(false);
        var program = answer.Output.LastOrDefault(static line => line.Length > 0)?.Trim();
        if (!answer.Succeeded || program is null || !File.Exists(program))
        {
            throw InstallFailures.NothingBuilt(launch, build.Display, []);
        }

        // Taken before the build: a file that changed meanwhile makes the next start build again.
        stamp.Save(inputs, program);
        return program;
    }
}
