namespace Autoschematic.Model.Config;

/// <summary>How a connector's program is found and started.</summary>
public abstract record ConnectorSpec
{
    private protected ConnectorSpec()
    {
    }

    /// <summary>The wire protocol that the program speaks.</summary>
    public abstract WireProtocol Wire { get; }
}

/// <summary>A program of the repository, or on PATH when the path has no slash.</summary>
public sealed record BinarySpec(string Path, WireProtocol Protocol = WireProtocol.Tarpc) : ConnectorSpec
{
    public override WireProtocol Wire => Protocol;
}

/// <summary>A program that `cargo install` put in place.</summary>
public sealed record CargoSpec(
    string Name,
    string? Version = null,
    string? Binary = null,
    string? Git = null,
    IReadOnlyList<string>? Features = null,
    WireProtocol Protocol = WireProtocol.Tarpc) : ConnectorSpec
{
    public override WireProtocol Wire => Protocol;
}

/// <summary>A Rust package of the repository, built when it is started.</summary>
public sealed record CargoLocalSpec(
    string Path,
    string? Binary = null,
    string? Cargo = null,
    IReadOnlyList<string>? Features = null,
    WireProtocol Protocol = WireProtocol.Tarpc) : ConnectorSpec
{
    public override WireProtocol Wire => Protocol;
}

/// <summary>An installed Python package: a program on PATH, else a module.</summary>
public sealed record PipSpec(
    string Name,
    string? Version = null,
    string? Binary = null,
    string? Module = null,
    WireProtocol Protocol = WireProtocol.Tarpc) : ConnectorSpec
{
    public override WireProtocol Wire => Protocol;
}

/// <summary>A Python file of the repository.</summary>
public sealed record PythonLocalSpec(string Path) : ConnectorSpec
{
    public override WireProtocol Wire => WireProtocol.Grpc;
}

/// <summary>A TypeScript file of the repository, run by `tsx`.</summary>
public sealed record TypescriptLocalSpec(string Path) : ConnectorSpec
{
    public override WireProtocol Wire => WireProtocol.Grpc;
}

/// <summary>A .NET project of the repository, built when it is not up to date.</summary>
public sealed record DotnetLocalSpec(string Path, string? Configuration = null) : ConnectorSpec
{
    public override WireProtocol Wire => WireProtocol.Grpc;
}

/// <summary>An installed .NET tool.</summary>
public sealed record DotnetToolSpec(string Name, string? Version = null) : ConnectorSpec
{
    public override WireProtocol Wire => WireProtocol.Grpc;
}
