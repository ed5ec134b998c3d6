namespace Autoschematic.LanguageServer.Features.Acting;

/// <summary>The kinds of actions, as clients group and filter them.</summary>
internal static class ActionKinds
{
    public const string QuickFix = "quickfix";
    public const string Rewrite = "refactor.rewrite";
    public const string Pull = "source.pull";

    public static IReadOnlyList<string> All { get; } = [QuickFix, Rewrite, Pull];

    /// <summary>Whether a client that asks for some kinds wants this one; one that names none wants all.</summary>
    public static bool IsWanted(string kind, IReadOnlyList<string>? only)
        => only is null or [] || only.Any(wanted => kind == wanted || kind.StartsWith($"{wanted}.", StringComparison.Ordinal));
}
