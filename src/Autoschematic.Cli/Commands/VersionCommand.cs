using System.Reflection;
using System.Runtime.InteropServices;
using Autoschematic.Cli.Views;
using Autoschematic.Engine.Workflows;

namespace Autoschematic.Cli.Commands;

/// <summary>`version`: what this program is and what it speaks; it never uses the network.</summary>
internal sealed class VersionCommand() : CliCommand(CommandGroup.Other, "version", "Show the version, protocol versions and runtime")
{
    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("version", "the version of this program"),
        ("version --format json", "the same for scripts"),
    ];

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var facts = new VersionFacts(
            ProductVersion, ["0.13", "0.14"], RuntimeInformation.FrameworkDescription, RuntimeInformation.RuntimeIdentifier);
        return Task.FromResult(run.Finish(new VersionView(), facts));
    }

    public static string ProductVersion
        => typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
            ?? "unknown";
}
