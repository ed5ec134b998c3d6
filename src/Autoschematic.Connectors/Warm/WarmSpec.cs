using System.Diagnostics;
using Autoschematic.Model.Config;

namespace Autoschematic.Connectors.Warm;

/// <summary>A <see cref="ConnectorSpec"/> as it travels.</summary>
internal sealed record WarmSpec(string Kind)
{
    public string? Name { get; init; }

    public string? Path { get; init; }

    public string? Version { get; init; }

    public string? Binary { get; init; }

    public string? Module { get; init; }

    public string? Git { get; init; }

    public string? Cargo { get; init; }

    public string? Configuration { get; init; }

    public IReadOnlyList<string>? Features { get; init; }

    public WireProtocol Wire { get; init; }

    public static WarmSpec Of(ConnectorSpec spec) => spec switch
    {
        BinarySpec it => new("Binary") { Path = it.Path, Wire = it.Protocol },
        CargoSpec it => new("Cargo") { Name = it.Name, Version = it.Version, Binary = it.Binary, Git = it.Git, Features = it.Features, Wire = it.Protocol },
        CargoLocalSpec it => new("CargoLocal") { Path = it.Path, Binary = it.Binary, Cargo = it.Cargo, Features = it.Features, Wire = it.Protocol },
        PipSpec it => new("Pip") { Name = it.Name, Version = it.Version, Binary = it.Binary, Module = it.Module, Wire = it.Protocol },
        PythonLocalSpec it => new("PythonLocal") { Path = it.Path },
        TypescriptLocalSpec it => new("TypescriptLocal") { Path = it.Path },
        DotnetLocalSpec it => new("DotnetLocal") { Path = it.Path, Configuration = it.Configuration },
        DotnetToolSpec it => new("DotnetTool") { Name = it.Name, Version = it.Version },
        _ => throw new UnreachableException(spec.GetType().Name),
    };

    public ConnectorSpec? ToSpec() => Kind switch
    {
        "Binary" when Path is not null => new BinarySpec(Path, Wire),
        "Cargo" when Name is not null => new CargoSpec(Name, Version, Binary, Git, Features, Wire),
        "CargoLocal" when Path is not null => new CargoLocalSpec(Path, Binary, Cargo, Features, Wire),
        "Pip" when Name is not null => new PipSpec(Name, Version, Binary, Module, Wire),
        "PythonLocal" when Path is not null => new PythonLocalSpec(Path),
        "TypescriptLocal" when Path is not null => new TypescriptLocalSpec(Path),
        "DotnetLocal" when Path is not null => new DotnetLocalSpec(Path, Configuration),
        "DotnetTool" when Name is not null => new DotnetToolSpec(Name, Version),
        _ => null,
    };

    public IEnumerable<string?> Parts()
        => [Kind, Name, Path, Version, Binary, Module, Git, Cargo, Configuration, $"{Wire}", Features is null ? null : string.Join('\0', Features)];
}
