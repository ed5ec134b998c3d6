using System.Globalization;
using System.Text.RegularExpressions;
using Autoschematic.Postgres.Sql;

namespace Autoschematic.Postgres.Tables;

/// <summary>The steps that take a column from one definition to another without losing it.</summary>
internal sealed partial class ColumnDifference(string table, TableColumn before, TableColumn after)
{
    private readonly string alter = $"ALTER TABLE {table} ALTER COLUMN {before.Name}";
    private readonly ColumnNumbering numbering = new(table, before, after);

    private bool HasNewType => before.Type != after.Type || before.Collation != after.Collation;

    public IEnumerable<SqlChange> Find()
    {
        if (before.Generation is not null && after.Generation is null)
        {
            yield return new($"keep the values of {before.Name} and compute them no more", $"{alter} DROP EXPRESSION");
        }

        if (numbering.End is { } end)
        {
            yield return end;
        }

        if (HasNewType)
        {
            yield return NewType();
        }

        var left = numbering.End is null ? before.Default : null;
        if (!numbering.DecidesDefault && (left != after.Default || (HasNewType && left is not null)))
        {
            yield return after.Default is { } value
                ? new($"let {before.Name} begin with {value}", $"{alter} SET DEFAULT {value}")
                : new SqlChange($"let {before.Name} begin with nothing", $"{alter} DROP DEFAULT");
        }

        if (before.IsNotNull != after.IsNotNull)
        {
            yield return new(
                after.IsNotNull ? $"allow no null in {before.Name}" : $"allow null in {before.Name}",
                $"{alter} {(after.IsNotNull ? "SET" : "DROP")} NOT NULL");
        }

        if (numbering.Begin is { } begin)
        {
            yield return begin;
        }
    }

    private SqlChange NewType()
    {
        var collation = after.Collation is { } name ? $" COLLATE {name}" : "";
        var statements = new List<string>();
        if (before.Default is not null)
        {
            // A default of the old type may not be one of the new.
            statements.Add($"{alter} DROP DEFAULT");
        }

        statements.Add($"{alter} TYPE {after.Type}{collation} USING {before.Name}::{after.Type}");
        if (before.SerialSequence is { } sequence && after.IsSerial)
        {
            statements.Add($"ALTER SEQUENCE {sequence} AS {after.Type}");
        }

        var isWider = before.Collation == after.Collation && IsWider(before.Type, after.Type);
        return new(
            isWider
                ? $"widen {before.Name} from {before.Type} to {after.Type}"
                : $"change the type of {before.Name} from {before.Type}{(before.Collation is { } old ? $" COLLATE {old}" : "")} to {after.Type}{collation}, which rewrites all its values",
            statements)
        {
            DestroysData = !isWider,
        };
    }

    /// <summary>Whether the values stay as they are, and none can be refused.</summary>
    private static bool IsWider(string from, string to)
    {
        var (one, other) = (Sized().Match(from), Sized().Match(to));
        return one.Success && (to == "text"
            || (other.Success && Length(other) >= Length(one))
            || to == "character varying");

        static int Length(Match match) => int.Parse(match.Groups["length"].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^character varying\((?<length>\d+)\)$")]
    private static partial Regex Sized();
}
