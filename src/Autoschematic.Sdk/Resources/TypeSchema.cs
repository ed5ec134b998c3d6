namespace Autoschematic.Sdk.Resources;

/// <summary>What a value may be, as far as documents, examples and comparisons need to know.</summary>
internal abstract class TypeSchema(string name)
{
    /// <summary>The type as documentation names it.</summary>
    public virtual string Name => name;

    /// <summary>A literal; its example is a value to begin with.</summary>
    public sealed class Scalar(string name, string example) : TypeSchema(name)
    {
        public string Example => example;
    }

    /// <summary>Any value at all.</summary>
    public sealed class Anything() : TypeSchema("any value");

    public sealed class Option(TypeSchema inner) : TypeSchema("")
    {
        public override string Name => $"Option<{inner.Name}>";

        public TypeSchema Inner => inner;
    }

    public sealed class Sequence(TypeSchema element, bool isSet) : TypeSchema("")
    {
        public override string Name => $"{(isSet ? "Set" : "List")}<{element.Name}>";

        public TypeSchema Element => element;

        public bool IsSet => isSet;
    }

    public sealed class Mapping(TypeSchema key, TypeSchema value) : TypeSchema("")
    {
        public override string Name => $"Map<{key.Name}, {value.Name}>";

        public TypeSchema Key => key;

        public TypeSchema Value => value;
    }

    /// <summary>Values by position.</summary>
    public sealed class Positional(string name, string? description) : TypeSchema(name)
    {
        public string? Description => description;

        public List<FieldSchema> Items { get; } = [];
    }

    /// <summary>Named fields; as a variant, a record goes by the variant's name and not by its own.</summary>
    public sealed class Record(string name, string ownName, string? description, Func<string, string?> rewrite) : TypeSchema(name)
    {
        public string OwnName => ownName;

        public string? Description => description;

        public List<FieldSchema> Fields { get; } = [];

        /// <summary>The document read as this type and written again, with everything that may be left out filled in; null when it cannot be read.</summary>
        public string? Rewrite(string source) => rewrite(source);

        /// <summary>The values of fields that may be left out, found once.</summary>
        public DefaultValues Defaults { get; } = new();
    }

    /// <summary>One of several variants; those without a schema hold nothing.</summary>
    public sealed class Choice(string name, string? description) : TypeSchema(name)
    {
        public string? Description => description;

        public List<VariantSchema> Variants { get; } = [];
    }
}

/// <summary>A variant of a choice.</summary>
internal sealed record VariantSchema(string Name, string? Description, TypeSchema? Content);
