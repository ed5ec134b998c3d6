namespace Autoschematic.Postgres.Sql;

/// <summary>A thing that is declared by SQL, as the catalog has it; names are quoted where they have to be.</summary>
internal abstract record SqlDefinition(string Name)
{
    /// <summary>Who owns it; null when a file leaves that open.</summary>
    public string? Owner { get; init; }

    /// <summary>The owner as the catalog quotes it.</summary>
    public string? QuotedOwner { get; init; }

    /// <summary>The file that declares it.</summary>
    public abstract string ToSql();

    /// <summary>Whether nothing would have to change; who owns it counts only where both say so.</summary>
    public bool MeansTheSame(SqlDefinition other)
        => (Owner is null || other.Owner is null || Owner == other.Owner) && Comparable() == other.Comparable();

    /// <summary>A text that is the same for definitions that mean the same, whoever owns them.</summary>
    protected abstract string Comparable();
}
