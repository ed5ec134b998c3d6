namespace Autoschematic.Model.Addresses;

/// <summary>What a component of a path may be, before any rule about reserved names.</summary>
internal static class AddressRules
{
    public static bool IsNormalComponent(string component)
        => component.Length > 0 && component is not ("." or "..") && !component.Any(IsForbidden);

    public static bool IsForbidden(char character) => character is '\\' or '/' || char.IsControl(character);
}
