namespace Autoschematic.Postgres.Sql;

/// <summary>One step from one definition to another.</summary>
/// <param name="Message">What it does, for people; a part of a sentence.</param>
/// <param name="Statements">How.</param>
internal sealed record SqlChange(string Message, params IReadOnlyList<string> Statements)
{
    /// <summary>Whether it loses or rewrites data: it is then an operation of its own.</summary>
    public bool DestroysData { get; init; }
}
