using System.Diagnostics.CodeAnalysis;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Values;

namespace Autoschematic.Sdk.Resources;

/// <summary>How bodies are read and written; <see cref="BodyFormat"/> has them.</summary>
/// <typeparam name="TBody">What a body is to a handler.</typeparam>
public abstract class BodyFormat<TBody>
    where TBody : class
{
    private protected BodyFormat()
    {
    }

    /// <summary>What bodies may hold.</summary>
    internal abstract TypeSchema Schema { get; }

    /// <summary>The grammar of bodies; null when they have none.</summary>
    internal virtual RonParseOptions? Syntax => null;

    /// <summary>The same format for files whose names have another end.</summary>
    internal virtual BodyFormat<TBody> For(string extension) => this;

    /// <summary>Reads a body; false when it cannot be read, for which there need be no problem: a reference may stand for a value.</summary>
    internal abstract bool TryRead(BodySource source, List<BodyDiagnostic> problems, [NotNullWhen(true)] out TBody? body);

    /// <summary>A body as its file holds it: without computed fields, defaults and what is ignored.</summary>
    /// <param name="body">The body.</param>
    /// <returns>The file.</returns>
    public abstract byte[] Write(TBody body);

    /// <summary>Reads a body.</summary>
    /// <param name="bytes">The file.</param>
    /// <returns>The body; what cannot be read is an error with its place.</returns>
    public TBody Parse(ReadOnlyMemory<byte> bytes)
    {
        var problems = new List<BodyDiagnostic>();
        return TryRead(new BodySource(bytes, Syntax), problems, out var body) ? body
            : problems is [var first, ..] ? throw BodyDiagnostics.Error("the body", first)
            : throw new ConnectorServiceException(ConnectorErrorCode.InvalidBody, "The body holds a reference where a value is needed");
    }

    /// <summary>A body as it is compared.</summary>
    internal abstract RonValue Normalize(TBody body);

    /// <summary>What bodies mean that cannot be read as <typeparamref name="TBody"/>.</summary>
    internal virtual RonValue? NormalizeUnread(BodySource source) => null;

    /// <summary>A body to begin with; null when there is none.</summary>
    internal abstract byte[]? Example();
}
