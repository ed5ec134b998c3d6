namespace Autoschematic.Files.Resources;

/// <summary>Says in a plan which commands a change will run.</summary>
internal static class HookWords
{
    public static string Of(Place place)
    {
        var commands = place.Host.HooksOf(place.Path).SelectMany(hook => hook.Commands).Select(command => $"`{command}`").ToList();
        return commands.Count == 0 ? "" : $", with {string.Join(", ", commands)}";
    }
}
