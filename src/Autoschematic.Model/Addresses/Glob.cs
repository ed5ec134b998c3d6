using System.IO.Enumeration;

namespace Autoschematic.Model.Addresses;

/// <summary>
/// A component-wise pattern over addresses: `*` stands for anything within one component, `**` for any number of
/// components, and what matches includes everything below it.
/// </summary>
public sealed class Glob
{
    private const string AnyDepth = "**";

    private readonly string[] components;

    private Glob(string text, string[] components)
    {
        Text = text;
        this.components = components;
    }

    /// <summary>The pattern as it was given.</summary>
    public string Text { get; }

    /// <summary>Takes a pattern, or says in <paramref name="problem"/> why it cannot match anything (the end of a sentence about it).</summary>
    public static Glob? TryParse(string text, out string? problem)
    {
        var components = Split(text);
        problem = components.Contains("..") ? "has the component `..`, no address has one" : null;
        return problem is null ? new(text, components) : null;
    }

    /// <summary>Whether the path or a folder above it matches the pattern.</summary>
    public bool Matches(string path) => Walk(path, onlyWhole: true);

    /// <inheritdoc cref="Matches(string)"/>
    public bool Matches(Address address) => Matches(address.Text);

    /// <summary>Whether the pattern is this very address, so that it is about nothing else but what lies below.</summary>
    public bool Names(Address address) => string.Join('/', components) == address.Text;

    /// <summary>Whether something in or below <paramref name="folder"/> (`./` means everything) could match.</summary>
    public bool Overlaps(string folder) => Walk(folder, onlyWhole: false);

    public override string ToString() => Text;

    // reached[n]: the components so far can be matched by the first n of the pattern.
    private bool Walk(string path, bool onlyWhole)
    {
        var reached = new bool[components.Length + 1];
        reached[0] = true;
        SkipAnyDepth(reached);
        foreach (var component in Split(path))
        {
            if (reached[^1])
            {
                return true;
            }

            var next = new bool[reached.Length];
            for (var index = 0; index < components.Length; index++)
            {
                if (!reached[index])
                {
                    continue;
                }

                if (components[index] == AnyDepth)
                {
                    next[index] = true;
                }
                else if (FileSystemName.MatchesSimpleExpression(Pattern(components[index]), component, ignoreCase: false))
                {
                    next[index + 1] = true;
                }
            }

            SkipAnyDepth(next);
            reached = next;
        }

        return onlyWhole ? reached[^1] : Array.IndexOf(reached, true) >= 0;
    }

    private void SkipAnyDepth(bool[] reached)
    {
        for (var index = 0; index < components.Length; index++)
        {
            reached[index + 1] |= reached[index] && components[index] == AnyDepth;
        }
    }

    // A backslash is no escape here, since addresses never hold one.
    private static string Pattern(string component) => component.Replace("\\", "\\\\", StringComparison.Ordinal);

    private static string[] Split(string text)
        => [.. text.Split('/').Where(component => component is not ("" or "."))];
}
