namespace Autoschematic.Ron.Text;

/// <summary>The literal an escape stands in.</summary>
internal enum EscapeMode : byte
{
    Text,
    Character,
    Bytes,
    Byte,
    Json,
}
