using System.Globalization;
using System.Text.RegularExpressions;
using Autoschematic.Postgres.Server;
using Autoschematic.Postgres.Sql;

namespace Autoschematic.Postgres.Tables;

/// <summary>
/// The steps between ways of numbering a column: by an identity, by the sequence of a `serial`, or not at all. Numbers go on behind
/// those that were given out and those that are there, since anything else gives a number twice.
/// </summary>
internal sealed partial class ColumnNumbering(string table, TableColumn before, TableColumn after)
{
    private const string Usual = "START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 NO CYCLE";

    // A setting of the transaction carries the number over the end of the old sequence.
    private const string Next = "autoschematic.next_number";

    private readonly string alter = $"ALTER TABLE {table} ALTER COLUMN {before.Name}";

    /// <summary>The end of a numbering, when there is none afterwards; it comes before everything else about the column.</summary>
    public SqlChange? End
        => !IsAnother || IsNumbered(after)
            ? null
            : before.SerialSequence is { } sequence
                ? new($"number {before.Name} no more, and drop the sequence {sequence} with its last number", $"{alter} DROP DEFAULT", $"DROP SEQUENCE {sequence}")
                {
                    DestroysData = true,
                }
                : new($"number {before.Name} no more, and forget the last number", $"{alter} DROP IDENTITY") { DestroysData = true };

    /// <summary>The beginning of a numbering or another way of it; it comes when the column has its type and takes no nulls.</summary>
    public SqlChange? Begin
        => IsAnother && IsNumbered(after)
            ? Another()
            : before.Identity is not null && after.Identity is not null
                && (before.Identity != after.Identity || before.SequenceOptions != after.SequenceOptions)
                ? Reset()
                : null;

    /// <summary>Whether the default comes and goes with the numbering.</summary>
    public bool DecidesDefault => IsAnother && IsNumbered(after);

    private bool IsAnother
        => (before.IsSerial, before.Identity is not null) != (after.IsSerial, after.Identity is not null) && !KeepsSequence;

    // Without `NOT NULL` or with more than `nextval` in its default a column is no `serial`, and has its sequence all the same.
    private bool KeepsSequence
        => before.Identity is null && after.Identity is null
            && (before.Default == after.Default
                || (before.SerialSequence is { } sequence && after.Default?.Contains(sequence, StringComparison.Ordinal) == true));

    private bool GoesUp => Number("INCREMENT BY") > 0;

    private static bool IsNumbered(TableColumn column) => column.IsSerial || column.Identity is not null;

    private SqlChange Another()
    {
        // Nobody may give out a number between the reading of the last one and the new sequence.
        var statements = new List<string>
        {
            $"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE",
            $"SELECT set_config({Quoting.Text(Next)}, ({NextNumber()})::text, true)",
        };
        if (before.Identity is not null)
        {
            statements.Add($"{alter} DROP IDENTITY");
        }
        else if (before.Default is not null)
        {
            statements.Add($"{alter} DROP DEFAULT");
        }

        if (before.SerialSequence is { } old)
        {
            statements.Add($"DROP SEQUENCE {old}");
        }

        var way = after.Identity is not null ? "as an identity" : "by a sequence";
        if (after.SerialSequence is { } sequence)
        {
            statements.Add($"CREATE SEQUENCE {sequence} AS {after.Type} OWNED BY {table}.{before.Name}");
            statements.Add($"{alter} SET DEFAULT {after.Default}");
        }
        else
        {
            statements.Add(
                $"{alter} ADD GENERATED {after.Identity} AS IDENTITY{(after.SequenceOptions is { } given ? $" ({given})" : "")}");
        }

        statements.Add($"SELECT setval({Sequence(after)}, current_setting({Quoting.Text(Next)})::bigint, false)");
        var goesOn = $"number {before.Name} {way}, on from the numbers that there are";
        return !IsNumbered(before)
            ? new(goesOn, statements)
            : new($"{goesOn}, and drop {(before.SerialSequence is { } gone ? $"the sequence {gone}" : "its identity")} with the grants on it", statements)
            {
                DestroysData = true,
            };
    }

    private SqlChange Reset()
    {
        var options = after.SequenceOptions ?? Usual;
        var isReset = before.SequenceOptions != after.SequenceOptions;
        return new(
            $"number {before.Name} {after.Identity!.ToLowerInvariant()}{(isReset ? $" with {options}" : "")}",
            $"{alter} SET GENERATED {after.Identity}{(isReset ? $" {SequenceOption().Replace(options, "SET $0")}" : "")}");
    }

    /// <summary>An expression for the first number of the new sequence.</summary>
    private string NextNumber()
    {
        var start = Number("START WITH").ToString(CultureInfo.InvariantCulture);
        if (!GoesUp)
        {
            return $"least({start}, (SELECT min({before.Name})::bigint - 1 FROM {table}))";
        }

        var last = before.SerialSequence is { } old
            ? $", (SELECT CASE WHEN is_called THEN last_value + 1 ELSE last_value END FROM {old})"
            : before is { Identity: not null } && before.SequenceOptions?.Contains("INCREMENT BY -", StringComparison.Ordinal) != true
                ? $", pg_sequence_last_value({Sequence(before)}) + 1"
                : "";
        return $"greatest({start}, (SELECT max({before.Name})::bigint + 1 FROM {table}){last})";
    }

    /// <summary>An expression for the sequence behind the column.</summary>
    private string Sequence(TableColumn column)
        => column.SerialSequence is { } serial
            ? $"{Quoting.Text(serial)}::regclass"
            : $"pg_get_serial_sequence({Quoting.Text(table)}, {Quoting.Text(Quoting.Plain(before.Name))})::regclass";

    private long Number(string option)
        => after.SequenceOptions is { } options && Regex.Match(options, $"{option} (?<number>-?\\d+)") is { Success: true } match
            ? long.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture)
            : 1;

    [GeneratedRegex(@"START WITH|INCREMENT BY|NO MINVALUE|MINVALUE|NO MAXVALUE|MAXVALUE|CACHE|NO CYCLE|CYCLE")]
    private static partial Regex SequenceOption();
}
