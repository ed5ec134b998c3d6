using System.Text;

namespace Autoschematic.TestClouds;

/// <summary>An object of the cloud.</summary>
/// <param name="Address">Its physical address.</param>
/// <param name="Body">Its body, whatever it is made of.</param>
/// <param name="Name">The name it was made with when the cloud gave it an id, or null.</param>
public sealed record CloudObject(string Address, byte[] Body, string? Name = null)
{
    public CloudObject(string address, string body, string? name = null)
        : this(address, Encoding.UTF8.GetBytes(body), name)
    {
    }

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);
}
