using Autoschematic.Model.Secrets;

namespace Autoschematic.Engine.Secrets;

/// <summary>A sealed file that was opened. It has no text form, so that its value is not printed by accident.</summary>
/// <param name="file">The whole file.</param>
/// <param name="secret">The object that was opened.</param>
/// <param name="value">What it holds.</param>
public sealed class OpenedSecret(SealedFile file, SealedSecret secret, byte[] value)
{
    public SealedFile File { get; } = file;

    public SealedSecret Secret { get; } = secret;

    public byte[] Value { get; } = value;
}
