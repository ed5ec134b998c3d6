using System.Text;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.References;

namespace Autoschematic.Engine.Workflows.Laws;

/// <summary>Makes what breaks a law smaller for as long as it still does.</summary>
internal static class Shrinker
{
    private const int MostAttempts = 150;

    public static Task<ReadOnlyMemory<byte>> BodyAsync(
        BodyFormat format, ReadOnlyMemory<byte> body, Func<ReadOnlyMemory<byte>, Task<bool>> breaks)
        => ShrinkAsync(body, smaller => Smaller(format, smaller), breaks);

    public static Task<Address> AddressAsync(Address address, Func<Address, Task<bool>> breaks)
        => ShrinkAsync(address, Smaller, breaks);

    private static async Task<T> ShrinkAsync<T>(T found, Func<T, IEnumerable<T>> candidates, Func<T, Task<bool>> breaks)
    {
        for (var attempts = 0; attempts < MostAttempts;)
        {
            var smaller = default(T);
            var isFound = false;
            foreach (var candidate in candidates(found))
            {
                if (++attempts > MostAttempts)
                {
                    break;
                }

                if (await breaks(candidate))
                {
                    (smaller, isFound) = (candidate, true);
                    break;
                }
            }

            if (!isFound)
            {
                break;
            }

            found = smaller!;
        }

        return found;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Smaller(BodyFormat format, ReadOnlyMemory<byte> body)
        => Tiny(format).Where(tiny => tiny.Length < body.Length).Concat(BodyVariants.Removals(format, body)).Where(other => other.Length < body.Length && !other.IsEmpty);

    private static IEnumerable<ReadOnlyMemory<byte>> Tiny(BodyFormat format) => format switch
    {
        BodyFormat.Ron => [Encoding.UTF8.GetBytes("()")],
        BodyFormat.Json => [Encoding.UTF8.GetBytes("{}")],
        _ => [Encoding.UTF8.GetBytes("x")],
    };

    // Shorter by a folder, or with a shorter name in one place.
    private static IEnumerable<Address> Smaller(Address address)
    {
        var parts = address.Text.Split('/');
        var extension = Path.GetExtension(parts[^1]);
        for (var index = 0; index < parts.Length; index++)
        {
            if (parts.Length > 1 && Address.TryParse(string.Join('/', parts.Where((_, other) => other != index)), out _) is { } without)
            {
                yield return without;
            }

            var brief = index == parts.Length - 1 ? "a" + extension : "a";
            if (brief.Length < parts[index].Length
                && Address.TryParse(string.Join('/', parts.Index().Select(part => part.Index == index ? brief : part.Item)), out _) is { } renamed)
            {
                yield return renamed;
            }
        }
    }
}
