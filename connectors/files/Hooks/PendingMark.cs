using System.Security.Cryptography;
using Autoschematic.Files.Paths;
using PolyType;

namespace Autoschematic.Files.Hooks;

/// <summary>
/// Lies beside a path from before a change of it until its hooks have run: what was there, and what was made of it. So the next
/// plan knows of hooks that did not run, and knows what to put back when one of them fails then.
/// </summary>
[GenerateShape]
internal sealed partial record PendingMark
{
    /// <summary>The path, so that the mark says nothing of another one.</summary>
    public required string Path { get; init; }

    /// <summary>All attributes before the change; null when there was nothing.</summary>
    public Attributes? Before { get; init; }

    /// <summary>The content of a file before the change, in Base64; null when there was none.</summary>
    public string? Content { get; init; }

    /// <summary>The hash of the content that was written; null when the file was deleted.</summary>
    public string? Wrote { get; init; }

    /// <summary>The attributes that were set, as far as they are managed.</summary>
    public Attributes? Sets { get; init; }

    public byte[]? ReadContent() => Content is null ? null : Convert.FromBase64String(Content);

    public string? ContentHash() => ReadContent() is { } content ? Convert.ToHexStringLower(SHA256.HashData(content)) : null;
}
