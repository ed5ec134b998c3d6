namespace Autoschematic.Postgres.Grants;

/// <summary>One privilege of a role on one object.</summary>
/// <param name="Kind">What the object is.</param>
/// <param name="Object">Its name in its schema; of a function with its argument types; empty for the schema or the database itself.</param>
/// <param name="Column">The column, of which there is one when the kind is a column.</param>
/// <param name="Privilege">What is allowed.</param>
/// <param name="IsGrantable">Whether it can be given on.</param>
internal sealed record Grant(GrantKind Kind, string Object, string? Column, Privilege Privilege, bool IsGrantable)
{
    private static readonly Privilege[] OfTables =
        [Privilege.Select, Privilege.Insert, Privilege.Update, Privilege.Delete, Privilege.Truncate, Privilege.References, Privilege.Trigger, Privilege.Maintain];

    private static readonly Dictionary<GrantKind, Privilege[]> Possible = new()
    {
        [GrantKind.Database] = [Privilege.Create, Privilege.Connect, Privilege.Temporary],
        [GrantKind.Schema] = [Privilege.Usage, Privilege.Create],
        [GrantKind.Table] = OfTables,
        [GrantKind.Column] = [Privilege.Select, Privilege.Insert, Privilege.Update, Privilege.References],
        [GrantKind.Sequence] = [Privilege.Select, Privilege.Update, Privilege.Usage],
        [GrantKind.Function] = [Privilege.Execute],
        [GrantKind.Type] = [Privilege.Usage],
    };

    /// <summary>The same without the right to give it on.</summary>
    public Grant Plain => this with { IsGrantable = false };

    /// <summary>The privileges that there are on a kind of object.</summary>
    public static IReadOnlyList<Privilege> On(GrantKind kind) => Possible[kind];

    /// <summary>A grant as the catalog names it; null for a privilege that is not known.</summary>
    public static Grant? TryParse(GrantKind kind, string name, string? column, string privilege, bool isGrantable)
        => Enum.TryParse<Privilege>(privilege, ignoreCase: true, out var known) ? new(kind, name, column, known, isGrantable) : null;
}
