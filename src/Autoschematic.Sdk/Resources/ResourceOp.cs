using Autoschematic.Ron.Binding;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;
using PolyType;

namespace Autoschematic.Sdk.Resources;

/// <summary>One operation that a handler plans, and executes later.</summary>
/// <param name="Name">What distinguishes it from the handler's other operations; `create`, `update` and `delete` are the derived ones.</param>
public sealed record ResourceOp(string Name)
{
    /// <summary>What it does, for people.</summary>
    public string Message { get; init; } = "";

    /// <summary>What it does to the resource.</summary>
    public OpKind Kind { get; init; } = OpKind.Update;

    /// <summary>Whether it cannot be taken back.</summary>
    public bool Irreversible { get; init; }

    /// <summary>Whether it destroys data.</summary>
    public bool DestroysData { get; init; }

    /// <summary>Names of the outputs it will write.</summary>
    public IReadOnlyList<string> WritesOutputs { get; init; } = [];

    /// <summary>Addresses that go before it, beside those of the handler's <see cref="ResourceHandler{TBody}.NeedsOf"/>.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>What it needs to be executed, as RON; see <see cref="Of"/> and <see cref="Arguments"/>.</summary>
    public string ArgumentText { get; init; } = "";

    /// <summary>The body before, for derived operations.</summary>
    internal byte[]? Before { get; init; }

    /// <summary>The body afterwards, for derived operations.</summary>
    internal byte[]? After { get; init; }

    /// <summary>Makes an operation with what it needs to be executed.</summary>
    /// <typeparam name="T">A record with `[GenerateShape]`.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="arguments">What it needs.</param>
    /// <returns>The operation.</returns>
    public static ResourceOp Of<T>(string name, T arguments)
        where T : IShapeable<T>
        => new(name) { ArgumentText = RonSerializer.Serialize(arguments) };

    /// <summary>What the operation needs, as <see cref="Of"/> was given it.</summary>
    /// <typeparam name="T">The same record.</typeparam>
    /// <returns>What it needs.</returns>
    public T Arguments<T>()
        where T : IShapeable<T>
    {
        var problems = new DiagnosticBag();
        var arguments = RonSerializer.Deserialize<T>(new SourceText(ArgumentText), problems);
        return arguments is null || problems.HasErrors
            ? throw new ConnectorServiceException($"The operation `{Name}` does not hold a `{typeof(T).Name}`: {problems.FirstOrDefault()?.Message}; plan again")
            : arguments;
    }
}
