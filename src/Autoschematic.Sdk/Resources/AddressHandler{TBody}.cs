using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Sdk.Resources;

/// <summary>Serves addresses whose bodies have a format.</summary>
/// <typeparam name="TBody">What a body is to the handler.</typeparam>
public abstract class AddressHandler<TBody> : AddressHandler
    where TBody : class
{
    private protected AddressHandler(BodyFormat<TBody> format, string? template = null)
        : base(template, typeof(TBody))
    {
        ArgumentNullException.ThrowIfNull(format);
        Format = format.For(Pattern.Extension);
    }

    /// <summary>How bodies are read and written.</summary>
    public BodyFormat<TBody> Format { get; }

    internal sealed override TypeSchema Schema => Format.Schema;

    /// <summary>A body to begin with; by default it is made of the record's required fields and its examples.</summary>
    public virtual TBody? Example => null;

    /// <summary>Finds what is wrong with a body that can be read.</summary>
    /// <param name="key">Whose body.</param>
    /// <param name="body">The body.</param>
    /// <returns>Problems; by default none.</returns>
    public virtual IEnumerable<BodyProblem> Validate(ResourceKey key, TBody body) => [];

    internal sealed override IReadOnlyList<BodyDiagnostic> Diagnose(ResourceKey key, ReadOnlyMemory<byte> bytes)
    {
        var problems = new List<BodyDiagnostic>();
        TryRead(key, bytes, problems, isWanted: true);
        return problems;
    }

    internal sealed override Skeleton? Skeleton()
        => (Example is { } example ? Format.Write(example) : Format.Example()) is { } body ? new(Pattern.PlainTemplate, body) : null;

    internal sealed override bool MeanTheSame(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right)
    {
        var (one, other) = (new BodySource(left, Format.Syntax), new BodySource(right, Format.Syntax));
        return left.Span.SequenceEqual(right.Span)
            || (Format.TryRead(one, [], out var before) && Format.TryRead(other, [], out var after)
                ? Format.Normalize(before) == Format.Normalize(after)

                // A body with a reference in place of a value still means the same as its formatted self.
                : Format.NormalizeUnread(one) is { } value && value == Format.NormalizeUnread(other));
    }

    /// <summary>Reads a body; null when it cannot be read. Only what is wanted is checked: what is there may be as wrong as it likes.</summary>
    internal TBody? TryRead(ResourceKey key, ReadOnlyMemory<byte> bytes, List<BodyDiagnostic> problems, bool isWanted)
    {
        var source = new BodySource(bytes, Format.Syntax);
        if (!Format.TryRead(source, problems, out var body))
        {
            return null;
        }

        if (isWanted)
        {
            problems.AddRange(Ignored(source));
            problems.AddRange(Validate(key, body).Select(problem => BodyDiagnostics.Of(source, problem)));
        }

        return body;
    }

    /// <summary>Reads a body that must be right; errors name its place, the address when there is no other.</summary>
    internal TBody Read(ResourceKey key, ReadOnlyMemory<byte> bytes, bool isWanted = true, string? place = null)
    {
        var problems = new List<BodyDiagnostic>();
        var body = TryRead(key, bytes, problems, isWanted);
        var address = place ?? (isWanted ? key.VirtualAddress : key.Address);
        if (problems.Find(problem => problem.Severity == DiagnosticSeverity.Error) is { } error)
        {
            throw BodyDiagnostics.Error(address, error);
        }

        return body ?? throw new ConnectorServiceException(
            ConnectorErrorCode.InvalidBody, $"{address} holds a reference where a value is needed by now");
    }

    private IEnumerable<BodyDiagnostic> Ignored(BodySource source)
        => Schema is TypeSchema.Record record
            ? record.Fields
                .Where(field => field.IsComputed)
                .Select(field => (field.Name, Value: source.Tree.Find(RonPath.Root.Append(new RonPathSegment.Field(field.Name)))))
                .Where(field => field.Value is not null and not { Kind: SyntaxKind.None or SyntaxKind.Null })
                .Select(field => new BodyDiagnostic(
                    DiagnosticSeverity.Warning,
                    source.SpanOf(field.Name),
                    $"`{field.Name}` is filled in by the remote side; what stands here is not used"))
            : [];
}
