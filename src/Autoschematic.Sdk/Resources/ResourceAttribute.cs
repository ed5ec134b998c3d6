namespace Autoschematic.Sdk.Resources;

/// <summary>Says which addresses a handler serves; it stands on the handler, or on the record that is its body.</summary>
/// <param name="template">
/// Address with `[placeholders]`, such as `cloud/vpcs/[name].ron`. A placeholder is one component of a path or a part of one;
/// `[path...]`, once in a template, is one component or more.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ResourceAttribute(string template) : Attribute
{
    /// <summary>Address with `[placeholders]`.</summary>
    public string Template { get; } = template;

    /// <summary>
    /// The output that holds the id when the remote side picks one: files keep the name their author chose for the last
    /// placeholder, and remotely the id stands in its place.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>
    /// The handler, or the record, of the resource that contains this one; the first placeholders are those of its template.
    /// </summary>
    public Type? Parent { get; init; }

    /// <summary>Names of further outputs that creating and updating write.</summary>
    public string[] Outputs { get; init; } = [];
}
