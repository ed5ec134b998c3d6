using Autoschematic.Model.Addresses;
using Autoschematic.Model.Secrets;

namespace Autoschematic.Engine.Workflows.Sealing;

/// <summary>A value to seal, or a sealed file to move.</summary>
/// <param name="Path">The sealed file as the user wrote it.</param>
/// <param name="CurrentDirectory">Absolute path that it is relative to.</param>
public sealed record SealRequest(string Path, string CurrentDirectory)
{
    /// <summary>The sealed file that becomes <see cref="Path"/>, as the user wrote it; null when a value is sealed.</summary>
    public string? MoveFrom { get; init; }

    /// <summary>A file that holds the value, as the user wrote it.</summary>
    public string? InputPath { get; init; }

    /// <summary>Asks for the value when no file holds it; null when there is nobody to give one.</summary>
    public Func<CancellationToken, Task<ReadOnlyMemory<byte>?>> ReadValue { get; init; } = _ => Task.FromResult<ReadOnlyMemory<byte>?>(null);

    /// <summary>Asked before a value that is sealed already is replaced; by default the answer is no.</summary>
    public Func<RepoPath, CancellationToken, Task<bool>> ConfirmReplace { get; init; } = (_, _) => Task.FromResult(false);

    /// <summary>The server that shall read it; null seals for the local keystore.</summary>
    public string? Domain { get; init; }

    /// <summary>Names of the keys to seal for; none takes the keystore's default.</summary>
    public IReadOnlyList<string> KeyIds { get; init; } = [];

    /// <summary>A server's public key in base64, when it is in no keystore.</summary>
    public string? PublicKey { get; init; }

    /// <summary>The scheme; null decides by whom it is for.</summary>
    public SealVersion? Version { get; init; }
}
