using Autoschematic.Engine.Sessions;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Tells whether two resources are of one kind, so that the one may have been renamed to the other.</summary>
internal static class ResourceKinds
{
    /// <summary>By what their connector declares; else by extension and by the name of the file or of its folder.</summary>
    public static bool AreSame(PlanItem left, PlanItem right)
    {
        if (left.Owner != right.Owner)
        {
            return false;
        }

        var (one, other) = (left.Key.Address.Path, right.Key.Address.Path);
        var kinds = left.Owner.Reader!.Capabilities.Kinds;
        return kinds.Count > 0
            ? KindOf(left) is { } kind && kind == KindOf(right)
            : Path.GetExtension(one.Name) == Path.GetExtension(other.Name)
                && (one.Name == other.Name || one.Parent?.Name == other.Parent?.Name);

        string? KindOf(PlanItem item)
            => kinds.FirstOrDefault(kind => new AddressTemplate(kind.AddressTemplate).Matches(item.Key.Address))?.AddressTemplate;
    }
}
