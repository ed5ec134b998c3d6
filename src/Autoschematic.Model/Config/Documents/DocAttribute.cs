namespace Autoschematic.Model.Config.Documents;

/// <summary>What people read about a struct, a field or a variant of a configuration file, in Markdown.</summary>
/// <param name="markdown">The text.</param>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Enum | AttributeTargets.Property | AttributeTargets.Parameter,
    AllowMultiple = true,
    Inherited = false)]
public sealed class DocAttribute(string markdown) : Attribute
{
    /// <summary>The text.</summary>
    public string Markdown { get; } = markdown;

    /// <summary>The member of an enum that it is about; null for the whole type or field.</summary>
    public string? Member { get; init; }

    /// <summary>What the texts of the field are, its keys when it is a map.</summary>
    public DocumentText Text { get; init; }

    /// <summary>What the texts in the values of a map are.</summary>
    public DocumentText Values { get; init; }
}
