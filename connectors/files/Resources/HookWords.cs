namespace Autoschematic.Files.Resources;

/// <summary>Says in a plan which commands a change will run.</summary>
internal static class HookWords
{
    public static string Of(Place place) => Commands(place) is { Length: > 0 } commands ? $", with {commands}" : "";

    /// <summary>For a change that is made already.</summary>
    public static string Owed(Place place) => $"Run {Commands(place)} for {place.Words}: a change of it was interrupted before they ended";

    private static string Commands(Place place)
        => string.Join(", ", place.Host.HooksOf(place.Path).SelectMany(hook => hook.Commands).Select(command => $"`{command}`"));
}
