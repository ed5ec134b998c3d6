using System.Globalization;
using System.Text;
using Autoschematic.LanguageServer.Schemas;

namespace Autoschematic.LanguageServer.Features.Completing;

/// <summary>Text that is about to be inserted: with places to fill in for clients that know snippets, else without.</summary>
internal sealed class Draft(DocumentSchema schema, bool isSnippet, bool isJson)
{
    private const int MaximumDepth = 3;
    private readonly StringBuilder text = new();
    private int stops;

    public bool IsSnippet => isSnippet;

    public override string ToString() => text.ToString();

    public Draft Append(string plain)
    {
        text.Append(isSnippet ? plain.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("$", "\\$", StringComparison.Ordinal) : plain);
        return this;
    }

    /// <summary>A place to fill in.</summary>
    public Draft Stop(string placeholder = "")
    {
        if (!isSnippet)
        {
            return Append(placeholder);
        }

        var start = text.Append(CultureInfo.InvariantCulture, $"${{{++stops}{(placeholder.Length > 0 ? ":" : "")}").Length;
        Append(placeholder);
        text.Replace("}", "\\}", start, text.Length - start).Append('}');
        return this;
    }

    /// <summary>A name or key and what follows it.</summary>
    public Draft Field(FieldSchema field)
    {
        Append(isJson ? $"\"{field.Name}\": " : $"{field.Name}: ");
        return isSnippet ? Value(field.Type, field.Example) : this;
    }

    /// <summary>A value of a type, as far as it is clear how one begins.</summary>
    public Draft Value(SchemaType type, string? example = null, int depth = 0) => type.Inner switch
    {
        SchemaType.Text => Append("\"").Stop(example is ['"', .. var inner, '"'] ? inner : "").Append("\""),
        SchemaType.List => Append("[").Stop().Append("]"),
        SchemaType.Map => Append("{").Stop().Append("}"),
        SchemaType.Boolean => Stop(example ?? "false"),
        SchemaType.Number => Stop(example ?? "0"),
        SchemaType.Named named when schema.Find(named) is TypeSchema.Struct found && depth < MaximumDepth => Struct(found, depth + 1),
        _ => Stop(example ?? ""),
    };

    /// <summary>A struct with the fields that it must have.</summary>
    public Draft Struct(TypeSchema.Struct found, int depth = 0)
    {
        Append(found.Name.StartsWith(' ') ? "" : found.Name).Append(isJson ? "{" : "(");
        var required = found.Fields.Where(field => field.IsRequired).ToList();
        foreach (var (index, field) in required.Index())
        {
            Append(index == 0 ? "" : ", ").Append(isJson ? $"\"{field.Name}\": " : $"{field.Name}: ").Value(field.Type, field.Example, depth);
        }

        if (required.Count == 0)
        {
            Stop();
        }

        return Append(isJson ? "}" : ")");
    }
}
