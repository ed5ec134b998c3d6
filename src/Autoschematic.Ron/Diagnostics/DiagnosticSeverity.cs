namespace Autoschematic.Ron.Diagnostics;

/// <summary>How serious a diagnostic is; the numbers are those of the language server protocol.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Something is wrong and the result is missing or incomplete.</summary>
    Error = 1,

    /// <summary>Something is probably not as meant.</summary>
    Warning = 2,

    /// <summary>Worth knowing.</summary>
    Information = 3,

    /// <summary>A suggestion.</summary>
    Hint = 4,
}
