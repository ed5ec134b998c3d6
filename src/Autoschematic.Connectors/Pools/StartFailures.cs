using Autoschematic.Connectors.Install;
using Autoschematic.Connectors.Processes;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Pools;

/// <summary>Why a connector's process did not get ready.</summary>
internal static class StartFailures
{
    public static ConnectorException NoSupervisor(ConnectorLaunch launch, string detail)
        => new(
            ConnectorFailure.NotStarted,
            launch.Shortname,
            "start",
            $"Connector `{launch.Shortname}` was not started: the process that looks after connectors is missing")
        {
            Causes = [detail],
            Hint = "this is a fault of the installation; install `autoschematic` again",
        };

    public static ConnectorException SocketPathTooLong(ConnectorLaunch launch, string path)
        => new(
            ConnectorFailure.NotStarted,
            launch.Shortname,
            "start",
            $"Connector `{launch.Shortname}` was not started: the socket path `{path}` is too long")
        {
            Hint = "set `XDG_RUNTIME_DIR` or `TMPDIR` to a folder with a shorter path",
        };

    public static ConnectorException CannotRun(ConnectorLaunch launch, string command, int error)
        => new(
            ConnectorFailure.NotStarted,
            launch.Shortname,
            "start",
            $"Connector `{launch.Shortname}` cannot be run: {SystemErrors.Describe(error)}")
        {
            Causes = [$"command: {command}"],
        };

    public static ConnectorException Exited(ConnectorLaunch launch, StartEvidence evidence, ChildExit exit)
        => evidence.Describe(
            launch,
            evidence.WithReason($"Connector `{launch.Shortname}` of prefix `{launch.Prefix}` {exit} before it was ready"));

    public static ConnectorException TimedOut(ConnectorLaunch launch, StartEvidence evidence, TimeSpan limit, bool connected)
        => evidence.Describe(
            launch,
            connected
                ? $"Connector `{launch.Shortname}` of prefix `{launch.Prefix}` did not answer `Version` within {limit.TotalSeconds:0.#} s"
                : $"Connector `{launch.Shortname}` of prefix `{launch.Prefix}` did not open its socket within {limit.TotalSeconds:0.#} s");

    public static ConnectorException VersionFailed(ConnectorLaunch launch, StartEvidence evidence, ConnectorException error)
        => evidence.Describe(
            launch,
            $"Connector `{launch.Shortname}` of prefix `{launch.Prefix}` did not answer `{error.Method}`: {error.Message}",
            hint: launch.Spec.Wire == WireProtocol.Tarpc && error.Failure == ConnectorFailure.Transport
                ? "if it speaks gRPC, as connectors of the SDKs do, add `protocol: Grpc` to its spec"
                : null);

    public static ConnectorException NoVersionMethod(ConnectorLaunch launch, bool isTypescript)
        => new(
            ConnectorFailure.NotStarted,
            launch.Shortname,
            "Version",
            isTypescript
                ? $"Connector `{launch.Shortname}` has no `Version` method: the published TypeScript SDK lacks it and answers `Filter` with an index instead of bits"
                : $"Connector `{launch.Shortname}` does not implement `Version`")
        {
            Hint = isTypescript
                ? "use a connector in another language, or an SDK that serves `Version` and bit sets"
                : $"the connector must speak protocol {ProtocolVersions.Supported}",
        };

    public static ConnectorException WrongVersion(ConnectorLaunch launch, string version, string upgrade)
        => new(
            ConnectorFailure.NotStarted,
            launch.Shortname,
            "Version",
            $"Connector `{launch.Shortname}` speaks protocol `{version}` and this host speaks {ProtocolVersions.Supported}")
        {
            Hint = upgrade,
        };

    public static ConnectorException ModuleMissing(
        ConnectorLaunch launch, StartEvidence evidence, string module, IReadOnlyList<string> interpreters, string? sdk)
        => evidence.Describe(
            launch,
            $"Connector `{launch.Shortname}` of prefix `{launch.Prefix}` needs the Python module `{module}`, which `{evidence.Executable}` does not have",
            [$"interpreters tried: {string.Join(", ", interpreters)}"],
            module.Split('.')[0] == "autoschematic_sdk"
                ? PythonSdkHint.For(evidence.Executable, sdk)
                : $"run `{evidence.Executable} -m pip install {MissingModule.PackageOf(module)}`, or make a virtual environment `.venv` in the repository with it");
}
