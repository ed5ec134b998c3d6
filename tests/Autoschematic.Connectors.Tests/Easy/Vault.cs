using Autoschematic.Ron.Binding;
using Autoschematic.Sdk.Resources;
using PolyType;

namespace Autoschematic.Connectors.Tests.Easy;

/// <summary>A record with secrets in every place that a secret can be in.</summary>
[GenerateShape]
[Resource("vaults/[name].ron")]
internal sealed partial record Vault
{
    public string Title { get; init; } = "";

    public Login? Owner { get; init; }

    public IReadOnlyList<Login> Users { get; init; } = [];

    public IReadOnlyDictionary<string, Login> Robots { get; init; } = new Dictionary<string, Login>();

    public Door? Door { get; init; }

    public (string Name, Login Login)? Spare { get; init; }

    [Sensitive]
    public IReadOnlyDictionary<string, string> Codes { get; init; } = new Dictionary<string, string>();

    [Replace]
    public Login? Root { get; init; }

    public Tree? Tree { get; init; }

    internal sealed record Login
    {
        public required string Name { get; init; }

        [Sensitive]
        public required string Password { get; init; }

        public int Tries { get; init; } = 3;
    }
}

[DerivedTypeShape(typeof(Open))]
[DerivedTypeShape(typeof(Locked))]
[DerivedTypeShape(typeof(Guarded))]
[DerivedTypeShape(typeof(Keyed))]
internal abstract record Door
{
    internal sealed record Open : Door;

    internal sealed record Locked(string Maker, [property: Sensitive] string Code) : Door;

    [RonTuple]
    internal sealed record Guarded(Vault.Login Guard) : Door;

    [RonTuple]
    internal sealed record Keyed(int Turns, [property: Sensitive] string Key) : Door;
}

/// <summary>A record that holds others of its kind.</summary>
internal sealed record Tree
{
    [Sensitive]
    public string? Word { get; init; }

    public IReadOnlyList<Tree> Below { get; init; } = [];
}
