using Autoschematic.Ron.Binding;
using PolyType;

namespace Autoschematic.Ron.Tests.Corpus;

[GenerateShape]
[RonName("AutoschematicConfig")]
internal sealed partial record ConfigDocument(IReadOnlyDictionary<string, PrefixDocument> Prefixes);

[RonName("Prefix")]
internal sealed record PrefixDocument
{
    public required IReadOnlyList<ConnectorDocument> Connectors { get; init; }

    public string? Description { get; init; }

    public string? ResourceGroup { get; init; }

    public IReadOnlyList<TaskDocument> Tasks { get; init; } = [];

    public string? EnvFile { get; init; }

    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();
}

[RonName("Connector")]
internal sealed record ConnectorDocument
{
    public required string Shortname { get; init; }

    public required SpecDocument Spec { get; init; }

    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    public string? EnvFile { get; init; }
}

[RonName("AuxTask")]
internal sealed record TaskDocument
{
    public required string Name { get; init; }
}

internal enum Protocol
{
    Tarpc,
    Grpc,
}

[RonName("Spec")]
[DerivedTypeShape(typeof(BinaryDocument), Name = "Binary")]
[DerivedTypeShape(typeof(CargoDocument), Name = "Cargo")]
[DerivedTypeShape(typeof(CargoLocalDocument), Name = "CargoLocal")]
[DerivedTypeShape(typeof(PipDocument), Name = "Pip")]
[DerivedTypeShape(typeof(TypescriptLocalDocument), Name = "TypescriptLocal")]
[DerivedTypeShape(typeof(PythonLocalDocument), Name = "PythonLocal")]
internal abstract record SpecDocument;

internal sealed record BinaryDocument(string Path, Protocol Protocol = Protocol.Tarpc) : SpecDocument;

internal sealed record CargoDocument(
    string Name,
    string? Version = null,
    string? Binary = null,
    string? Git = null,
    IReadOnlyList<string>? Features = null,
    Protocol Protocol = Protocol.Tarpc) : SpecDocument;

internal sealed record CargoLocalDocument(
    string Path,
    string? Binary = null,
    string? Cargo = null,
    IReadOnlyList<string>? Features = null,
    Protocol Protocol = Protocol.Tarpc) : SpecDocument;

internal sealed record PipDocument(
    string Name, string? Version = null, string? Binary = null, string? Module = null, Protocol Protocol = Protocol.Tarpc) : SpecDocument;

internal sealed record TypescriptLocalDocument(string Path) : SpecDocument;

internal sealed record PythonLocalDocument(string Path) : SpecDocument;
