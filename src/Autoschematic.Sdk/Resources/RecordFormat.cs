using System.Diagnostics.CodeAnalysis;
using System.Text;
using Autoschematic.Ron.Binding;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Values;
using PolyType;

namespace Autoschematic.Sdk.Resources;

/// <summary>Bodies that are records.</summary>
internal sealed class RecordFormat<T>(ITypeShape<T> shape) : BodyFormat<T>
    where T : class
{
    internal override TypeSchema Schema { get; } = new SchemaBuilder().Build(shape);

    internal override RonParseOptions? Syntax => RonParseOptions.Ron;

    internal override bool TryRead(BodySource source, List<BodyDiagnostic> problems, [NotNullWhen(true)] out T? body)
    {
        body = null;
        if (source.FindTextProblem() is { } problem)
        {
            problems.Add(problem);
            return false;
        }

        var found = new DiagnosticBag();
        body = RonSerializer.Deserialize(source.Tree, shape, found);
        problems.AddRange(found.Where(diagnostic => !BodyDiagnostics.IsAtReference(source, diagnostic)).Select(diagnostic => BodyDiagnostics.Of(source, diagnostic)));
        return body is not null && !found.HasErrors;
    }

    internal override byte[] Write(T body)
        => Encoding.UTF8.GetBytes(ValueShaping.ToWrite(ValueOf(body), Schema).ToSource(RonExtensions.Typed) + "\n");

    internal override RonValue Normalize(T body) => ValueShaping.ToCompare(ValueOf(body), Schema);

    internal override RonValue? NormalizeUnread(BodySource source)
        => source.Tree.ToValue([], RonExtensions.Typed) is { } value ? ValueShaping.ToCompare(value, Schema) : null;

    internal override byte[]? Example() => Encoding.UTF8.GetBytes(SkeletonWriter.Write(Schema));

    private RonValue ValueOf(T body)
    {
        var source = RonSerializer.Serialize(body, shape);
        return SyntaxTree.Parse(source).ToValue([], RonExtensions.Typed)
            ?? throw new InvalidOperationException($"A `{typeof(T).Name}` does not read as it was written");
    }
}
