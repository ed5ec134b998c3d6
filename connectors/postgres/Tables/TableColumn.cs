namespace Autoschematic.Postgres.Tables;

/// <summary>A column of a table.</summary>
internal sealed record TableColumn(string Name, string Type)
{
    public string? Collation { get; init; }

    /// <summary>The expression it begins with, or is generated from.</summary>
    public string? Expression { get; init; }

    public bool IsGenerated { get; init; }

    /// <summary>`ALWAYS` or `BY DEFAULT` for an identity.</summary>
    public string? Identity { get; init; }

    /// <summary>How the numbers of an identity go, where that is not the usual way.</summary>
    public string? SequenceOptions { get; init; }

    /// <summary>The sequence that belongs to a column of the type `serial` or its neighbours.</summary>
    public string? SerialSequence { get; init; }

    public bool IsNotNull { get; init; }

    public string? Comment { get; init; }

    /// <summary>The expression, when it is a default.</summary>
    public string? Default => IsGenerated ? null : Expression;

    public string? Generation => IsGenerated ? Expression : null;

    public bool IsSerial => SerialSequence is not null;

    /// <summary>How the column is declared.</summary>
    public string Declaration
    {
        get
        {
            if (IsSerial)
            {
                return $"{Name} {(Type switch { "bigint" => "bigserial", "smallint" => "smallserial", _ => "serial" })}";
            }

            string?[] parts =
            [
                Name,
                Type,
                Collation is { } collation ? $"COLLATE {collation}" : null,
                Identity is { } identity ? $"GENERATED {identity} AS IDENTITY{(SequenceOptions is { } options ? $" ({options})" : "")}" : null,
                Generation is { } generation ? $"GENERATED ALWAYS AS ({generation}) STORED" : null,
                Default is { } value ? $"DEFAULT {value}" : null,
                IsNotNull ? "NOT NULL" : null,
            ];
            return string.Join(' ', parts.OfType<string>());
        }
    }
}
