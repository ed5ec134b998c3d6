namespace Autoschematic.Cli.Views;

/// <summary>Names of manual pages, and the text of one when one was asked for.</summary>
public sealed record ManualFacts(IReadOnlyList<string> Pages, string? Text);
