using System.Diagnostics.CodeAnalysis;
using System.Text;
using Autoschematic.Ron.Values;

namespace Autoschematic.Sdk.Resources;

/// <summary>Bodies that are text and nothing more.</summary>
internal sealed class TextFormat : BodyFormat<string>
{
    internal override TypeSchema Schema { get; } = new TypeSchema.Scalar("text", "");

    internal override bool TryRead(BodySource source, List<BodyDiagnostic> problems, [NotNullWhen(true)] out string? body)
    {
        body = null;
        if (source.FindTextProblem() is { } problem)
        {
            problems.Add(problem);
            return false;
        }

        body = source.Text.Text;
        return true;
    }

    public override byte[] Write(string body) => Encoding.UTF8.GetBytes(body);

    internal override RonValue Normalize(string body) => new RonValue.Text(body);

    internal override byte[]? Example() => null;
}
