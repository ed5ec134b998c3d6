namespace Autoschematic.Cli.Terminal;

/// <summary>What a piece of text means; the palette decides how that looks.</summary>
public enum Tone
{
    Plain,
    Strong,
    Muted,
    Good,
    Error,
    Warning,
    Hint,
    Place,
    Added,
    Changed,
    Removed,
}
