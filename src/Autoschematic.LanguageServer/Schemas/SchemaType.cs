using Autoschematic.Model.Config.Documents;

namespace Autoschematic.LanguageServer.Schemas;

/// <summary>What may stand in the place of a value; its text is how people read it.</summary>
internal abstract record SchemaType
{
    private SchemaType()
    {
    }

    /// <summary>Nobody knows.</summary>
    public static SchemaType Unknown { get; } = new Any();

    /// <summary>A plain text.</summary>
    public static SchemaType FreeText { get; } = new Text(DocumentText.Free);

    /// <summary>The type without the option around it.</summary>
    public SchemaType Inner => this is Option option ? option.Content.Inner : this;

    /// <summary>Anything.</summary>
    public sealed record Any : SchemaType
    {
        public override string ToString() => "…";
    }

    /// <summary>A text, and what it is about.</summary>
    public sealed record Text(DocumentText About) : SchemaType
    {
        public override string ToString() => "str";
    }

    /// <summary>`true` or `false`.</summary>
    public sealed record Boolean : SchemaType
    {
        public override string ToString() => "bool";
    }

    /// <summary>A number; `int` or `float`.</summary>
    public sealed record Number(string Name) : SchemaType
    {
        public override string ToString() => Name;
    }

    /// <summary>A value or `None`.</summary>
    public sealed record Option(SchemaType Content) : SchemaType
    {
        public override string ToString() => $"Option<{Content}>";
    }

    /// <summary>A list.</summary>
    public sealed record List(SchemaType Element) : SchemaType
    {
        public override string ToString() => $"[{Element}]";
    }

    /// <summary>A map.</summary>
    public sealed record Map(SchemaType Key, SchemaType Value) : SchemaType
    {
        public override string ToString() => $"{{{Key}: {Value}}}";
    }

    /// <summary>A struct or an enum of the schema, by its name; one that documents do not write begins with a space.</summary>
    public sealed record Named(string Name) : SchemaType
    {
        public override string ToString() => Name.StartsWith(' ') ? "…" : Name;
    }
}
