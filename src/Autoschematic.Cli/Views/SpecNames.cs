using Autoschematic.Model.Config;

namespace Autoschematic.Cli.Views;

/// <summary>Connector specs as short text.</summary>
internal static class SpecNames
{
    public static string Describe(ConnectorSpec spec) => spec switch
    {
        BinarySpec binary => $"Binary {binary.Path}",
        CargoSpec cargo => $"Cargo {cargo.Name}",
        CargoLocalSpec cargo => $"CargoLocal {cargo.Path}",
        PipSpec pip => $"Pip {pip.Name}",
        PythonLocalSpec python => $"PythonLocal {python.Path}",
        TypescriptLocalSpec typescript => $"TypescriptLocal {typescript.Path}",
        DotnetLocalSpec dotnet => $"DotnetLocal {dotnet.Path}",
        DotnetToolSpec tool => $"DotnetTool {tool.Name}",
        _ => throw new System.Diagnostics.UnreachableException(spec.GetType().Name),
    };
}
