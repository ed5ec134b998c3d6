using Autoschematic.Model.Config.Documents;
using Autoschematic.Ron.Binding;
using PolyType;

namespace Autoschematic.Model.Config;

/// <summary>How a connector's program is found and started.</summary>
[RonName("Spec")]
[Doc("How a connector's program is found and started.")]
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
[Doc("A program of the repository, or one on `PATH` when the path has no slash.")]
public sealed record BinarySpec(
    [Doc("The program: a path relative to the root of the repository, or a name that is looked for on `PATH`.", Text = DocumentText.Program)] string Path,
    [Doc("The wire protocol that the program speaks; `Tarpc` when it is left out.")] WireProtocol Protocol = WireProtocol.Tarpc) : ConnectorSpec
{
    [PropertyShape(Ignore = true)]
    public override WireProtocol Wire => Protocol;

    [PropertyShape(Ignore = true)]
    public override string? SourcePath => Path.Contains('/', StringComparison.Ordinal) ? Path : null;
}

/// <summary>A program that `cargo install` put in place.</summary>
[RonName("Cargo")]
[Doc("A program that `cargo install` puts in place.")]
public sealed record CargoSpec(
    [Doc("The name of the crate.")] string Name,
    [Doc("The version to install, such as `0.3.1`.")] string? Version = null,
    [Doc("The crate's program, when it has another name than the crate.")] string? Binary = null,
    [Doc("The URL of a git repository to install from, instead of the registry.")] string? Git = null,
    [Doc("Features of the crate to switch on.")] IReadOnlyList<string>? Features = null,
    [Doc("The wire protocol that the program speaks; `Tarpc` when it is left out.")] WireProtocol Protocol = WireProtocol.Tarpc) : ConnectorSpec
{
    [PropertyShape(Ignore = true)]
    public override WireProtocol Wire => Protocol;
}

/// <summary>A Rust package of the repository, built when it is started.</summary>
[RonName("CargoLocal")]
[Doc("A Rust package of the repository, built when it is started.")]
public sealed record CargoLocalSpec(
    [Doc("The package's folder, relative to the root of the repository.", Text = DocumentText.Program)] string Path,
    [Doc("The package's program, when it has several.")] string? Binary = null,
    [Doc("The `cargo` to build with, when it is not the one on `PATH`.")] string? Cargo = null,
    [Doc("Features of the package to switch on.")] IReadOnlyList<string>? Features = null,
    [Doc("The wire protocol that the program speaks; `Tarpc` when it is left out.")] WireProtocol Protocol = WireProtocol.Tarpc) : ConnectorSpec
{
    [PropertyShape(Ignore = true)]
    public override WireProtocol Wire => Protocol;

    [PropertyShape(Ignore = true)]
    public override string? SourcePath => Path;
}

/// <summary>An installed Python package: a program on PATH, else a module.</summary>
[RonName("Pip")]
[Doc("An installed Python package: a program on `PATH`, else a module.")]
public sealed record PipSpec(
    [Doc("The name of the package.")] string Name,
    [Doc("The version to install, such as `0.3.1`.")] string? Version = null,
    [Doc("The package's program, when it has another name than the package.")] string? Binary = null,
    [Doc("The module that is run when there is no program.")] string? Module = null,
    [Doc("The wire protocol that the program speaks; `Tarpc` when it is left out.")] WireProtocol Protocol = WireProtocol.Tarpc) : ConnectorSpec
{
    [PropertyShape(Ignore = true)]
    public override WireProtocol Wire => Protocol;
}

/// <summary>A Python file of the repository.</summary>
[RonName("PythonLocal")]
[Doc("A Python file of the repository; it speaks gRPC.")]
public sealed record PythonLocalSpec(
    [Doc("The file, relative to the root of the repository.", Text = DocumentText.Program)] string Path) : ConnectorSpec
{
    [PropertyShape(Ignore = true)]
    public override WireProtocol Wire => WireProtocol.Grpc;

    [PropertyShape(Ignore = true)]
    public override string? SourcePath => Path;
}

/// <summary>A TypeScript file of the repository, run by `tsx`.</summary>
[RonName("TypescriptLocal")]
[Doc("A TypeScript file of the repository, run by `tsx`; it speaks gRPC.")]
public sealed record TypescriptLocalSpec(
    [Doc("The file, relative to the root of the repository.", Text = DocumentText.Program)] string Path) : ConnectorSpec
{
    [PropertyShape(Ignore = true)]
    public override WireProtocol Wire => WireProtocol.Grpc;

    [PropertyShape(Ignore = true)]
    public override string? SourcePath => Path;
}

/// <summary>A .NET project of the repository, built when it is not up to date.</summary>
[RonName("DotnetLocal")]
[Doc("A .NET project of the repository, built when it is not up to date; it speaks gRPC.")]
public sealed record DotnetLocalSpec(
    [Doc("The project, or its folder, relative to the root of the repository.", Text = DocumentText.Program)] string Path,
    [Doc("The configuration to build, such as `Release`.")] string? Configuration = null) : ConnectorSpec
{
    [PropertyShape(Ignore = true)]
    public override WireProtocol Wire => WireProtocol.Grpc;

    [PropertyShape(Ignore = true)]
    public override string? SourcePath => Path;
}

/// <summary>An installed .NET tool.</summary>
[RonName("DotnetTool")]
[Doc("An installed .NET tool; it speaks gRPC.")]
public sealed record DotnetToolSpec(
    [Doc("The name of the tool's package.")] string Name,
    [Doc("The version to install, such as `0.3.1`.")] string? Version = null) : ConnectorSpec
{
    [PropertyShape(Ignore = true)]
    public override WireProtocol Wire => WireProtocol.Grpc;
}
