using Autoschematic.Engine.Sessions;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Tells whether two resources are of one kind, so that the one may have been renamed to the other.</summary>
/// <remarks>Where many files were renamed each deletion is held against each addition, so what is asked of one is remembered.</remarks>
internal sealed class ResourceKinds
{
    private readonly Dictionary<SessionConnector, (string Text, AddressTemplate Template)[]> templates = [];
    private readonly Dictionary<ResourceKey, string?> known = [];

    /// <summary>By what their connector declares; else by extension and by the name of the file or of its folder.</summary>
    public bool AreSame(PlanItem left, PlanItem right)
    {
        if (left.Owner != right.Owner)
        {
            return false;
        }

        var (one, other) = (left.Key.Address.Path, right.Key.Address.Path);
        return left.Owner.Reader!.Capabilities.Kinds.Count > 0
            ? KindOf(left) is { } kind && kind == KindOf(right)
            : Path.GetExtension(one.Name) == Path.GetExtension(other.Name)
                && (one.Name == other.Name || one.Parent?.Name == other.Parent?.Name);
    }

    private string? KindOf(PlanItem item)
    {
        if (!known.TryGetValue(item.Key, out var kind))
        {
            known[item.Key] = kind = TemplatesOf(item.Owner).FirstOrDefault(entry => entry.Template.Matches(item.Key.Address)).Text;
        }

        return kind;
    }

    private (string Text, AddressTemplate Template)[] TemplatesOf(SessionConnector owner)
    {
        if (!templates.TryGetValue(owner, out var all))
        {
            templates[owner] = all =
            [
                .. owner.Reader!.Capabilities.Kinds.Select(kind => (kind.AddressTemplate, new AddressTemplate(kind.AddressTemplate))),
            ];
        }

        return all;
    }
}
