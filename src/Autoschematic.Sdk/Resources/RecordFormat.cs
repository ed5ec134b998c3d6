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
internal sealed class RecordFormat<T>(ITypeShape<T> shape, bool isJson = false) : BodyFormat<T>
    where T : class
{
    internal override TypeSchema Schema { get; } = new SchemaBuilder().Build(shape);

    internal override RonParseOptions? Syntax => isJson ? RonParseOptions.JsonWithComments : RonParseOptions.Ron;

    internal override BodyFormat<T> For(string extension) => extension == "json" ? new RecordFormat<T>(shape, isJson: true) : this;

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

    public override byte[] Write(T body)
        => ValueShaping.ToWrite(ValueOf(body), Schema) is var value && isJson
            ? JsonBodyWriter.Write(value, Schema)
            : Encoding.UTF8.GetBytes(value.ToSource(RonExtensions.Typed) + "\n");

    internal override RonValue Normalize(T body) => ValueShaping.ToCompare(ValueOf(body), Schema);

    internal override RonValue? NormalizeUnread(BodySource source)
        => source.Tree.ToValue([], RonExtensions.Typed) is { } value ? ValueShaping.ToCompare(value, Schema) : null;

    internal override byte[] Example()
    {
        var source = SkeletonWriter.Write(Schema);
        return !isJson ? Encoding.UTF8.GetBytes(source)
            : SyntaxTree.Parse(source).ToValue([], RonExtensions.Typed) is { } value ? JsonBodyWriter.Write(value, Schema)
            : throw new InvalidOperationException($"An `[Example]` of `{typeof(T).Name}` is no RON value: {source}");
    }

    private RonValue ValueOf(T body)
    {
        var source = RonSerializer.Serialize(body, shape);
        return SyntaxTree.Parse(source).ToValue([], RonExtensions.Typed)
            ?? throw new InvalidOperationException($"A `{typeof(T).Name}` does not read as it was written");
    }
}
