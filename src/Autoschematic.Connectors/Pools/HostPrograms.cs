using Autoschematic.Connectors.Install;
using Autoschematic.Connectors.Processes;

namespace Autoschematic.Connectors.Pools;

/// <summary>How programs are found and built with the environment of one host.</summary>
internal sealed class HostPrograms : IDisposable
{
    private readonly DotnetBuilds dotnet;

    public HostPrograms(ConnectorHostOptions options, SupervisorSource supervisors)
    {
        Pythons = new(supervisors, options.HostEnvironment);
        dotnet = new(supervisors, options.HostEnvironment, options.BuildTimeout);
        Resolver = new(
            Pythons, new(supervisors, options.HostEnvironment, options.BuildTimeout), dotnet, options.HostEnvironment);
    }

    public PythonInterpreters Pythons { get; }

    public ProgramResolver Resolver { get; }

    public void Dispose() => dotnet.Dispose();
}
