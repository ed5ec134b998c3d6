using System.Collections.Concurrent;
using Autoschematic.Connectors.Processes;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Install;

/// <summary>Chooses the Python that runs a connector.</summary>
internal sealed class PythonInterpreters(
    SupervisorSource supervisors, IReadOnlyDictionary<string, string> hostEnvironment)
{
    private const string SdkModule = "autoschematic_sdk";

    // The working directory is not where a script's modules are looked for; the script's folder is. Only what is there
    // is looked at, since importing gRPC would double the time a connector takes to start.
    private const string Probe = """
        import sys, importlib.util
        sys.path[:] = [sys.argv[1]] + [p for p in sys.path if p]
        def has(name):
            try:
                return importlib.util.find_spec(name) is not None
            except ImportError:
                return False
        sys.exit(0 if all(has(name) for name in sys.argv[2:]) else 3)
        """;

    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(20);
    private static readonly string[] SdkModules = [SdkModule, "grpc", "google.protobuf"];

    private readonly ConcurrentDictionary<string, (string Python, string? Name)> chosen = new(StringComparer.Ordinal);
    private readonly PythonMemory memory = new(hostEnvironment);

    /// <summary>Interpreters that exist, in the order in which they are tried, and the names that were looked for.</summary>
    public (IReadOnlyList<string> Existing, IReadOnlyList<string> Tried) CandidatesOf(ConnectorLaunch launch)
        => Candidates(launch.RepositoryRoot, launch.Environment, hostEnvironment);

    /// <summary>Interpreters for a repository, as <see cref="CandidatesOf"/>.</summary>
    public static (IReadOnlyList<string> Existing, IReadOnlyList<string> Tried) Candidates(
        string repositoryRoot, IReadOnlyDictionary<string, string> environment, IReadOnlyDictionary<string, string> hostEnvironment)
    {
        var virtualEnvironment = environment.GetValueOrDefault("VIRTUAL_ENV") ?? hostEnvironment.GetValueOrDefault("VIRTUAL_ENV");
        string?[] names =
        [
            hostEnvironment.GetValueOrDefault("AUTOSCHEMATIC_PYTHON"),
            string.IsNullOrEmpty(virtualEnvironment) ? null : Path.Combine(virtualEnvironment, "bin", "python"),
            Path.Combine(repositoryRoot, ".venv", "bin", "python"),
            "python",
            "python3",
            "/usr/bin/python3",
        ];
        List<string> existing = [];
        List<string> tried = [];
        foreach (var name in names.Where(static name => !string.IsNullOrEmpty(name)).Select(static name => name!))
        {
            tried.Add(name);
            var path = name.Contains('/')
                ? Path.GetFullPath(name, repositoryRoot)
                : ProgramSearch.OnPath(name, environment);
            if (path is not null && ProgramSearch.IsExecutable(path) && !existing.Contains(path))
            {
                existing.Add(path);
            }
        }

        return (existing, tried);
    }

    /// <summary>The first interpreter that can import the SDK, else the first there is.</summary>
    public async Task<string> ChooseAsync(
        ConnectorLaunch launch, string scriptFolder, CancellationToken cancellationToken)
    {
        var (existing, tried) = CandidatesOf(launch);
        if (existing.Count == 0)
        {
            throw InstallFailures.NoPython(launch, tried);
        }

        return await FirstWithAsync(launch, existing, scriptFolder, SdkModules, cancellationToken).ConfigureAwait(false)
            ?? existing[0];
    }

    /// <summary>The first interpreter that has all the modules, or null.</summary>
    public async Task<string?> FirstWithAsync(
        ConnectorLaunch launch,
        IReadOnlyList<string> candidates,
        string scriptFolder,
        IReadOnlyList<string> modules,
        CancellationToken cancellationToken)
    {
        // Under a name for what the interpreters and their packages are now: somebody may install what is missing.
        var question = KeyOf(launch, scriptFolder, modules);
        var name = memory.NameOf(question, candidates, scriptFolder, launch.Environment);
        var key = name ?? question;
        if (chosen.TryGetValue(key, out var known))
        {
            return known.Python;
        }

        if (name is not null && memory.Recall(name) is { } remembered && candidates.Contains(remembered))
        {
            return chosen.GetOrAdd(key, (remembered, name)).Python;
        }

        foreach (var candidate in candidates)
        {
            ChildCommand probe = new(
                candidate, ["-c", Probe, scriptFolder, .. modules], launch.RepositoryRoot, launch.Environment);
            var result = await supervisors.RunAsync(probe, ProbeTime, null, cancellationToken).ConfigureAwait(false);
            if (result.Succeeded)
            {
                if (name is not null)
                {
                    memory.Keep(name, candidate);
                }

                // Only what works is remembered: somebody may install the module while we run.
                return chosen.GetOrAdd(key, (candidate, name)).Python;
            }
        }

        return null;
    }

    /// <summary>After a failed start: what was found before may have been removed or broken.</summary>
    public void Forget()
    {
        foreach (var name in chosen.Values.Select(static found => found.Name).OfType<string>())
        {
            memory.Forget(name);
        }

        chosen.Clear();
    }

    private static string KeyOf(ConnectorLaunch launch, string scriptFolder, IReadOnlyList<string> modules)
        => string.Join(
            '\0',
            new[] { "PATH", "VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME" }
                .Select(name => launch.Environment.GetValueOrDefault(name))
                .Concat(modules)
                .Append(launch.RepositoryRoot)
                .Append(scriptFolder));
}
