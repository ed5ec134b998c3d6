using Autoschematic.Model.References;

namespace Autoschematic.Engine.Workflows.Laws;

/// <summary>Shows what connectors were given and what they answered.</summary>
internal static class LawText
{
    private const int Longest = 4000;

    public static string Of(ReadOnlyMemory<byte>? body)
    {
        if (body is not { } bytes)
        {
            return "nothing";
        }

        if (BodyTrees.Decode(bytes.Span) is not { } text)
        {
            return $"bytes that are not UTF-8: {Convert.ToHexStringLower(bytes.Span[..Math.Min(bytes.Length, 64)])}";
        }

        return text.Length <= Longest ? text : FormattableString.Invariant($"{text[..200]}… ({text.Length} characters)");
    }

    public static LawInput Input(string name, ReadOnlyMemory<byte>? body) => new(name, Of(body));
}
