using System.Reflection;
using Autoschematic.Ron.Text;

namespace Autoschematic.Sdk.Resources;

/// <summary>Serves the addresses of one template; derive from <see cref="ResourceHandler{TBody}"/> and its neighbours.</summary>
public abstract class AddressHandler
{
    private protected AddressHandler(string? template, Type? bodyType)
    {
        Declaration = template is not null
            ? new ResourceAttribute(template)
            : GetType().GetCustomAttribute<ResourceAttribute>()
                ?? bodyType?.GetCustomAttribute<ResourceAttribute>()
                ?? throw new InvalidOperationException($"`{GetType().Name}` has no `[Resource(\"…\")]` that says which addresses it serves");
        BodyType = bodyType;
        Pattern = new(Declaration.Template);
    }

    internal ResourceAttribute Declaration { get; }

    internal AddressPattern Pattern { get; }

    internal Type? BodyType { get; }

    /// <summary>What its addresses are to the host.</summary>
    internal abstract FilterBits Bits { get; }

    internal abstract TypeSchema Schema { get; }

    internal abstract IReadOnlyList<BodyDiagnostic> Diagnose(ResourceKey key, ReadOnlyMemory<byte> bytes);

    internal abstract Skeleton? Skeleton();

    /// <summary>Whether two bodies mean the same, as far as their format says.</summary>
    internal abstract bool MeanTheSame(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right);

    /// <summary>Makes the key of a resource from the values of the template's placeholders, in their order.</summary>
    /// <param name="values">The values, whatever characters they hold.</param>
    /// <returns>The key.</returns>
    public ResourceKey Key(params string[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Length == Pattern.Names.Count
            ? new(Pattern, values)
            : throw new ArgumentException($"`{Pattern.Template}` has {Pattern.Names.Count} placeholders, not {values.Length}", nameof(values));
    }

    /// <summary>A name as one part of an address, where a `/` in it is written `%2F`; for addresses of other handlers' resources.</summary>
    /// <param name="name">The name, whatever characters it holds.</param>
    /// <returns>What stands for it in an address.</returns>
    public static string PartOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length == 0 ? "" : AddressParts.Encode(name, isDeep: false);
    }

    /// <summary>The span of a place in a body that is text, for <see cref="BodyProblem.Span"/>.</summary>
    /// <param name="text">The body.</param>
    /// <param name="start">The first character, counted from 0.</param>
    /// <param name="length">How many characters.</param>
    /// <returns>The span.</returns>
    protected static BodySpan SpanOf(string text, int start, int length)
    {
        var source = new SourceText(text);
        return new(source.GetPosition(start), source.GetPosition(start + length));
    }
}
