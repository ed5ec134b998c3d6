namespace Autoschematic.Cli.Terminal;

/// <summary>Tones as the sixteen colours every terminal has, so that the user's own theme decides the shades.</summary>
internal static class Palette
{
    public const string Reset = "\e[0m";

    public static string? Start(Tone tone) => tone switch
    {
        Tone.Plain => null,
        Tone.Strong => "\e[1m",
        Tone.Muted => "\e[2m",
        Tone.Good or Tone.Added => "\e[32m",
        Tone.Error => "\e[1;31m",
        Tone.Removed => "\e[31m",
        Tone.Warning => "\e[1;33m",
        Tone.Changed => "\e[33m",
        Tone.Hint => "\e[36m",
        Tone.Place => "\e[34m",
        _ => throw new ArgumentOutOfRangeException(nameof(tone)),
    };
}
