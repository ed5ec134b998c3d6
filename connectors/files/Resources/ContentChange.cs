using System.Security.Cryptography;
using System.Text;
using Autoschematic.Files.Hosts;
using Autoschematic.Files.Paths;
using PolyType;

namespace Autoschematic.Files.Resources;

/// <summary>What the operations on contents need.</summary>
[GenerateShape]
internal sealed partial record ContentChange
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The content when it is text; with neither this nor <see cref="Base64"/> the file is deleted.</summary>
    public string? Text { get; init; }

    /// <summary>The content when it is no text.</summary>
    public string? Base64 { get; init; }

    /// <summary>The hash of what was there when the change was planned; null when nothing was.</summary>
    public string? Replaces { get; init; }

    /// <summary>The attributes of a new file.</summary>
    public Attributes? Attributes { get; init; }

    public static ContentChange To(byte[] content)
    {
        try
        {
            return new() { Text = Strict.GetString(content) };
        }
        catch (DecoderFallbackException)
        {
            return new() { Base64 = Convert.ToBase64String(content) };
        }
    }

    public static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Refuses what is no file, and too large ones.</summary>
    public static void Check(Place place, FileState state)
    {
        switch (state.Kind)
        {
            case FileKind.Directory:
                throw FilesErrors.IsDirectory(place.Host.Name, place.Path);
            case FileKind.File when state.Size > place.Host.LargestFile:
                throw FilesErrors.TooLarge(place.Host.Name, place.Path, state.Size, place.Host.LargestFile);
            case FileKind.File:
                return;
            default:
                throw FilesErrors.NotPlain(place.Host.Name, place.Path, state.Kind);
        }
    }

    /// <summary>The content that is wanted; null when the file is deleted.</summary>
    public byte[]? Wanted() => Text is not null ? Strict.GetBytes(Text) : Base64 is not null ? Convert.FromBase64String(Base64) : null;
}
