using System.Reflection;
using System.Text;

namespace Autoschematic.Connectors.Tests.Sdk;

/// <summary>Prints docs/reference/csharp.md from the documentation comments of the SDK.</summary>
internal static class SdkReference
{
    public static string Write(Assembly assembly)
    {
        var comments = new DocComments(assembly);
        var text = new StringBuilder("""
            # Reference of the C# SDK

            Everything public in `Autoschematic.Sdk`. This page is made from the comments in the sources: change them, then run
            `make snap AREA=Connectors`. [Declared resources](../../src/Autoschematic.Sdk/README.md) tells what to begin with, and
            [A C# connector from zero](../guide/csharp.md) how.

            """);
        foreach (var space in assembly.GetExportedTypes().GroupBy(type => type.Namespace!).OrderBy(space => space.Key, StringComparer.Ordinal))
        {
            text.Append("\n## ").Append(space.Key).Append('\n');
            foreach (var type in space.OrderBy(PublicApi.Name, StringComparer.Ordinal))
            {
                Append(type, comments, text);
            }
        }

        return text.ToString();
    }

    private static void Append(Type type, DocComments comments, StringBuilder text)
    {
        text.Append("\n### ").Append(Escape(PublicApi.Name(type))).Append("\n\n");
        text.Append('`').Append(PublicApi.KindOf(type)).Append(' ').Append(PublicApi.Name(type)).Append(PublicApi.BaseOf(type)).Append("`\n\n");
        foreach (var part in new[] { "summary", "remarks" })
        {
            if (comments.Part(type, part) is { Length: > 0 } said)
            {
                text.Append(said).Append("\n\n");
            }
        }

        // What a record is made from are its properties, and its constructor says nothing more.
        var rows = comments.Parameters(type).Where(parameter => type.GetProperty(parameter.Name) is null)
            .Concat(type.GetMembers(PublicApi.Members)
                .Where(member => member is not ConstructorInfo || comments.Part(member, "summary") != comments.Part(type, "summary"))
                .Select(member => (Name: PublicApi.Line(member), Text: Say(member, comments)))
                .Where(row => row.Name is not null && row.Text.Length > 0)
                .Select(row => (row.Name!, row.Text))
                .OrderBy(row => row.Item1, StringComparer.Ordinal))
            .ToList();
        if (rows.Count > 0)
        {
            text.Append("| | |\n|---|---|\n");
            foreach (var (name, said) in rows)
            {
                text.Append("| `").Append(name.Replace("|", "\\|", StringComparison.Ordinal)).Append("` | ").Append(said.Replace("|", "\\|", StringComparison.Ordinal)).Append(" |\n");
            }

            text.Append('\n');
        }

        // One blank line between parts, none at the end.
        text.Length -= 1;
    }

    private static string Say(MemberInfo member, DocComments comments)
    {
        var returns = comments.Part(member, "returns");
        var parameters = comments.Parameters(member)
            .Where(parameter => parameter.Name != "cancellationToken")
            .Select(parameter => $"`{parameter.Name}`: {parameter.Text}");
        string[] parts =
        [
            comments.Part(member, "summary"), .. parameters, returns.Length == 0 ? "" : $"Returns: {returns}", comments.Part(member, "remarks"),
        ];
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }

    private static string Escape(string name) => name.Replace("<", "\\<", StringComparison.Ordinal);
}
