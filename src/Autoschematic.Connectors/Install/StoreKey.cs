using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Autoschematic.Model.Config;

namespace Autoschematic.Connectors.Install;

/// <summary>Names what is installed by what it is: the same package with the same files has one key on machines of one kind.</summary>
internal static class StoreKey
{
    /// <summary>Of what entries look like inside; a change makes every package be installed anew.</summary>
    private const string Form = "1";

    /// <summary>SHA-256 of all that decides what an entry holds; the version that was asked for does not.</summary>
    public static string Of(LockedPackage package)
    {
        var spec = package.Spec;
        string?[] parts =
        [
            Form,
            RuntimeInformation.RuntimeIdentifier,
            spec.Kind.ToString(),
            spec.Name,
            package.Version,
            spec.Git,
            package.Revision,
            spec.Features,
            spec.Binary,
            .. package.Hashes.OrderBy(static file => file.Key, StringComparer.Ordinal).Select(static file => $"{file.Key}\n{file.Value}"),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))));
    }
}
