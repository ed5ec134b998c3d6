using System.Diagnostics;
using Autoschematic.Model.Config;

namespace Autoschematic.Model.Environments;

/// <summary>The variables of a connector's language runtime, which strict mode passes to it.</summary>
internal static class RuntimeVariables
{
    private static readonly string[] Python = ["VIRTUAL_ENV", "PYTHON*"];
    private static readonly string[] Dotnet = ["DOTNET_*", "NUGET_*"];
    private static readonly string[] Node = ["NODE_*"];
    private static readonly string[] Cargo = ["CARGO_*", "RUSTUP_*"];

    public static IReadOnlyList<string> Of(ConnectorSpec? spec) => spec switch
    {
        null or CargoSpec => [],
        CargoLocalSpec => Cargo,
        PythonLocalSpec or PipSpec => Python,
        TypescriptLocalSpec => Node,
        DotnetLocalSpec or DotnetToolSpec => Dotnet,

        // What a program is written in cannot be seen from its path.
        BinarySpec => [.. Python, .. Dotnet, .. Node],
        _ => throw new UnreachableException(spec.GetType().Name),
    };
}
