namespace Autoschematic.Model.Addresses;

/// <summary>Names that Windows cannot have; refused there, a warning elsewhere.</summary>
public static class PortableNames
{
    private static readonly HashSet<string> DeviceNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
        "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
        "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
    };

    /// <summary>Why a path cannot exist on Windows, as the end of a sentence about it, or null.</summary>
    public static string? Problem(RepoPath path) => Problem(path.Text);

    internal static string? Problem(string path)
    {
        foreach (var component in path.Split('/'))
        {
            if (component.IndexOfAny([':', '<', '>', '"', '|', '?', '*']) is >= 0 and var index)
            {
                return $"holds `{component[index]}`, which Windows does not allow";
            }

            if (component.EndsWith('.') || component.EndsWith(' '))
            {
                return $"has the component `{component}`, and Windows drops a dot or space at the end";
            }

            var dot = component.IndexOf('.', StringComparison.Ordinal);
            if (DeviceNames.Contains((dot < 0 ? component : component[..dot]).TrimEnd(' ')))
            {
                return $"has the component `{component}`, a device name on Windows";
            }
        }

        return null;
    }
}
