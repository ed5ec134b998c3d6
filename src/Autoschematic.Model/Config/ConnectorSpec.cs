using Autoschematic.Ron.Binding;
using PolyType;

namespace Autoschematic.Model.Config;

/// <summary>How a connector's program is found and started.</summary>
[RonName("Spec")]
[DerivedTypeShape(typeof(BinarySpec), Name = "Binary")]
[DerivedTypeShape(typeof(CargoSpec), Name = "Cargo")]
[DerivedTypeShape(typeof(CargoLocalSpec), Name = "CargoLocal")]
[DerivedTypeShape(typeof(PipSpec), Name = "Pip")]
[DerivedTypeShape(typeof(PythonLocalSpec), Name = "PythonLocal")]
[DerivedTypeShape(typeof(TypescriptLocalSpec), Name = "TypescriptLocal")]
[DerivedTypeShape(typeof(DotnetLocalSpec), Name = "DotnetLocal")]
[DerivedTypeShape(typeof(DotnetToolSpec), Name = "DotnetTool")]
public abstract record ConnectorSpec
{
    private protected ConnectorSpec()
    {
    }

    /// <summary>The wire protocol that the program speaks.</summary>
    [PropertyShape(Ignore = true)]
    public abstract WireProtocol Wire { get; }

    /// <summary>The file or folder of the repository that the program is started from, as written; null when it is installed elsewhere.</summary>
    [PropertyShape(Ignore = true)]
    public virtual string? SourcePath => null;
}

/// <summary>A program of the repository, or on PATH when the path has no slash.</summary>
[RonName("Binary")]
public sealed record BinarySpec(string Path, WireProtocol Protocol = WireProtocol.Tarpc) : ConnectorSpec
{
    [PropertyShape(Ignore = true)]
    public override WireProtocol Wire => Protocol;

    [PropertyShape(Ignore = true)]
    public override string? SourcePath => Path.Contains('/', StringComparison.Ordinal) ? Path : null;
}

/// <summary>A program that `cargo install` put in place.</summary>
[RonName("Cargo")]
public sealed record CargoSpec(
    string Name,
    string? Version = null,
    string? Binary = null,
    string? Git = null,
    IReadOnlyList<string>? Features = null,
    WireProtocol Protocol = WireProtocol.Tarpc) : ConnectorSpec
{
    [PropertyShape(Ignore = true)]
    public override WireProtocol Wire => Protocol;
}

/// <summary>A Rust package of the repository, built when it is started.</summary>
[RonName("CargoLocal")]
public sealed record CargoLocalSpec(
    string Path,
    string? Binary = null,
    string? Cargo = null,
    IReadOnlyList<string>? Features = null,
    WireProtocol Protocol = WireProtocol.Tarpc) : ConnectorSpec
{
    [PropertyShape(Ignore = true)]
    public override WireProtocol Wire => Protocol;

    [PropertyShape(Ignore = true)]
    public override string? SourcePath => Path;
}

/// <summary>An installed Python package: a program on PATH, else a module.</summary>
[RonName("Pip")]
public sealed record PipSpec(
    string Name,
    string? Version = null,
    string? Binary = null,
    string? Module = null,
    WireProtocol Protocol = WireProtocol.Tarpc) : ConnectorSpec
{
    [PropertyShape(Ignore = true)]
    public override WireProtocol Wire => Protocol;
}

/// <summary>A Python file of the repository.</summary>
[RonName("PythonLocal")]
public sealed record PythonLocalSpec(string Path) : ConnectorSpec
{
    [PropertyShape(Ignore = true)]
    public override WireProtocol Wire => WireProtocol.Grpc;

    [PropertyShape(Ignore = true)]
    public override string? SourcePath => Path;
}

/// <summary>A TypeScript file of the repository, run by `tsx`.</summary>
[RonName("TypescriptLocal")]
public sealed record TypescriptLocalSpec(string Path) : ConnectorSpec
{
    [PropertyShape(Ignore = true)]
    public override WireProtocol Wire => WireProtocol.Grpc;

    [PropertyShape(Ignore = true)]
    public override string? SourcePath => Path;
}

/// <summary>A .NET project of the repository, built when it is not up to date.</summary>
[RonName("DotnetLocal")]
public sealed record DotnetLocalSpec(string Path, string? Configuration = null) : ConnectorSpec
{
    [PropertyShape(Ignore = true)]
    public override WireProtocol Wire => WireProtocol.Grpc;

    [PropertyShape(Ignore = true)]
    public override string? SourcePath => Path;
}

/// <summary>An installed .NET tool.</summary>
[RonName("DotnetTool")]
public sealed record DotnetToolSpec(string Name, string? Version = null) : ConnectorSpec
{
    [PropertyShape(Ignore = true)]
    public override WireProtocol Wire => WireProtocol.Grpc;
}
